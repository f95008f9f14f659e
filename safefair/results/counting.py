"""Rows in, counts out: the arithmetic of figures, without a database.

People are counted by individual: rows of one person, through whatever organisation, are one. Everybody stands in
exactly one cell of the cross of all dimensions (see `dimensions.Rule`), so cells of people add up to the people; two
kinds of count never add up to anything.
"""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from safefair.core.errors import DomainError
from safefair.results.dimensions import DIMENSIONS, TOTAL, Dimension, Rule
from safefair.results.enums import OF_CASE_WORK, FigureKind

Filters = Mapping[str, Sequence[str]]
Key = tuple[str, ...]


class KindsCannotBeAdded(DomainError):
    """Two counts of different kinds, or two sets of unique people, were about to be summed."""


@dataclass(frozen=True)
class Count:
    """A number that knows what it counts; it only adds to its own kind, and unique people to nobody."""

    kind: FigureKind
    value: int

    def __add__(self, other: "Count") -> "Count":
        if self.kind != other.kind:
            raise KindsCannotBeAdded(f"{self.kind.label} + {other.kind.label}")
        if self.kind == FigureKind.PEOPLE:
            raise KindsCannotBeAdded(f"{self.kind.label} + {other.kind.label}")
        return Count(self.kind, self.value + other.value)


class CountedRow(NamedTuple):
    """One countable row: where it comes from, whose it is, when, its dimensions by column, people it stands for."""

    source: str
    row_id: int
    registration_id: int | None
    on: dt.date
    columns: Mapping[str, str]
    number: int


@dataclass(frozen=True)
class Tally:
    """What a set of rows comes to.

    `value` is None where nothing was recorded at all: not measured, which is not zero. `cells` hold the value by
    code, in the order of `dimensions`. `unnamed` is people without a name: none of the people, part of the
    attendances. `persons` are the registrations counted, for the range.
    """

    value: int | None
    dimensions: tuple[str, ...]
    cells: Mapping[Key, int]
    unnamed: int
    rows: int
    row_ids: Mapping[str, list[int]]
    digest: str
    persons: frozenset[int] = field(default_factory=frozenset)


def tally(
    kind: FigureKind,
    rows: Sequence[CountedRow],
    *,
    dimensions: Sequence[str],
    filters: Filters,
    individuals: Mapping[int, int],
) -> Tally:
    """Count rows.

    Args:
        kind: PEOPLE counts individuals; ATTENDANCES sums the people that rows stand for; EVENTS the rows.
        rows: every row of the measure in the period, in any order.
        dimensions: what the tables cross; filters may name others.
        filters: dimension → codes that are counted.
        individuals: registration → individual of the linkage; a registration without one is a person by itself.
    """
    crossed = tuple(dict.fromkeys([*dimensions, *filters]))
    used = [DIMENSIONS[name] for name in crossed]
    if kind == FigureKind.PEOPLE:
        return _tally_people(rows, used, filters, individuals)
    cells: Counter[Key] = Counter()
    kept: list[CountedRow] = []
    lines: list[str] = []
    for row in rows:
        key = tuple(d.recode(row.columns[d.column]) for d in used)
        if _passes(key, crossed, filters):
            cells[key] += row.number
            kept.append(row)
            lines.append(f"{row.source}:{row.row_id}={row.number}|{'|'.join(key)}")
    return Tally(
        value=sum(cells.values()) if rows else None,
        dimensions=crossed,
        cells=dict(cells),
        unnamed=0 if kind in (FigureKind.EVENTS, *OF_CASE_WORK) else _unnamed(kept),
        rows=len(kept),
        row_ids=_ids(kept),
        digest=_digest(kind, crossed, lines),
    )


def _tally_people(
    rows: Sequence[CountedRow], used: Sequence[Dimension], filters: Filters, individuals: Mapping[int, int]
) -> Tally:
    crossed = tuple(d.name for d in used)
    by_person: defaultdict[int, list[CountedRow]] = defaultdict(list)
    nameless: list[CountedRow] = []
    for row in rows:
        if row.registration_id is not None:
            by_person[individuals.get(row.registration_id, -row.registration_id)].append(row)
        elif _row_passes(row, filters):
            nameless.append(row)
    of_any_row = {name: codes for name, codes in filters.items() if DIMENSIONS[name].rule is Rule.ANY}
    cells: Counter[Key] = Counter()
    counted = list(nameless)
    persons: set[int] = set()
    lines = [f"{row.source}:{row.row_id}={row.number}" for row in nameless]
    for of_person in by_person.values():
        place = _place(of_person, used)
        if not _passes(place, crossed, filters):
            continue
        cells[place] += 1
        entered = [row for row in of_person if _row_passes(row, of_any_row)] if of_any_row else of_person
        counted += entered
        persons.update(row.registration_id for row in of_person if row.registration_id is not None)
        first = min(entered, key=_order)
        tail = f"@{first.source}:{first.row_id}|{'|'.join(place)}"
        lines += [f"{row.source}:{row.row_id}{tail}" for row in entered]
    return Tally(
        value=sum(cells.values()) if rows else None,
        dimensions=crossed,
        cells=dict(cells),
        unnamed=_unnamed(nameless),
        rows=len(counted),
        row_ids=_ids(counted),
        digest=_digest(FigureKind.PEOPLE, crossed, lines),
        persons=frozenset(persons),
    )


def _order(row: CountedRow) -> tuple[dt.date, str, int]:
    return row.on, row.source, row.row_id


def _place(of_person: Sequence[CountedRow], used: Sequence[Dimension]) -> Key:
    first = min(of_person, key=_order)
    return tuple(
        d.recode(first.columns[d.column])
        if d.rule is Rule.FIRST or d.strength is None
        else max((d.recode(row.columns[d.column]) for row in of_person), key=d.strength.__getitem__)
        for d in used
    )


def _row_passes(row: CountedRow, filters: Filters) -> bool:
    return all(
        DIMENSIONS[name].recode(row.columns[DIMENSIONS[name].column]) in codes
        for name, codes in filters.items()
    )


def _passes(key: Key, crossed: Key, filters: Filters) -> bool:
    return all(key[crossed.index(name)] in codes for name, codes in filters.items())


def _unnamed(rows: Iterable[CountedRow]) -> int:
    return sum(row.number for row in rows if row.registration_id is None)


def _ids(rows: Iterable[CountedRow]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for row in rows:
        found[row.source].append(row.row_id)
    return {source: sorted(ids) for source, ids in sorted(found.items())}


def _digest(kind: FigureKind, crossed: Key, lines: Iterable[str]) -> str:
    text = "\n".join([f"{kind.value}|{'|'.join(crossed)}", *sorted(lines)])
    return hashlib.sha256(text.encode()).hexdigest()


def sum_cells(
    cells: Mapping[Key, int],
    dimensions: Sequence[str],
    table: Sequence[str],
    *,
    filters: Filters | None = None,
) -> dict[Key, int]:
    """A table with its margins: keys over the dimensions of `table`, `*` for a total.

    Codes come from the cells; a cross of two codes that nobody stands in is 0, since both were recorded.
    """
    places = [list(dimensions).index(name) for name in table]
    leaves: Counter[Key] = Counter()
    for key, value in cells.items():
        if filters is None or _passes(key, tuple(dimensions), filters):
            leaves[tuple(key[at] for at in places)] += value
    codes = [sorted({key[at] for key in leaves}) for at in range(len(places))]
    keys: list[Key] = [()]
    for own in codes:
        keys = [(*key, code) for key in keys for code in [*own, TOTAL]]
    table_cells = dict.fromkeys(keys, 0)
    for key, value in leaves.items():
        margins: list[Key] = [()]
        for code in key:
            margins = [(*margin, part) for margin in margins for part in (code, TOTAL)]
        for margin in margins:
            table_cells[margin] += value
    return table_cells
