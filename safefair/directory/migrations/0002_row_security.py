"""Forced row-level security: whoever has a role reads every place, to refer people there; only its owner writes it."""

from django.db import migrations

from safefair.core.rls import protect

ANY_ROLE = "(SELECT security.context_scope()) IS NOT NULL"


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial"), ("core", "0002_security")]
    operations = [
        migrations.RunSQL(protect(table, read=ANY_ROLE), migrations.RunSQL.noop)
        for table in ("directory_location", "directory_locationevent")
    ]
