"""Which figure of an indicator stands in a period, what it is beside its target, and in which figures a record is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from safefair.outreach.measures import MEASURES as OUTREACH
from safefair.results.enums import PeriodStatus
from safefair.results.models import (
    Figure,
    FigureSource,
    Indicator,
    Programme,
    ReportedFigure,
    ReportingPeriod,
    Result,
    Target,
)
from safefair.trainings.measures import MEASURES as TRAININGS


@dataclass(frozen=True)
class Standing:
    """The figure that stands in a period. In a locked one that is the locked figure, and `live` the newest if other."""

    period: ReportingPeriod
    figure: Figure | None
    live: Figure | None = None

    @property
    def is_restated(self) -> bool:
        """Whether the records now say something else than what was locked."""
        return self.live is not None


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of the list: target, what stands, and the course over the periods up to this one."""

    indicator: Indicator
    standing: Standing
    target: Target | None
    course: list[int | None] = field(default_factory=list)

    @property
    def percent(self) -> int | None:
        """Of the target, in whole per cent; None without a figure or a target. More than 100 stays as it is."""
        figure = self.standing.figure
        if figure is None or figure.value is None or self.target is None or not self.target.value:
            return None
        return round(100 * figure.value / float(self.target.value))


@dataclass(frozen=True)
class ResultGroup:
    """One outcome with its indicators, and beside them what the programme itself reported."""

    result: Result
    lines: list[IndicatorLine]
    reported: list[ReportedFigure]


def programme_in_use() -> Programme | None:
    """The programme of this installation: the first one loaded."""
    return Programme.objects.order_by("id").first()


def periods_of(programme: Programme) -> list[ReportingPeriod]:
    """Newest end first; of two that end together the longer one first. Each with `is_measured`: it has figures."""
    return list(_ordered(programme.periods.all()))


def periods_in_use() -> list[ReportingPeriod]:
    """The periods of the programme of this installation as `periods_of` gives them, each with its programme."""
    first = Programme.objects.order_by("id").values("pk")[:1]
    return list(_ordered(ReportingPeriod.objects.filter(programme=first)).select_related("programme"))


def _ordered(periods: QuerySet[ReportingPeriod]) -> QuerySet[ReportingPeriod]:
    figures = Figure.objects.filter(period=OuterRef("pk"), is_latest=True, value__isnull=False)
    return periods.annotate(is_measured=Exists(figures)).order_by("-ends_before", "starts_on")


def choose_period(periods: Sequence[ReportingPeriod], wanted: str | None) -> ReportingPeriod | None:
    """Of `periods_of`: the one asked for by its uuid, else the newest one that has figures, else the newest."""
    by_uuid = {str(period.uuid): period for period in periods}
    first_measured = next((period for period in periods if getattr(period, "is_measured", False)), None)
    return by_uuid.get(wanted or "") or first_measured or (periods[0] if periods else None)


def standings(
    indicators: Iterable[Indicator], periods: Sequence[ReportingPeriod]
) -> dict[tuple[int, int], Standing]:
    """What stands, by indicator and period: the figures in one query, locks included."""
    figures = Figure.objects.filter(
        Q(is_latest=True) | Q(locks__unlocked_at=None, locks__isnull=False),
        indicator__in=[indicator.pk for indicator in indicators],
        period__in=[period.pk for period in periods],
    )
    found: dict[tuple[int, int], list[Figure]] = {}
    for figure in figures.distinct().order_by("id"):
        found.setdefault((figure.indicator_id, figure.period_id), []).append(figure)
    return {
        (indicator.pk, period.pk): _standing(period, found.get((indicator.pk, period.pk), []))
        for indicator in indicators
        for period in periods
    }


def _standing(period: ReportingPeriod, figures: list[Figure]) -> Standing:
    live = next((figure for figure in figures if figure.is_latest), None)
    if period.status != PeriodStatus.LOCKED:
        return Standing(period, live)
    # In a locked period every figure that is not the latest came through the open lock.
    locked = next((figure for figure in figures if not figure.is_latest), live)
    return Standing(period, locked, live if live is not locked else None)


def earlier_figures(indicator: Indicator, period: ReportingPeriod) -> list[Figure]:
    """Figures computed before the latest one, newest first: what was said when."""
    found = Figure.objects.filter(indicator=indicator, period=period, is_latest=False)
    return list(found.select_related("computed_by").order_by("-as_of", "-id")[:10])


def result_groups(
    programme: Programme, period: ReportingPeriod, periods: Sequence[ReportingPeriod]
) -> list[ResultGroup]:
    """The whole framework for one period; the course runs over the periods that end no later."""
    results = list(
        programme.results.order_by("code").prefetch_related(
            Prefetch("indicators", Indicator.objects.order_by("position", "code")),
            Prefetch("reported_figures", ReportedFigure.objects.order_by("position")),
        )
    )
    indicators = [indicator for result in results for indicator in result.indicators.all()]
    course = [p for p in reversed(periods) if p.ends_before <= period.ends_before]
    standing = standings(indicators, [*course, period])
    targets = {
        target.indicator_id: target
        for target in Target.objects.filter(indicator__in=indicators, period=period, country="")
    }
    return [
        ResultGroup(
            result,
            [
                IndicatorLine(
                    indicator,
                    standing[indicator.pk, period.pk],
                    targets.get(indicator.pk),
                    [_value(standing[indicator.pk, p.pk].figure) for p in course],
                )
                for indicator in result.indicators.all()
            ],
            list(result.reported_figures.all()),
        )
        for result in results
    ]


def _value(figure: Figure | None) -> int | None:
    return figure.value if figure else None


def figures_of_registration(registration_id: int) -> list[Figure]:
    """From a record to the figures it entered: the latest and the locked figures that counted any of her rows."""
    entered = Q()
    for source in sorted({measure.source for measure in (*OUTREACH, *TRAININGS)}):
        model: type[Any] = apps.get_model(source)
        if hasattr(model, "registration_id"):
            rows = model.objects.filter(registration_id=registration_id).order_by().values("pk")
            entered |= Q(source=source, row_ids__overlap=ArraySubquery(rows))
    kept = Q(figure__is_latest=True) | Q(figure__locks__unlocked_at=None, figure__locks__isnull=False)
    figures = FigureSource.objects.filter(entered & kept).values("figure")
    return list(
        Figure.objects.filter(pk__in=figures)
        .select_related("indicator", "period")
        .order_by("-period__ends_before", "indicator__code", "-id")
    )
