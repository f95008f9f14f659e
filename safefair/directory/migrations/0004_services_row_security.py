"""Forced row-level security of services: the second line behind `queries.services.public` and `visible_to`.

Without a role one reads what is for everybody, open, and checked within 180 days (and a day, since the database may keep
another time zone). With a role also what is for partners, and all of one's own organisation; the programme reads all. What
belongs to a service is read with it. Changes that wait, calls and history are for its own organisation and the programme.
"""

from django.db import migrations

from safefair.core.rls import OWN, PROGRAMME, protect

INSIDE = f"{OWN} OR {PROGRAMME}"
SERVICE = f"""{INSIDE} OR (visibility <> 'staff' AND (SELECT security.context_scope()) IS NOT NULL)
  OR (visibility = 'public' AND status = 'active' AND assured_on > current_date - 181)"""
WITH_SERVICE = f"{INSIDE} OR EXISTS (SELECT 1 FROM directory_service s WHERE s.id = service_id)"
LOCATION = """(SELECT security.context_scope()) IS NOT NULL OR EXISTS (
  SELECT 1 FROM directory_serviceatlocation a WHERE a.location_id = directory_location.id)"""
PARTS = ("phone", "schedule", "servicearea", "serviceatlocation")
KEPT = (
    "proposal",
    "callback",
    "proposalevent",
    "callbackevent",
    "serviceevent",
    *(f"{part}event" for part in PARTS),
)


class Migration(migrations.Migration):
    dependencies = [("directory", "0003_services"), ("core", "0002_security")]
    operations = [
        migrations.RunSQL(protect("directory_service", read=SERVICE), migrations.RunSQL.noop),
        *[
            migrations.RunSQL(protect(f"directory_{part}", read=WITH_SERVICE), migrations.RunSQL.noop)
            for part in PARTS
        ],
        *[
            migrations.RunSQL(protect(f"directory_{name}", read=INSIDE), migrations.RunSQL.noop)
            for name in KEPT
        ],
        migrations.RunSQL(
            f"ALTER POLICY directory_location_read ON directory_location USING ({LOCATION})",
            migrations.RunSQL.noop,
        ),
    ]
