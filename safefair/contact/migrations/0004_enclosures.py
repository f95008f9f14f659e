"""Photos and spoken messages that come with a note."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from safefair.core.rls import OWN, SYSTEM, protect


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_guide_roles"),
        ("contact", "0003_channels"),
    ]

    operations = [
        migrations.CreateModel(
            name="Enclosure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("photo", "a photo"), ("voice", "a spoken message")], max_length=5
                    ),
                ),
                ("seconds", models.PositiveSmallIntegerField(null=True)),
                ("size", models.PositiveIntegerField()),
                ("content", models.BinaryField(null=True)),
                (
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enclosures",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("note", "kind"), name="one_enclosure_of_a_kind")
                ],
            },
        ),
        migrations.RunSQL(protect("contact_enclosure", read=f"{OWN} OR {SYSTEM}"), migrations.RunSQL.noop),
    ]
