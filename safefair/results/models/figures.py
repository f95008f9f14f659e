"""A figure: the answer of an indicator for a period, with what it was made of."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safefair.core.models import Addressable
from safefair.people.models import LinkageRun
from safefair.results.models.framework import Indicator, ReportingPeriod


class Figure(Addressable):
    """One computed value with its range, never changed afterwards: a new computation is a new figure.

    `digest` is SHA-256 over the counted rows in order; the same rows give the same digest.
    """

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="figures")
    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="figures")
    value = models.PositiveIntegerField(null=True)
    low = models.PositiveIntegerField(null=True)
    high = models.PositiveIntegerField(null=True)
    rows = models.PositiveIntegerField()
    unnamed = models.PositiveIntegerField(default=0)
    measure_version = models.PositiveSmallIntegerField()
    linkage_run = models.ForeignKey(LinkageRun, models.PROTECT, null=True, related_name="+")
    digest = models.CharField(max_length=64)
    as_of = models.DateTimeField()
    computed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    is_latest = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period"], condition=Q(is_latest=True), name="one_latest_figure"
            ),
            models.CheckConstraint(
                condition=Q(low=None) | (Q(low__lte=F("value")) & Q(high__gte=F("value"))),
                name="figure_in_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class FigureCell(models.Model):
    """One cell of a figure: `key` names a code for each dimension of the indicator's tables, all crossed.

    Everybody stands in exactly one cell (see `results.counting`), so every table is a sum of cells. Cells without
    anybody are not stored.
    """

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="cells")
    key = models.JSONField()
    value = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key}"


class FigureSource(models.Model):
    """Which rows of a source a figure counted, in ascending order; from a record one finds its figures by the index."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="sources")
    source = models.CharField(max_length=60)
    row_ids = ArrayField(models.BigIntegerField())

    class Meta:
        indexes = [GinIndex(fields=["row_ids"], name="figure_source_rows")]

    def __str__(self) -> str:
        return self.source


class PeriodLock(Addressable):
    """A period closed by somebody for a reason, with the figures that stand from then on; perhaps opened again."""

    period = models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="locks")
    figures = models.ManyToManyField(Figure, related_name="locks")
    locked_at = models.DateTimeField()
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    unlocked_at = models.DateTimeField(null=True)
    unlocked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unlock_reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period"], condition=Q(unlocked_at=None), name="period_locked_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)
