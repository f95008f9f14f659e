"""Counts of pairs and decisions by band of probability: see people/calibration_sql.py."""

from django.db import migrations

from safefair.people.calibration_sql import BANDS_SQL


class Migration(migrations.Migration):
    dependencies = [("people", "0003_list_orders")]
    operations = [migrations.RunSQL(BANDS_SQL, "DROP FUNCTION security.linkage_bands")]
