"""Channels, what goes out by them, and forced row-level security: all of it is its organisation's alone."""

import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from safefair.core.migrating import Together
from safefair.core.rls import OWN, SYSTEM, protect


MINE = f"{OWN} OR {SYSTEM}"
TABLES = ("channel", "channelevent", "sender", "stop", "dispatch", "dispatchevent")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_team_leader"),
        ("contact", "0002_row_security"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="Channel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("version", models.SmallIntegerField(default=0)),
                        ("sealed", models.BinaryField(null=True)),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        (
                            "reach",
                            models.CharField(
                                choices=[("sms", "SMS"), ("chat", "chat app")],
                                max_length=4,
                                verbose_name="how",
                            ),
                        ),
                        ("number", models.CharField(max_length=40, verbose_name="own number or account")),
                        (
                            "country",
                            models.CharField(
                                choices=[
                                    ("BN", "Brunei Darussalam"),
                                    ("KH", "Cambodia"),
                                    ("ID", "Indonesia"),
                                    ("LA", "Lao PDR"),
                                    ("MY", "Malaysia"),
                                    ("MM", "Myanmar"),
                                    ("PH", "Philippines"),
                                    ("SG", "Singapore"),
                                    ("TH", "Thailand"),
                                    ("TL", "Timor-Leste"),
                                    ("VN", "Viet Nam"),
                                ],
                                max_length=2,
                                verbose_name="country",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=10),
                                size=None,
                                verbose_name="languages",
                            ),
                        ),
                        (
                            "send_url",
                            models.CharField(max_length=300, verbose_name="address of the provider"),
                        ),
                        ("key_id", models.UUIDField()),
                        ("secret", models.BinaryField()),
                        (
                            "networks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=43),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "greatest_length",
                            models.PositiveSmallIntegerField(
                                default=160,
                                validators=[
                                    django.core.validators.MinValueValidator(40),
                                    django.core.validators.MaxValueValidator(2000),
                                ],
                                verbose_name="greatest length",
                            ),
                        ),
                        (
                            "part_cost",
                            models.DecimalField(
                                decimal_places=4,
                                default=0,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="cost of a part",
                            ),
                        ),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        (
                            "quiet_from",
                            models.TimeField(blank=True, null=True, verbose_name="nothing goes out from"),
                        ),
                        ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="until")),
                        ("timezone", models.CharField(max_length=40, verbose_name="time zone")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="channels",
                                to="accounts.organization",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="ChannelEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("name", models.CharField(max_length=60, verbose_name="name")),
                        (
                            "reach",
                            models.CharField(
                                choices=[("sms", "SMS"), ("chat", "chat app")],
                                max_length=4,
                                verbose_name="how",
                            ),
                        ),
                        ("number", models.CharField(max_length=40, verbose_name="own number or account")),
                        (
                            "country",
                            models.CharField(
                                choices=[
                                    ("BN", "Brunei Darussalam"),
                                    ("KH", "Cambodia"),
                                    ("ID", "Indonesia"),
                                    ("LA", "Lao PDR"),
                                    ("MY", "Malaysia"),
                                    ("MM", "Myanmar"),
                                    ("PH", "Philippines"),
                                    ("SG", "Singapore"),
                                    ("TH", "Thailand"),
                                    ("TL", "Timor-Leste"),
                                    ("VN", "Viet Nam"),
                                ],
                                max_length=2,
                                verbose_name="country",
                            ),
                        ),
                        (
                            "languages",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=10),
                                size=None,
                                verbose_name="languages",
                            ),
                        ),
                        (
                            "send_url",
                            models.CharField(max_length=300, verbose_name="address of the provider"),
                        ),
                        ("key_id", models.UUIDField()),
                        (
                            "networks",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=43),
                                blank=True,
                                default=list,
                                size=None,
                            ),
                        ),
                        (
                            "greatest_length",
                            models.PositiveSmallIntegerField(
                                default=160,
                                validators=[
                                    django.core.validators.MinValueValidator(40),
                                    django.core.validators.MaxValueValidator(2000),
                                ],
                                verbose_name="greatest length",
                            ),
                        ),
                        (
                            "part_cost",
                            models.DecimalField(
                                decimal_places=4,
                                default=0,
                                max_digits=10,
                                validators=[django.core.validators.MinValueValidator(0)],
                                verbose_name="cost of a part",
                            ),
                        ),
                        ("currency", models.CharField(max_length=3, verbose_name="currency")),
                        (
                            "quiet_from",
                            models.TimeField(blank=True, null=True, verbose_name="nothing goes out from"),
                        ),
                        ("quiet_until", models.TimeField(blank=True, null=True, verbose_name="until")),
                        ("timezone", models.CharField(max_length=40, verbose_name="time zone")),
                        ("is_active", models.BooleanField(default=True, verbose_name="in use")),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.organization",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="contact.channel",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Dispatch",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        ("version", models.SmallIntegerField(default=0)),
                        ("sealed", models.BinaryField(null=True)),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("neutral", "that there is an answer, and nothing of it"),
                                    ("answer", "the answer itself"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("language", models.CharField(max_length=10)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("queued", "waits to be sent"),
                                    ("sent", "sent"),
                                    ("failed", "not sent"),
                                    ("delivered", "has arrived on the phone"),
                                ],
                                default="queued",
                                max_length=9,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "fault",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unreachable", "the provider does not answer"),
                                    ("refused", "the provider refused it"),
                                    (
                                        "address",
                                        "the address of the provider leads nowhere that may be reached",
                                    ),
                                    ("reported", "the provider says that it could not be handed over"),
                                    ("stopped", "she asked to get nothing more"),
                                    ("off", "the channel is switched off"),
                                    ("over", "the question was taken back or is over"),
                                ],
                                max_length=11,
                            ),
                        ),
                        ("pieces", models.PositiveSmallIntegerField()),
                        ("pieces_sent", models.PositiveSmallIntegerField(default=0)),
                        ("parts", models.PositiveSmallIntegerField()),
                        ("parts_sent", models.PositiveSmallIntegerField(default=0)),
                        ("greatest_length", models.PositiveSmallIntegerField()),
                        (
                            "alphabet",
                            models.CharField(
                                choices=[
                                    ("gsm", "letters of the GSM alphabet"),
                                    ("ucs2", "other letters (UCS-2)"),
                                ],
                                max_length=4,
                            ),
                        ),
                        ("part_cost", models.DecimalField(decimal_places=4, max_digits=10)),
                        ("currency", models.CharField(max_length=3)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_at", models.DateTimeField(null=True)),
                        ("queued_at", models.DateTimeField(verbose_name="written")),
                        ("changed_at", models.DateTimeField()),
                        ("entry_id", models.UUIDField(unique=True)),
                        (
                            "by",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dispatches",
                                to="contact.channel",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dispatches",
                                to="contact.requestnote",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organization",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dispatches",
                                to="contact.helprequest",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="DispatchEvent",
                    fields=[
                        ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                        ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                        ("pgh_label", models.TextField(help_text="The event label.")),
                        ("id", models.BigIntegerField()),
                        ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                        ("created_at", models.DateTimeField(auto_now_add=True)),
                        (
                            "what",
                            models.CharField(
                                choices=[
                                    ("neutral", "that there is an answer, and nothing of it"),
                                    ("answer", "the answer itself"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("language", models.CharField(max_length=10)),
                        (
                            "status",
                            models.CharField(
                                choices=[
                                    ("queued", "waits to be sent"),
                                    ("sent", "sent"),
                                    ("failed", "not sent"),
                                    ("delivered", "has arrived on the phone"),
                                ],
                                default="queued",
                                max_length=9,
                                verbose_name="status",
                            ),
                        ),
                        (
                            "fault",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("unreachable", "the provider does not answer"),
                                    ("refused", "the provider refused it"),
                                    (
                                        "address",
                                        "the address of the provider leads nowhere that may be reached",
                                    ),
                                    ("reported", "the provider says that it could not be handed over"),
                                    ("stopped", "she asked to get nothing more"),
                                    ("off", "the channel is switched off"),
                                    ("over", "the question was taken back or is over"),
                                ],
                                max_length=11,
                            ),
                        ),
                        ("pieces", models.PositiveSmallIntegerField()),
                        ("pieces_sent", models.PositiveSmallIntegerField(default=0)),
                        ("parts", models.PositiveSmallIntegerField()),
                        ("parts_sent", models.PositiveSmallIntegerField(default=0)),
                        ("greatest_length", models.PositiveSmallIntegerField()),
                        (
                            "alphabet",
                            models.CharField(
                                choices=[
                                    ("gsm", "letters of the GSM alphabet"),
                                    ("ucs2", "other letters (UCS-2)"),
                                ],
                                max_length=4,
                            ),
                        ),
                        ("part_cost", models.DecimalField(decimal_places=4, max_digits=10)),
                        ("currency", models.CharField(max_length=3)),
                        ("tries", models.PositiveSmallIntegerField(default=0)),
                        ("next_at", models.DateTimeField(null=True)),
                        ("queued_at", models.DateTimeField(verbose_name="written")),
                        ("changed_at", models.DateTimeField()),
                        ("entry_id", models.UUIDField()),
                        (
                            "by",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "channel",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contact.channel",
                            ),
                        ),
                        (
                            "note",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contact.requestnote",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="accounts.organization",
                            ),
                        ),
                        (
                            "pgh_context",
                            models.ForeignKey(
                                db_constraint=False,
                                null=True,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                to="pghistory.context",
                            ),
                        ),
                        (
                            "pgh_obj",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="events",
                                to="contact.dispatch",
                            ),
                        ),
                        (
                            "request",
                            models.ForeignKey(
                                db_constraint=False,
                                on_delete=django.db.models.deletion.DO_NOTHING,
                                related_name="+",
                                related_query_name="+",
                                to="contact.helprequest",
                            ),
                        ),
                    ],
                    options={
                        "abstract": False,
                    },
                ),
                migrations.CreateModel(
                    name="Sender",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lookup", models.BigIntegerField()),
                        (
                            "channel",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="contact.channel",
                            ),
                        ),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organization",
                            ),
                        ),
                        (
                            "request",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sender",
                                to="contact.helprequest",
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="Stop",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("lookup", models.BigIntegerField()),
                        ("stopped_at", models.DateTimeField()),
                        (
                            "organization",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="accounts.organization",
                            ),
                        ),
                    ],
                ),
            ]
        ),
        Together(
            [
                migrations.AddConstraint(
                    model_name="channel",
                    constraint=models.UniqueConstraint(
                        fields=("organization", "name"), name="channel_name_in_organization"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="channel",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quiet_from", None), ("quiet_until", None)),
                            models.Q(("quiet_from__isnull", False), ("quiet_until__isnull", False)),
                            _connector="OR",
                        ),
                        name="channel_quiet_from_until",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="channel",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("part_cost__gte", 0)), name="channel_costs_nothing_or_more"
                    ),
                ),
                migrations.AddConstraint(
                    model_name="dispatch",
                    constraint=models.CheckConstraint(
                        condition=models.Q(("pieces_sent__lte", models.F("pieces"))),
                        name="dispatch_sends_its_pieces",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="stop",
                    constraint=models.UniqueConstraint(
                        fields=("organization", "lookup"), name="one_stop_a_number"
                    ),
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="channel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "contact_channelevent" ("country", "created_at", "currency", "greatest_length", "id", "is_active", "key_id", "languages", "name", "networks", "number", "organization_id", "part_cost", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_from", "quiet_until", "reach", "send_url", "timezone", "uuid") SELECT new_values."country", new_values."created_at", new_values."currency", new_values."greatest_length", new_values."id", new_values."is_active", new_values."key_id", new_values."languages", new_values."name", new_values."networks", new_values."number", new_values."organization_id", new_values."part_cost", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."quiet_from", new_values."quiet_until", new_values."reach", new_values."send_url", new_values."timezone", new_values."uuid" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="1f8554439791090f9242b1a49a7020d25b11b302",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_274e1",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="contact_channel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="channel",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "contact_channelevent" ("country", "created_at", "currency", "greatest_length", "id", "is_active", "key_id", "languages", "name", "networks", "number", "organization_id", "part_cost", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "quiet_from", "quiet_until", "reach", "send_url", "timezone", "uuid") SELECT new_values."country", new_values."created_at", new_values."currency", new_values."greatest_length", new_values."id", new_values."is_active", new_values."key_id", new_values."languages", new_values."name", new_values."networks", new_values."number", new_values."organization_id", new_values."part_cost", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."quiet_from", new_values."quiet_until", new_values."reach", new_values."send_url", new_values."timezone", new_values."uuid" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."country" IS DISTINCT FROM (new_values."country") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."greatest_length" IS DISTINCT FROM (new_values."greatest_length") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."is_active" IS DISTINCT FROM (new_values."is_active") OR old_values."key_id" IS DISTINCT FROM (new_values."key_id") OR old_values."languages" IS DISTINCT FROM (new_values."languages") OR old_values."name" IS DISTINCT FROM (new_values."name") OR old_values."networks" IS DISTINCT FROM (new_values."networks") OR old_values."number" IS DISTINCT FROM (new_values."number") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."part_cost" IS DISTINCT FROM (new_values."part_cost") OR old_values."quiet_from" IS DISTINCT FROM (new_values."quiet_from") OR old_values."quiet_until" IS DISTINCT FROM (new_values."quiet_until") OR old_values."reach" IS DISTINCT FROM (new_values."reach") OR old_values."send_url" IS DISTINCT FROM (new_values."send_url") OR old_values."timezone" IS DISTINCT FROM (new_values."timezone") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="5500c65de858c4d49b62cdfe62977a3ca7e61bff",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e2452",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="contact_channel",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="channelevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="d727e95327f8daaf2b5d6ab051764088a2956487",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_d3303",
                            table="contact_channelevent",
                            when="BEFORE",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "contact_dispatchevent" ("alphabet", "by_id", "changed_at", "channel_id", "created_at", "currency", "entry_id", "fault", "greatest_length", "id", "language", "next_at", "note_id", "organization_id", "part_cost", "parts", "parts_sent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pieces", "pieces_sent", "queued_at", "request_id", "status", "tries", "uuid", "what") SELECT new_values."alphabet", new_values."by_id", new_values."changed_at", new_values."channel_id", new_values."created_at", new_values."currency", new_values."entry_id", new_values."fault", new_values."greatest_length", new_values."id", new_values."language", new_values."next_at", new_values."note_id", new_values."organization_id", new_values."part_cost", new_values."parts", new_values."parts_sent", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."pieces", new_values."pieces_sent", new_values."queued_at", new_values."request_id", new_values."status", new_values."tries", new_values."uuid", new_values."what" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="373a229b5a9e3502fe01283cddf901856f6caa38",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_1ccbc",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="contact_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatch",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "contact_dispatchevent" ("alphabet", "by_id", "changed_at", "channel_id", "created_at", "currency", "entry_id", "fault", "greatest_length", "id", "language", "next_at", "note_id", "organization_id", "part_cost", "parts", "parts_sent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pieces", "pieces_sent", "queued_at", "request_id", "status", "tries", "uuid", "what") SELECT new_values."alphabet", new_values."by_id", new_values."changed_at", new_values."channel_id", new_values."created_at", new_values."currency", new_values."entry_id", new_values."fault", new_values."greatest_length", new_values."id", new_values."language", new_values."next_at", new_values."note_id", new_values."organization_id", new_values."part_cost", new_values."parts", new_values."parts_sent", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."pieces", new_values."pieces_sent", new_values."queued_at", new_values."request_id", new_values."status", new_values."tries", new_values."uuid", new_values."what" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values."alphabet" IS DISTINCT FROM (new_values."alphabet") OR old_values."by_id" IS DISTINCT FROM (new_values."by_id") OR old_values."changed_at" IS DISTINCT FROM (new_values."changed_at") OR old_values."channel_id" IS DISTINCT FROM (new_values."channel_id") OR old_values."created_at" IS DISTINCT FROM (new_values."created_at") OR old_values."currency" IS DISTINCT FROM (new_values."currency") OR old_values."entry_id" IS DISTINCT FROM (new_values."entry_id") OR old_values."fault" IS DISTINCT FROM (new_values."fault") OR old_values."greatest_length" IS DISTINCT FROM (new_values."greatest_length") OR old_values."id" IS DISTINCT FROM (new_values."id") OR old_values."language" IS DISTINCT FROM (new_values."language") OR old_values."next_at" IS DISTINCT FROM (new_values."next_at") OR old_values."note_id" IS DISTINCT FROM (new_values."note_id") OR old_values."organization_id" IS DISTINCT FROM (new_values."organization_id") OR old_values."part_cost" IS DISTINCT FROM (new_values."part_cost") OR old_values."parts" IS DISTINCT FROM (new_values."parts") OR old_values."parts_sent" IS DISTINCT FROM (new_values."parts_sent") OR old_values."pieces" IS DISTINCT FROM (new_values."pieces") OR old_values."pieces_sent" IS DISTINCT FROM (new_values."pieces_sent") OR old_values."queued_at" IS DISTINCT FROM (new_values."queued_at") OR old_values."request_id" IS DISTINCT FROM (new_values."request_id") OR old_values."status" IS DISTINCT FROM (new_values."status") OR old_values."tries" IS DISTINCT FROM (new_values."tries") OR old_values."uuid" IS DISTINCT FROM (new_values."uuid") OR old_values."what" IS DISTINCT FROM (new_values."what")) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="c657bd3680dcd86f607192b6c8ac7f9cbeaf1a22",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c2303",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="contact_dispatch",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="dispatchevent",
                    trigger=pgtrigger.compiler.Trigger(
                        name="append_only",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="66742719f88e46fea2b0ff73c98f5986df3c2bae",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_append_only_0200b",
                            table="contact_dispatchevent",
                            when="BEFORE",
                        ),
                    ),
                ),
            ]
        ),
        Together(
            [
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(fields=["request", "id"], name="contact_dis_request_d0bbce_idx"),
                ),
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(
                        condition=models.Q(("next_at__isnull", False)),
                        fields=["next_at"],
                        name="dispatches_due",
                    ),
                ),
                migrations.AddIndex(
                    model_name="dispatch",
                    index=models.Index(
                        fields=["organization", "queued_at"], name="contact_dis_organiz_009bce_idx"
                    ),
                ),
                migrations.AddIndex(
                    model_name="sender",
                    index=models.Index(fields=["channel", "lookup"], name="contact_sen_channel_83e74a_idx"),
                ),
            ]
        ),
        *[
            migrations.RunSQL(protect(f"contact_{table}", read=MINE), migrations.RunSQL.noop)
            for table in TABLES
        ],
    ]
