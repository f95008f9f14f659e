"""Whether a house has room, asked across organisations: see cases/beds_sql.py."""

from django.db import migrations

from safefair.cases.beds_sql import BEDS_SQL


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_rate_has_its_day"), ("core", "0002_security")]
    operations = [
        migrations.RunSQL(BEDS_SQL, "DROP FUNCTION security.beds_free(int, int, boolean)"),
    ]
