"""Forced row-level security for the history of sittings and attendance."""

from django.db import migrations

from safefair.core.rls import OWN, PROGRAMME, protect

COUNTABLE = ("trainings_trainingsessionevent", "trainings_trainingattendanceevent")


class Migration(migrations.Migration):
    dependencies = [("trainings", "0003_sittings_and_removal"), ("core", "0002_security")]
    operations = [
        *[
            migrations.RunSQL(protect(table, read=f"{OWN} OR {PROGRAMME}"), migrations.RunSQL.noop)
            for table in COUNTABLE
        ],
    ]
