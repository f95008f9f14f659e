"""Forced row-level security: a question is its desk's alone. What a desk says of itself is for everybody to read.

The counts of tries hold nothing of anybody, and are written before there is a context.
"""

from django.db import migrations

from safefair.core.rls import OWN, SYSTEM, protect

MINE = f"{OWN} OR {SYSTEM}"
OF_DESK = ("helprequest", "helprequestevent", "requestnote")


class Migration(migrations.Migration):
    dependencies = [("contact", "0001_initial"), ("core", "0002_security")]
    operations = [
        *[
            migrations.RunSQL(protect(f"contact_{table}", read=MINE), migrations.RunSQL.noop)
            for table in OF_DESK
        ],
        *[
            migrations.RunSQL(protect(f"contact_{table}", read="true"), migrations.RunSQL.noop)
            for table in ("desk", "deskevent")
        ],
    ]
