"""Forced row-level security of files of services: for their own organisation and the programme."""

from django.db import migrations

from safefair.core.rls import OWN, PROGRAMME, protect


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_service_imports"), ("core", "0002_security")]
    operations = [
        migrations.RunSQL(protect(f"directory_{name}", read=f"{OWN} OR {PROGRAMME}"), migrations.RunSQL.noop)
        for name in ("serviceimport", "serviceimportrow")
    ]
