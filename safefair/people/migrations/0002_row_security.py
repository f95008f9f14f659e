"""Forced row-level security: own organisation's rows; countable facts also for the programme, identities never."""

from django.db import migrations

from safefair.core.rls import OWN, PROGRAMME, SYSTEM, protect

COUNTABLE = (
    "people_registration",
    "people_registrationevent",
    "people_linkedregistration",
)
PRIVATE = (
    "people_identity",
    "people_searchkey",
    "people_hotkey",
    "people_tokenfrequency",
    "people_duplicatepair",
    "people_duplicatepairevent",
    "people_pairdecision",
    "people_importbatch",
    "people_importrow",
)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("core", "0002_security")]
    operations = [
        *[
            migrations.RunSQL(protect(table, read=f"{OWN} OR {PROGRAMME}"), migrations.RunSQL.noop)
            for table in COUNTABLE
        ],
        *[
            migrations.RunSQL(protect(table, read=f"{OWN} OR {SYSTEM}"), migrations.RunSQL.noop)
            for table in PRIVATE
        ],
        migrations.RunSQL(
            protect("people_linkevidence", read=PROGRAMME, write=SYSTEM), migrations.RunSQL.noop
        ),
    ]
