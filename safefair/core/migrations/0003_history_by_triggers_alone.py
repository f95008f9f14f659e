"""Brings installations of before to what `core.history` now does after every migration; itself it changes nothing."""

from django.db import migrations

from safefair.core.history import WRITTEN_BY_OWNER_SQL


class Migration(migrations.Migration):
    dependencies = [("core", "0002_security"), ("pghistory", "0007_auto_20250421_0444")]
    operations = [migrations.RunSQL(WRITTEN_BY_OWNER_SQL, migrations.RunSQL.noop)]
