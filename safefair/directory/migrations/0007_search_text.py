"""What can be searched, once more in its normal form: signs of Khmer in one order, Zawgyi as Unicode."""

from django.db import migrations

from safefair.core.rls import Scope, row_security
from safefair.core.searching import join


def fill(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_roles WHERE rolname = 'safefair_app'")
        if cursor.fetchone() is None:
            return
    Service = apps.get_model("directory", "Service")
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        for row in Service.objects.only("search_text"):
            Service.objects.filter(pk=row.pk).update(search_text=join(row.search_text.split("\n")))


class Migration(migrations.Migration):
    dependencies = [
        ("directory", "0006_service_imports_row_security"),
        ("core", "0003_history_by_triggers_alone"),
    ]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
