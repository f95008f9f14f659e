"""How often a page was read, a day. Nothing about whoever read it."""

from django.db import models


class DayOfReads(models.Model):
    """Readings of one article in one language on one day, as far as they reached this server."""

    day = models.DateField()
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=10)
    reads = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "number", "language"], name="guide_one_count_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.number} {self.language}"
