"""Compute figures: rows of a measure, counted, stored once with what they were made of."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from safefair.accounts.models import User
from safefair.core.dimensions import Period
from safefair.core.errors import DomainError
from safefair.people.models import LinkageRun
from safefair.people.queries.individuals import Individuals, current_run, load_individuals
from safefair.results.counting import CountedRow, Tally, tally
from safefair.results.enums import FigureKind
from safefair.results.measures import CountedMeasure, measure_named
from safefair.results.models import Figure, FigureCell, FigureSource, Indicator, ReportingPeriod

Tell = Callable[[int, int, str], None]


class KindDoesNotFit(DomainError):
    """An indicator says it counts one kind and names a measure of another."""


@dataclass(frozen=True)
class Material:
    """All rows of a measure in a period, and who is one person among them."""

    measure: CountedMeasure
    rows: Sequence[CountedRow]
    individuals: Individuals
    run: LinkageRun | None


def gather(measure: CountedMeasure, period: ReportingPeriod) -> Material:
    """Read the rows of a measure, and for people who of them is one individual."""
    rows = list(measure.rows(Period(period.starts_on, period.ends_before)))
    if measure.kind != FigureKind.PEOPLE:
        return Material(measure, rows, Individuals(), None)
    persons = {row.registration_id for row in rows if row.registration_id is not None}
    return Material(measure, rows, load_individuals(persons), current_run())


def compute_figure(
    indicator: Indicator,
    period: ReportingPeriod,
    *,
    by: User | None,
    at: dt.datetime,
    material: Material | None = None,
) -> Figure:
    """The figure of an indicator for a period; a new one only if what it is made of has changed.

    A locked period keeps the figures it was locked with; this moves only the live one.
    """
    material = material or gather(_measure_of(indicator), period)
    counted = tally(
        FigureKind(indicator.kind),
        material.rows,
        dimensions=[name for table in indicator.tables for name in table],
        filters=indicator.filters,
        individuals={person: who for person, (who, _p) in material.individuals.member_of.items()},
    )
    low, high = _range(counted, material)
    facts = {
        "value": counted.value,
        "low": low,
        "high": high,
        "unnamed": counted.unnamed,
        "rows": counted.rows,
        "digest": counted.digest,
        "measure_version": material.measure.version,
    }
    with transaction.atomic():
        Indicator.objects.select_for_update(of=("self",)).get(pk=indicator.pk)
        before = Figure.objects.filter(indicator=indicator, period=period, is_latest=True).first()
        if before is not None and all(getattr(before, name) == value for name, value in facts.items()):
            return before
        if before is not None:
            Figure.objects.filter(pk=before.pk).update(is_latest=False)
        return _store(
            Figure(indicator=indicator, period=period, **facts), counted, material.run, by=by, at=at
        )


def _range(counted: Tally, material: Material) -> tuple[int | None, int | None]:
    """The ends between which linkage leaves the number of people; only people have such a range."""
    if counted.value is None or material.measure.kind != FigureKind.PEOPLE:
        return None, None
    found = material.individuals.count(counted.persons)
    return min(found.low, counted.value), max(found.high, counted.value)


def _store(
    figure: Figure, counted: Tally, run: LinkageRun | None, *, by: User | None, at: dt.datetime
) -> Figure:
    figure.linkage_run, figure.computed_by, figure.as_of = run, by, at
    figure.save(force_insert=True)
    FigureCell.objects.bulk_create(
        FigureCell(figure=figure, key=dict(zip(counted.dimensions, key, strict=True)), value=value)
        for key, value in sorted(counted.cells.items())
    )
    FigureSource.objects.bulk_create(
        FigureSource(figure=figure, source=source, row_ids=ids) for source, ids in counted.row_ids.items()
    )
    return figure


def compute_period(
    period: ReportingPeriod, *, by: User | None, at: dt.datetime, tell: Tell | None = None
) -> list[Figure]:
    """All figures of a period. Rows of a measure are read once for all the indicators that count them."""
    indicators = list(
        Indicator.objects.filter(result__programme=period.programme_id).order_by("measure", "position", "id")
    )
    figures: list[Figure] = []
    material: Material | None = None
    for done, indicator in enumerate(indicators):
        if tell:
            tell(done, len(indicators), indicator.code)
        if material is None or material.measure.name != indicator.measure:
            material = gather(_measure_of(indicator), period)
        figures.append(compute_figure(indicator, period, by=by, at=at, material=material))
    if tell:
        tell(len(indicators), len(indicators), "")
    return figures


def _measure_of(indicator: Indicator) -> CountedMeasure:
    measure = measure_named(indicator.measure)
    if measure.kind != indicator.kind:
        raise KindDoesNotFit(f"{indicator.code}: {indicator.kind}, {measure.kind}")
    return measure
