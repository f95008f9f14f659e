"""The gate before publication: see results/gate.py."""

from django.db import migrations

from safefair.results.gate import GATE_SQL


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial"), ("core", "0002_security")]
    operations = [migrations.RunSQL(GATE_SQL, migrations.RunSQL.noop)]
