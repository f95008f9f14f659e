"""Forced row-level security: own organisation's rows; countable facts also for the programme, identities never."""

from django.db import migrations

from safefair.core.rls import OWN, PROGRAMME, protect

COUNTABLE = (
    "outreach_visit",
    "outreach_visitevent",
    "outreach_informationsession",
    "outreach_informationsessionevent",
    "outreach_sessionattendance",
    "outreach_sessionattendanceevent",
    "outreach_sessionheadcount",
    "outreach_sessionheadcountevent",
)


class Migration(migrations.Migration):
    dependencies = [("outreach", "0002_initial"), ("core", "0002_security")]
    operations = [
        *[
            migrations.RunSQL(protect(table, read=f"{OWN} OR {PROGRAMME}"), migrations.RunSQL.noop)
            for table in COUNTABLE
        ],
    ]
