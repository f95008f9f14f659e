"""What readers get: an article as it was published, in one language, without anything of Wagtail."""

from django.db import models

from safefair.core.codes import Country
from safefair.guide.enums import Moment


class Snapshot(models.Model):
    """One published article in one language. `content` is laid out by `guide.content`; text by text it says its language.

    `search_text` is all that somebody may look for in it, normalised (see `core.searching`).
    `recording_bytes`: size of the recording of these very words; 0 without one.
    """

    number = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    title = models.CharField(max_length=255)
    summary = models.CharField(max_length=400)
    moment = models.CharField(max_length=10, choices=Moment)
    country = models.CharField(max_length=2, choices=Country, blank=True)
    origin = models.CharField(max_length=2, choices=Country, blank=True)
    content = models.JSONField()
    search_text = models.TextField(default="", editable=False)
    checked_on = models.DateField()
    check_again_by = models.DateField()
    taken_at = models.DateTimeField()
    recording_bytes = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number", "language"], name="guide_one_snapshot_a_language")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.language}"
