"""The programme and its results framework (IATI result, indicator, target, period)."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import Country
from safefair.core.models import Addressable
from safefair.results.enums import Bound, FigureKind, PeriodStatus


class Programme(Addressable):
    """What is run: title, objective, money, days, countries."""

    code = models.SlugField(unique=True)
    title = models.CharField(_("title"), max_length=300)
    short_title = models.CharField(_("short title"), max_length=60)
    part_of = models.CharField(max_length=300, blank=True)
    objective = models.CharField(_("overall objective"), max_length=500)
    budget = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    funding_instrument = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    countries = ArrayField(models.CharField(max_length=2, choices=Country))
    mrc_countries = ArrayField(models.CharField(max_length=2, choices=Country), default=list)
    is_invented = models.BooleanField(_("records are invented"), default=False)

    def __str__(self) -> str:
        return self.short_title


class ProgrammeOrganization(models.Model):
    """Who funds and who implements (IATI participating-org)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="participating_organizations")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=40)
    iati_identifier = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.name


class ProgrammeDocument(models.Model):
    """A publication of the programme."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="documents")
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=100)
    published = models.CharField(max_length=10)
    address = models.URLField(blank=True)

    def __str__(self) -> str:
        return self.title


class Result(Addressable):
    """An outcome of the framework (IATI result type 2)."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="results")
    code = models.CharField(max_length=20)
    title = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "code"], name="result_code_in_programme")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track(append_only=True)
class Indicator(Addressable):
    """What is counted for a result: one measure, one kind. `filters` narrows the measure's rows by dimension."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="indicators")
    code = models.CharField(_("code"), max_length=20)
    title = models.CharField(_("title"), max_length=300)
    definition = models.TextField(_("how it is counted"), blank=True)
    kind = models.CharField(_("kind of count"), max_length=20, choices=FigureKind)
    measure = models.CharField(_("measure"), max_length=60)
    filters = models.JSONField(default=dict, blank=True)
    tables = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    is_public = models.BooleanField(_("may be published"), default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["result", "code"], name="indicator_code_in_result")]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


@pghistory.track(append_only=True)
class ReportingPeriod(Addressable):
    """Days that figures are made for, half-open. Boundaries never move once a figure was published."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="periods")
    label = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_before = models.DateField()
    status = models.CharField(max_length=10, choices=PeriodStatus, default=PeriodStatus.OPEN)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_before__gt=F("starts_on")), name="period_not_empty"),
            models.UniqueConstraint(fields=["programme", "starts_on", "ends_before"], name="period_once"),
        ]

    def __str__(self) -> str:
        return self.label


@pghistory.track(append_only=True)
class Target(models.Model):
    """What an indicator shall reach in a period; country empty for the whole programme."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    period = models.ForeignKey(ReportingPeriod, models.CASCADE, related_name="targets")
    country = models.CharField(max_length=2, choices=Country, blank=True)
    value = models.DecimalField(max_digits=14, decimal_places=2)
    comment = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "period", "country"], name="target_once")]

    def __str__(self) -> str:
        return str(self.value)


@pghistory.track(append_only=True)
class ReportedFigure(models.Model):
    """A figure that the programme itself reported, with its source. Never computed, never mixed with ours."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="reported_figures")
    statement = models.CharField(max_length=400)
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    bound = models.CharField(max_length=10, choices=Bound)
    kind = models.CharField(max_length=20, choices=FigureKind)
    countries = ArrayField(models.CharField(max_length=2, choices=Country), default=list, blank=True)
    source = models.CharField(max_length=300)
    as_of = models.CharField(max_length=10, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.statement
