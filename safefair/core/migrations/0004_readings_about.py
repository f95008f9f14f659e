"""Readings of one record are found by an index."""

from django.db import migrations

from safefair.core.readings import READINGS_SQL, UNDO_SQL


class Migration(migrations.Migration):
    dependencies = [("core", "0003_history_by_triggers_alone")]
    operations = [migrations.RunSQL(READINGS_SQL, UNDO_SQL)]
