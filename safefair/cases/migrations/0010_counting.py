"""Coded rows of case work for results, and whether she preferred not to say how content she is."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from safefair.cases.counting_sql import COUNTING_SQL
from safefair.core.rls import OWN, PROGRAMME, SYSTEM, protect

from safefair.core.migrating import Together

NOBODY = "false"
"""The functions of the counting write these rows, and look past row security."""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_case_roles"),
        ("cases", "0007_consent_in_the_policy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Together(
            [
                migrations.CreateModel(
                    name="CountedCase",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("organization_kind", models.CharField(max_length=20)),
                        ("month", models.DateField()),
                        ("country", models.CharField(max_length=2)),
                        ("sex", models.CharField(max_length=1)),
                        ("age_band", models.CharField(max_length=5)),
                        ("nationality", models.CharField(blank=True, max_length=2)),
                        ("origin", models.CharField(blank=True, max_length=2)),
                        ("destination", models.CharField(blank=True, max_length=2)),
                        ("stage", models.CharField(max_length=16)),
                        ("sector", models.CharField(max_length=8)),
                        (
                            "needs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=30), size=None
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[
                                    ("violence", "violence"),
                                    ("labour", "labour complaint"),
                                    ("both", "both"),
                                    ("other", "something else"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("risk_at_start", models.CharField(blank=True, max_length=6)),
                        (
                            "assessed",
                            models.CharField(
                                choices=[("in_time", "in time"), ("late", "later"), ("none", "not assessed")],
                                max_length=10,
                            ),
                        ),
                        (
                            "plan",
                            models.CharField(
                                choices=[
                                    ("made", "needed and made"),
                                    ("missing", "needed, not made"),
                                    ("not_needed", "not needed or not wanted"),
                                    ("unknown", "not known"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("closed_month", models.DateField(null=True)),
                        ("closure_reason", models.CharField(blank=True, max_length=24)),
                        (
                            "open_for",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("d30", "up to 30 days"),
                                    ("d90", "31 to 90 days"),
                                    ("d180", "91 to 180 days"),
                                    ("more", "more than 180 days"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("risk_at_end", models.CharField(blank=True, max_length=6)),
                        (
                            "satisfaction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("content", "content (4 or 5 of 5)"),
                                    ("middle", "in between (3)"),
                                    ("not", "not content (1 or 2)"),
                                    ("declined", "preferred not to say"),
                                    ("not_asked", "not asked"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CountedComplaint",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("organization_kind", models.CharField(max_length=20)),
                        ("month", models.DateField()),
                        ("country", models.CharField(max_length=2)),
                        ("sex", models.CharField(max_length=1)),
                        ("age_band", models.CharField(max_length=5)),
                        ("nationality", models.CharField(blank=True, max_length=2)),
                        (
                            "types",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=28), size=None
                            ),
                        ),
                        ("respondent", models.CharField(max_length=20)),
                        ("forum", models.CharField(max_length=16)),
                        ("outcome", models.CharField(max_length=20)),
                        ("ended_month", models.DateField(null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CountedIncident",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("organization_kind", models.CharField(max_length=20)),
                        ("month", models.DateField()),
                        ("country", models.CharField(max_length=2)),
                        ("sex", models.CharField(max_length=1)),
                        ("age_band", models.CharField(max_length=5)),
                        ("nationality", models.CharField(blank=True, max_length=2)),
                        (
                            "harm",
                            models.CharField(
                                choices=[
                                    ("sexual", "sexual violence"),
                                    ("physical", "physical violence"),
                                    ("other_gbv", "forced marriage, denial or psychological abuse"),
                                    ("non_gbv", "not gender-based violence"),
                                    ("unknown", "not classified yet"),
                                ],
                                max_length=10,
                            ),
                        ),
                        (
                            "delay",
                            models.CharField(
                                choices=[
                                    ("d3", "up to 3 days"),
                                    ("d5", "4 or 5 days"),
                                    ("d14", "6 to 14 days"),
                                    ("d30", "15 to 30 days"),
                                    ("d90", "31 to 90 days"),
                                    ("more", "more than 90 days"),
                                    ("unknown", "not known"),
                                ],
                                max_length=10,
                            ),
                        ),
                    ],
                ),
                migrations.CreateModel(
                    name="CountedMoney",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("month", models.DateField()),
                        ("kind", models.CharField(max_length=10)),
                        ("currency", models.CharField(max_length=3)),
                        ("amount", models.DecimalField(decimal_places=2, max_digits=16)),
                        ("usd", models.DecimalField(decimal_places=2, max_digits=16, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name="CountedReferral",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("organization_kind", models.CharField(max_length=20)),
                        ("month", models.DateField()),
                        ("country", models.CharField(max_length=2)),
                        ("sex", models.CharField(max_length=1)),
                        ("age_band", models.CharField(max_length=5)),
                        ("nationality", models.CharField(blank=True, max_length=2)),
                        ("service", models.CharField(max_length=30)),
                        (
                            "answered",
                            models.CharField(
                                choices=[
                                    ("h1", "within an hour"),
                                    ("h24", "within a day"),
                                    ("d3", "within 3 days"),
                                    ("d7", "within a week"),
                                    ("more", "later"),
                                    ("none", "no answer"),
                                ],
                                max_length=10,
                            ),
                        ),
                        ("status", models.CharField(max_length=24)),
                        ("decline_reason", models.CharField(blank=True, max_length=24)),
                        ("feedback", models.CharField(blank=True, max_length=16)),
                    ],
                ),
                migrations.CreateModel(
                    name="CountLink",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("noun", models.CharField(max_length=10)),
                        ("subject_id", models.BigIntegerField()),
                        ("row_id", models.BigIntegerField(null=True, unique=True)),
                    ],
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.RemoveTrigger(
                    model_name="closure",
                    name="insert_insert",
                ),
                pgtrigger.migrations.RemoveTrigger(
                    model_name="closure",
                    name="update_update",
                ),
            ]
        ),
        Together(
            [
                migrations.AddField(
                    model_name="closure",
                    name="prefers_not_to_say",
                    field=models.BooleanField(default=False),
                ),
                migrations.AddField(
                    model_name="closureevent",
                    name="prefers_not_to_say",
                    field=models.BooleanField(default=False),
                ),
            ]
        ),
        Together(
            [
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_closureevent" ("asked_by_id", "asked_on", "case_id", "checks", "created_at", "decided_by_id", "decided_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers_not_to_say", "reason", "reopened_by_id", "reopened_on", "risk", "satisfaction", "sealed", "status", "uuid", "version") SELECT new_values."asked_by_id", new_values."asked_on", new_values."case_id", new_values."checks", new_values."created_at", new_values."decided_by_id", new_values."decided_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'insert\', new_values."id", new_values."prefers_not_to_say", new_values."reason", new_values."reopened_by_id", new_values."reopened_on", new_values."risk", new_values."satisfaction", new_values."sealed", new_values."status", new_values."uuid", new_values."version" FROM ( SELECT new_values.* FROM new_values  ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="903d15e7a5d331f6bda0df9e4723ff3cf6a09dba",
                            level="STATEMENT",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_29719",
                            referencing="REFERENCING NEW TABLE AS new_values ",
                            table="cases_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                pgtrigger.migrations.AddTrigger(
                    model_name="closure",
                    trigger=pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='WITH _pgh_attached_context AS ( SELECT _pgh_attach_context() AS value ) INSERT INTO "cases_closureevent" ("asked_by_id", "asked_on", "case_id", "checks", "created_at", "decided_by_id", "decided_on", "id", "organization_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers_not_to_say", "reason", "reopened_by_id", "reopened_on", "risk", "satisfaction", "sealed", "status", "uuid", "version") SELECT new_values."asked_by_id", new_values."asked_on", new_values."case_id", new_values."checks", new_values."created_at", new_values."decided_by_id", new_values."decided_on", new_values."id", new_values."organization_id", _pgh_attached_context.value, NOW(), \'update\', new_values."id", new_values."prefers_not_to_say", new_values."reason", new_values."reopened_by_id", new_values."reopened_on", new_values."risk", new_values."satisfaction", new_values."sealed", new_values."status", new_values."uuid", new_values."version" FROM ( SELECT new_values.* FROM old_values JOIN new_values ON (old_values."id") = (new_values."id") WHERE (old_values.* IS DISTINCT FROM new_values.*) ) AS new_values, _pgh_attached_context; RETURN NULL;',
                            hash="a14a3461e19776ac6e957c6cb6ff40236da6f7af",
                            level="STATEMENT",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_46157",
                            referencing="REFERENCING OLD TABLE AS old_values  NEW TABLE AS new_values ",
                            table="cases_closure",
                            when="AFTER",
                        ),
                    ),
                ),
                migrations.AddConstraint(
                    model_name="closure",
                    constraint=models.CheckConstraint(
                        condition=models.Q(
                            ("satisfaction", None), ("prefers_not_to_say", False), _connector="OR"
                        ),
                        name="one_answer_of_hers",
                    ),
                ),
            ]
        ),
        Together(
            [
                migrations.AddField(
                    model_name="countedcase",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="countedcomplaint",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="countedincident",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="countedmoney",
                    name="complaint",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="money",
                        to="cases.countedcomplaint",
                    ),
                ),
                migrations.AddField(
                    model_name="countedmoney",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="countedreferral",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                    ),
                ),
                migrations.AddField(
                    model_name="countlink",
                    name="case",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="count_links",
                        to="cases.case",
                    ),
                ),
                migrations.AddField(
                    model_name="countlink",
                    name="organization",
                    field=models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organization",
                    ),
                ),
            ]
        ),
        Together(
            [
                migrations.AddIndex(
                    model_name="countedcase",
                    index=models.Index(fields=["month"], name="cases_count_month_b6c80a_idx"),
                ),
                migrations.AddIndex(
                    model_name="countedcase",
                    index=models.Index(fields=["closed_month"], name="cases_count_closed__653a80_idx"),
                ),
                migrations.AddIndex(
                    model_name="countedcomplaint",
                    index=models.Index(fields=["month"], name="cases_count_month_8756e0_idx"),
                ),
                migrations.AddIndex(
                    model_name="countedcomplaint",
                    index=models.Index(fields=["ended_month"], name="cases_count_ended_m_310703_idx"),
                ),
                migrations.AddIndex(
                    model_name="countedincident",
                    index=models.Index(fields=["month"], name="cases_count_month_fe43f0_idx"),
                ),
                migrations.AddConstraint(
                    model_name="countedmoney",
                    constraint=models.UniqueConstraint(
                        fields=("complaint", "month", "kind", "currency"), name="counted_money_once"
                    ),
                ),
                migrations.AddIndex(
                    model_name="countedreferral",
                    index=models.Index(fields=["month"], name="cases_count_month_6afc4d_idx"),
                ),
                migrations.AddConstraint(
                    model_name="countlink",
                    constraint=models.UniqueConstraint(fields=("noun", "subject_id"), name="counted_once"),
                ),
            ]
        ),
        *[
            migrations.RunSQL(
                protect(f"cases_counted{noun}", read=f"{OWN} OR {PROGRAMME}", write=NOBODY),
                migrations.RunSQL.noop,
            )
            for noun in ("case", "incident", "referral", "complaint", "money")
        ],
        migrations.RunSQL(protect("cases_countlink", read=f"{OWN} OR {SYSTEM}"), migrations.RunSQL.noop),
        migrations.RunSQL(COUNTING_SQL, migrations.RunSQL.noop),
    ]
