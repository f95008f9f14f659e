"""Which tables of a release are one model: a series is everything that counts one thing from one first day.

Tables of one measure share their margins, and a part (front-line providers) is a slice of its whole (people trained),
so they are protected together; a key names a code for every dimension we know, `*` where a table does not use it. An
earlier release of a period with the same first day counts the same people up to an earlier day: the two are linked
cell by cell. Different measures count different things. Of attendances only totals leave, so no cell of theirs bounds
a cell of people.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError
from safefair.results.counting import Key, sum_cells
from safefair.results.dimensions import DIMENSIONS, TOTAL
from safefair.results.disclosure.tables import Design, Published
from safefair.results.enums import OF_CASE_WORK, FigureKind
from safefair.results.models import ReleaseTable

NAMES = tuple(DIMENSIONS)
WHOLE = "whole"
"""The one code of a model that has only a total."""
PARTS_OF = {"people_capacity_built": "people_trained"}
"""Measures that count a part of the people of another one, by totals only."""
PERSONAL = (FigureKind.PEOPLE, FigureKind.ATTENDANCES, *OF_CASE_WORK)


class PartNeedsItsWhole(DomainError):
    """A slice released without the figure it is a slice of could not be compared with later releases."""

    message = _("An indicator that counts a part of another one is released together with it.")


class FiguresDoNotAgree(DomainError):
    """Two figures of one measure rest on different records."""

    message = _(
        "The figures of this period were computed at different times. Compute them again, then release them."
    )


class OnlyTotalsOfAttendances(DomainError):
    """Attendances by cell beside people by cell would bound the people."""

    message = _("Attendances are released as a total only.")


@dataclass
class Series:
    """The tables of one measure in one release."""

    measure: str
    tables: list[ReleaseTable] = field(default_factory=list)

    @property
    def whole(self) -> ReleaseTable:
        """A table of the indicator that counts everybody of the measure."""
        for table in self.tables:
            if not table.figure.indicator.filters:
                return table
        raise PartNeedsItsWhole

    @property
    def design(self) -> Design:
        """The definition of the model: every table with the filter's dimension, as the engine crosses them."""
        crossed = [names_of(table) for table in self.tables if not table.figure.indicator.filters]
        if not any(crossed):
            return Design((WHOLE,))
        wide = [tuple(name for name in NAMES if name in names) for names in crossed if names]
        return Design(NAMES, tuple(dict.fromkeys(wide)))

    def counts(self) -> dict[Key, int]:
        """Cells of every table without its margins, as the engine takes them; from the cells of the whole's figure.

        Raises:
            FiguresDoNotAgree: a part is not the slice of its whole that it should be.
        """
        whole = self.whole.figure
        stored = list(whole.cells.order_by("id"))
        dimensions = tuple(stored[0].key) if stored else ()
        cells = {tuple(cell.key[name] for name in dimensions): cell.value for cell in stored}
        for table in self.tables:
            filters = table.figure.indicator.filters
            part = sum_cells(cells, dimensions, (), filters=filters)[()] if cells else 0
            if (table.figure.value or 0) != part:
                raise FiguresDoNotAgree
        design = self.design
        if design.dimensions == (WHOLE,):
            return {(WHOLE,): whole.value or 0}
        return {
            wide_key(dict(zip(table, key, strict=True))): value
            for table in (design.tables if cells else ())
            for key, value in sum_cells(cells, dimensions, table).items()
            if TOTAL not in key
        }


def names_of(table: ReleaseTable) -> frozenset[str]:
    """Every dimension a table pins or crosses: its own and those of its indicator's filter."""
    return frozenset([*table.dimensions, *table.figure.indicator.filters])


def wide_key(codes: Mapping[str, str]) -> Key:
    """A key over all dimensions."""
    return tuple(codes.get(name, TOTAL) for name in NAMES)


def key_in_model(table: ReleaseTable, codes: Mapping[str, str], design: Design) -> Key:
    """Where a table's cell stands in the model of its series."""
    if design.dimensions == (WHOLE,):
        return (TOTAL,)
    pinned = {name: values[0] for name, values in table.figure.indicator.filters.items()}
    return wide_key({**pinned, **codes})


def split(tables: Iterable[ReleaseTable]) -> list[Series]:
    """The series of a release, of everything that counts people or their attendances, by name."""
    found: dict[str, Series] = {}
    for table in tables:
        indicator = table.figure.indicator
        if indicator.kind not in PERSONAL:
            continue
        if indicator.kind == FigureKind.ATTENDANCES and table.dimensions:
            raise OnlyTotalsOfAttendances
        found.setdefault(indicator.measure, Series(indicator.measure)).tables.append(table)
    for series in found.values():
        _check_parts(series)
    return [found[name] for name in sorted(found)]


def _check_parts(series: Series) -> None:
    crossed = {names_of(table) for table in series.tables if not table.figure.indicator.filters}
    for table in series.tables:
        filters = table.figure.indicator.filters
        if filters and (any(len(codes) != 1 for codes in filters.values()) or not _is_slice(table, crossed)):
            raise PartNeedsItsWhole


def _is_slice(table: ReleaseTable, crossed: set[frozenset[str]]) -> bool:
    return any(names_of(table) <= names for names in crossed)


def published_of(series: Series, read: Mapping[int, Mapping[Key, int | None]]) -> Published:
    """What a series shows its readers, put together from its tables as read back from their files.

    `read` is a table's cells by codes, by the table's id. Where two tables show one cell differently the attacker
    knows the number, so a number wins over a mark; two numbers must be one (FiguresDoNotAgree).
    """
    design = series.design
    cells: dict[Key, int | None] = {}
    for table in series.tables:
        for codes, value in read[table.pk].items():
            key = key_in_model(table, dict(zip(table.dimensions, codes, strict=True)), design)
            known = cells.get(key)
            if known is not None and value is not None and known != value:
                raise FiguresDoNotAgree
            cells[key] = value if known is None else known
    if design.dimensions == (WHOLE,):
        cells[WHOLE,] = cells[TOTAL,]
    return Published(design, cells)


def total_gap_is_small(part: int | None, whole: int | None, threshold: int) -> bool:
    """Whether two printed totals, of a group and of a part of it, give a small rest away."""
    return part is not None and whole is not None and 0 < whole - part < threshold


def order_tables(tables: Sequence[ReleaseTable]) -> list[ReleaseTable]:
    """Tables by position."""
    return sorted(tables, key=lambda table: (table.position, table.pk))
