"""Releases as everybody may read them: only cells that were audited, never a withheld value."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from django.db.models import BooleanField, Func, Prefetch, Q, QuerySet

from safefair.results.dimensions import PART, REACHED, TOTAL
from safefair.results.enums import CellStatus, ReleaseStatus
from safefair.results.models import Indicator, Programme, Release, ReleaseCell, ReleaseTable, ReportingPeriod


@dataclass(frozen=True)
class ReleasedCell:
    """One published cell. `codes` in the order of the table's dimensions; no value where withheld."""

    codes: tuple[str, ...]
    value: int | None
    low: int | None
    high: int | None
    status: str

    @property
    def is_withheld(self) -> bool:
        """Whether it is not shown; never why."""
        return self.status == CellStatus.WITHHELD

    @property
    def is_total(self) -> bool:
        """Whether it is the grand total."""
        return all(code == TOTAL for code in self.codes)


@dataclass(frozen=True)
class ReleasedTable:
    """One table of a release with what a reader must know of it. `kind` is a FigureKind.

    `is_restated`: the records have given another figure since; the next release will show it.
    """

    id: int
    result_code: str
    result_title: str
    code: str
    title: str
    definition: str
    kind: str
    kind_label: str
    dimensions: tuple[str, ...]
    cells: tuple[ReleasedCell, ...]
    as_of: dt.datetime
    is_restated: bool
    file_name: str

    @cached_property
    def total(self) -> ReleasedCell | None:
        """The grand total; None only if the table is empty."""
        return next((cell for cell in self.cells if cell.is_total), None)

    @cached_property
    def by_codes(self) -> dict[tuple[str, ...], ReleasedCell]:
        """Cells by their codes."""
        return {cell.codes: cell for cell in self.cells}

    @property
    def is_share(self) -> bool:
        """Whether it says of how many of its records something was reached."""
        return self.dimensions == (REACHED,)

    @property
    def part(self) -> int | None:
        """Of a share, the records that reached it; None where that is withheld."""
        cell = self.by_codes.get((PART,)) if self.is_share else None
        return cell.value if cell else None

    @property
    def withheld(self) -> int:
        """How many cells are not shown."""
        return sum(cell.is_withheld for cell in self.cells)


def releases_of(programme: Programme) -> QuerySet[Release]:
    """All releases, newest first."""
    return programme.releases.select_related("period", "predecessor", "published_by", "task").order_by(
        "-number"
    )


def published_release(programme: Programme) -> Release | None:
    """The release that stands: the newest one published and not withdrawn."""
    return _shown(programme).first()


def published_releases(programme: Programme) -> list[Release]:
    """All that stand, newest first."""
    return list(_shown(programme))


def _shown(programme: Programme) -> QuerySet[Release]:
    return releases_of(programme).filter(status=ReleaseStatus.PUBLISHED).select_related("programme")


class _OfTotal(Func):
    """Whether a key has `*` for every dimension."""

    template = """NOT jsonb_path_exists(%(expressions)s, '$.* ? (@ <> "*")')"""
    output_field = BooleanField()


@dataclass(frozen=True)
class ReleasedTotal:
    """What a release shows of an indicator in all; no value where it is withheld.

    Of a share, `value` is its whole and `part` what of it was reached.
    """

    value: int | None
    low: int | None
    high: int | None
    is_share: bool = False
    part: int | None = None

    @property
    def number(self) -> int | None:
        """What stands for the indicator: a share in whole per cent, else the value."""
        return percent_of(self.part, self.value) if self.is_share else self.value


def released_totals(programme: Programme) -> dict[tuple[int, int], ReleasedTotal]:
    """By indicator and period, from the newest release that stands. One query."""
    cells = ReleaseCell.objects.filter(
        _OfTotal("key") | Q(key={REACHED: PART}),
        table__release__programme=programme,
        table__release__status=ReleaseStatus.PUBLISHED,
    ).order_by("table__release__number")
    place = ("table__figure__indicator_id", "table__release__period_id")
    totals: dict[tuple[int, int], ReleasedTotal] = {}
    parts: dict[tuple[int, int], int | None] = {}
    for indicator, period, key, value, low, high in cells.values_list(*place, "key", "value", "low", "high"):
        if key.get(REACHED) == PART:
            parts[indicator, period] = value
        else:
            totals[indicator, period] = ReleasedTotal(value, low, high, is_share=REACHED in key)
    return {at: replace(total, part=parts.get(at)) for at, total in totals.items()}


def percent_of(part: int | None, whole: int | None) -> int | None:
    """A share in whole per cent; None where something of it is withheld, or of nothing."""
    return round(100 * part / whole) if part is not None and whole else None


def newest_release_of(indicator: Indicator, period: ReportingPeriod) -> Release | None:
    """The newest release that stands and shows an indicator for a period."""
    shown = _shown(period.programme).filter(period=period, tables__figure__indicator=indicator)
    return shown.distinct().first()


def release_tables(release: Release) -> list[ReleasedTable]:
    """The tables of a release in their order. Two queries."""
    tables = release.tables.select_related("figure__indicator__result").order_by("position", "id")
    cells = ReleaseCell.objects.order_by("id")
    return [_table(table) for table in tables.prefetch_related(Prefetch("cells", cells))]


def _table(table: ReleaseTable) -> ReleasedTable:
    indicator = table.figure.indicator
    dimensions = tuple(table.dimensions)
    return ReleasedTable(
        id=table.pk,
        result_code=indicator.result.code,
        result_title=indicator.result.title,
        code=indicator.code,
        title=indicator.title,
        definition=indicator.definition,
        kind=indicator.kind,
        kind_label=str(indicator.get_kind_display()),
        dimensions=dimensions,
        cells=tuple(_cells(dimensions, table.cells.all())),
        as_of=table.figure.as_of,
        is_restated=not table.figure.is_latest,
        file_name="-".join([indicator.code, *(name.replace("_", "-") for name in dimensions or ["total"])])
        + ".csv",
    )


def _cells(dimensions: tuple[str, ...], stored: Iterable[ReleaseCell]) -> Iterable[ReleasedCell]:
    for cell in stored:
        codes = tuple(cell.key[name] for name in dimensions)
        yield ReleasedCell(codes, cell.value, cell.low, cell.high, cell.status)
