"""The tables of case work for one quarter: made once, protected, audited, and never changed."""

from django.db import models

from safefair.core.models import Addressable, Task
from safefair.results.enums import EditionStatus


class CaseEdition(Addressable):
    """A quarter of case work as it leaves: `tables` holds what is published and nothing else, one CSV a unit counted.

    What a woman takes back later, or what is corrected, changes no edition: the next one counts without it.
    """

    starts_on = models.DateField(unique=True)
    ends_before = models.DateField()
    threshold = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=EditionStatus, default=EditionStatus.MAKING)
    tables = models.JSONField(default=dict)
    audit = models.JSONField(default=dict)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status="ready") | models.Q(made_at__isnull=False),
                name="ready_edition_was_made",
            ),
            models.CheckConstraint(
                condition=models.Q(status="ready") | models.Q(tables={}), name="only_a_ready_edition_shows"
            ),
            models.CheckConstraint(condition=models.Q(threshold__gte=3), name="edition_threshold_floor"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on} / {self.ends_before}"
