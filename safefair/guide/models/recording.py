"""An article read aloud in one language."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User


class Recording(models.Model):
    """MP3 of the words that readers had when it was added (`digest`); with other words it is not played."""

    number = models.PositiveIntegerField()
    language = models.CharField(_("language"), max_length=10)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "language"], name="guide_one_recording_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.language}"
