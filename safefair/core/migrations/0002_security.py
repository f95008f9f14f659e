"""The signed context of row-level security, and the log of readings that cannot be changed."""

from django.db import migrations

from safefair.core.audit import SEAL_SQL
from safefair.core.rls import CONTEXT_SQL


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]
    operations = [
        migrations.RunSQL(CONTEXT_SQL, "DROP SCHEMA security CASCADE"),
        migrations.RunSQL(SEAL_SQL, migrations.RunSQL.noop),
    ]
