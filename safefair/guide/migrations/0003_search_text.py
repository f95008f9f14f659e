from django.db import migrations, models

from safefair.guide.content import search_text


def fill(apps, schema_editor):
    Snapshot = apps.get_model("guide", "Snapshot")
    for row in Snapshot.objects.all():
        row.search_text = search_text(row.content)
        row.save(update_fields=["search_text"])


class Migration(migrations.Migration):
    dependencies = [("guide", "0002_recordings")]
    operations = [
        migrations.AddField(
            model_name="snapshot", name="search_text", field=models.TextField(default="", editable=False)
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
