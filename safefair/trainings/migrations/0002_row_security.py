"""Forced row-level security: own organisation's rows; countable facts also for the programme, identities never."""

from django.db import migrations

from safefair.core.rls import OWN, PROGRAMME, protect

COUNTABLE = (
    "trainings_course",
    "trainings_courseevent",
    "trainings_trainingrun",
    "trainings_trainingrunevent",
    "trainings_trainingsession",
    "trainings_participation",
    "trainings_participationevent",
    "trainings_trainingattendance",
    "trainings_trainingattendanceevent",
    "trainings_trainingsessionevent",
)


class Migration(migrations.Migration):
    dependencies = [("trainings", "0001_initial"), ("core", "0002_security")]
    operations = [
        *[
            migrations.RunSQL(protect(table, read=f"{OWN} OR {PROGRAMME}"), migrations.RunSQL.noop)
            for table in COUNTABLE
        ],
    ]
