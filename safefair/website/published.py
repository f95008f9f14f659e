"""What the public pages show of a release, laid out for their templates. Reads released cells only."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from safefair.core.charts import WITHHELD, BarRow, Chart, CountryRow, Value, bar_chart, map_chart
from safefair.core.codes import Country
from safefair.core.formats import write_number
from safefair.results.dimensions import TOTAL, sort_codes, words_of
from safefair.results.enums import OF_CASE_WORK
from safefair.results.models import Programme, Release
from safefair.results.quarters import months_label, quarters_in
from safefair.results.queries.public import PublicProgramme, PublicResult
from safefair.results.queries.releases import (
    ReleasedCell,
    ReleasedTable,
    percent_of,
    published_releases,
    release_tables,
)
from safefair.results.shown import Grid, make_grid, table_title

TOTALS_SHOWN = 2
"""Dimensions of a table that fits a page."""


@dataclass(frozen=True)
class PublishedNumber:
    """One indicator of a release: its total, and every table that shows it."""

    release: Release
    tables: tuple[ReleasedTable, ...]

    @property
    def first(self) -> ReleasedTable:
        """Any of its tables: they agree in what they say of the indicator."""
        return self.tables[0]

    @property
    def total(self) -> ReleasedCell | None:
        """The grand total."""
        return self.first.total

    @property
    def is_withheld(self) -> bool:
        """Whether the number itself is not shown."""
        return (
            self.total is None or self.total.is_withheld or (self.first.is_share and self.first.part is None)
        )

    @property
    def value(self) -> int | None:
        """What stands for it: of a share whole per cent, else the total."""
        whole = self.total.value if self.total else None
        return percent_of(self.first.part, whole) if self.first.is_share else whole

    @property
    def unit(self) -> str:
        """Beside the value: the sign of a share."""
        return "%" if self.first.is_share and self.value is not None else ""

    @property
    def kind(self) -> str:
        """What it counts; of a share also its numerator and denominator, of case work the months of its quarters."""
        words = self.first.kind_label
        if self.unit and self.total:
            numbers = {"part": write_number(self.first.part), "whole": write_number(self.total.value)}
            share = _("%(part)s of %(whole)s") % numbers
            words = f"{share} {words}"
        if self.first.kind in OF_CASE_WORK:
            period = self.release.period
            words = f"{words} · {months_label(quarters_in(period.starts_on, period.ends_before))}"
        return words

    @property
    def url(self) -> str:
        """Its own page."""
        return reverse("website:number", args=[self.release.number, self.first.code])

    @cached_property
    def grids(self) -> list[Grid]:
        """Its tables, ready to be printed."""
        return [grid_of(table) for table in self.tables if 0 < len(table.dimensions) <= TOTALS_SHOWN]

    def by(self, dimension: str) -> dict[str, Value]:
        """Totals along one dimension, from whichever table has it; withheld ones as the mark."""
        for table in self.tables:
            if dimension in table.dimensions:
                position = table.dimensions.index(dimension)
                return {
                    cell.codes[position]: WITHHELD if cell.is_withheld else cell.value
                    for cell in table.cells
                    if _is_margin(cell, position)
                }
        return {}


@dataclass(frozen=True)
class OutcomePart:
    """One outcome on the programme page: what was counted, and beside it what the programme reported itself."""

    result: PublicResult
    numbers: tuple[PublishedNumber, ...]


def _is_margin(cell: ReleasedCell, position: int) -> bool:
    return cell.codes[position] != TOTAL and all(
        code == TOTAL for place, code in enumerate(cell.codes) if place != position
    )


def grid_of(table: ReleasedTable) -> Grid:
    """A released table with its withheld marks."""
    shown = {cell.codes: cell.value for cell in table.cells if cell.value is not None}
    hidden = frozenset(cell.codes for cell in table.cells if cell.is_withheld)
    return make_grid(table.dimensions, shown, withheld=hidden, unit=table.kind_label)


def numbers_of(release: Release) -> dict[str, PublishedNumber]:
    """The indicators of a release by code, in their order."""
    tables: dict[str, list[ReleasedTable]] = {}
    for table in release_tables(release):
        tables.setdefault(table.code, []).append(table)
    return {code: PublishedNumber(release, tuple(found)) for code, found in tables.items()}


def outcomes(programme: PublicProgramme, numbers: Mapping[str, PublishedNumber]) -> list[OutcomePart]:
    """The outcomes of the framework with their numbers."""
    return [
        OutcomePart(
            result,
            tuple(number for number in numbers.values() if number.first.result_code == result.code),
        )
        for result in programme.results
    ]


def country_map(number: PublishedNumber, programme: Programme) -> Chart:
    """Where people were counted."""
    values = number.by("country")
    rows = [CountryRow(code, str(Country(code).label), values.get(code)) for code in programme.countries]
    return map_chart(number.first.title, rows, unit=number.first.kind_label)


def charts_of(number: PublishedNumber) -> list[Chart]:
    """One bar chart for each dimension of an indicator's tables."""
    dimensions = dict.fromkeys(name for table in number.tables for name in table.dimensions)
    charts = []
    for name in dimensions:
        values = number.by(name)
        rows = [BarRow.of(words_of(name, code), values[code]) for code in sort_codes(name, set(values))]
        if rows:
            title = f"{number.first.title}. {table_title([name])}"
            charts.append(bar_chart(title, rows, unit=number.first.kind_label, row_name=_("Group")))
    return charts


def find_release(programme: Programme, number: int) -> Release | None:
    """A release that stands, by its number."""
    return next((release for release in published_releases(programme) if release.number == number), None)
