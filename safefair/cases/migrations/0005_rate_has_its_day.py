"""A day without a rate is refused too: a comparison with nothing is neither true nor false, and passed."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_messages")]
    operations = [
        migrations.RemoveConstraint(model_name="amount", name="rate_has_its_day"),
        migrations.AddConstraint(
            model_name="amount",
            constraint=models.CheckConstraint(
                condition=Q(rate=None, rate_on=None)
                | Q(rate__isnull=False, rate__gt=0, rate_on__isnull=False),
                name="rate_has_its_day",
            ),
        ),
    ]
