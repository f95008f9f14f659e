"""A release: figures frozen, protected, audited, published. The ledger is all published releases."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.core.models import Addressable, Task
from safefair.results.enums import CellStatus, DisclosureMethod, ReleaseStatus
from safefair.results.models.figures import Figure
from safefair.results.models.framework import Programme, ReportingPeriod


@pghistory.track(append_only=True)
class Release(Addressable):
    """A set of figures that leaves together, protected as one model with all earlier releases."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="releases")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="releases")
    number = models.PositiveIntegerField()
    title = models.CharField(_("title"), max_length=200)
    status = models.CharField(_("status"), max_length=10, choices=ReleaseStatus, default=ReleaseStatus.DRAFT)
    method = models.CharField(
        _("method"), max_length=10, choices=DisclosureMethod, default=DisclosureMethod.SUPPRESS
    )
    threshold = models.PositiveSmallIntegerField(_("smallest count shown"), default=11)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")
    audit = models.JSONField(default=dict)
    audited_at = models.DateTimeField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    withdrawal_reason = models.CharField(_("why it was withdrawn"), max_length=300, blank=True)
    note = models.TextField(_("note to readers"), blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="release_number_in_programme"),
            models.CheckConstraint(
                condition=~Q(status=ReleaseStatus.PUBLISHED)
                | Q(published_at__isnull=False, audited_at__isnull=False),
                name="published_release_was_audited",
            ),
            models.CheckConstraint(condition=Q(threshold__gte=3), name="release_threshold_floor"),
        ]

    def __str__(self) -> str:
        return self.title


class ReleaseTable(models.Model):
    """One indicator's table in a release: the frozen figure and the dimensions that it is shown by."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="tables")
    figure = models.ForeignKey(Figure, models.PROTECT, related_name="release_tables")
    dimensions = models.JSONField()
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.figure_id}"


class ReleaseCell(models.Model):
    """One published cell: a code or `*` per dimension; the value, or nothing where it is withheld.

    Only the total has a range, and only where it is published.
    """

    table = models.ForeignKey(ReleaseTable, models.CASCADE, related_name="cells")
    key = models.JSONField()
    value = models.PositiveIntegerField(null=True)
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    status = models.CharField(max_length=10, choices=CellStatus)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(status=CellStatus.PUBLISHED, value__isnull=False)
                | Q(status=CellStatus.WITHHELD, value__isnull=True, low__isnull=True, high__isnull=True),
                name="withheld_cell_has_no_value",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key}"
