"""Which cells a release consists of: dimensions, tables, totals and groups.

The key of a cell is a tuple over *all* dimensions of the release, `*` where a dimension is not used.
A margin that stands in two tables therefore has one key, and linked tables share their margins by
construction.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from safefair.results.disclosure.errors import TableError

Key = tuple[str, ...]
Codes = Mapping[str, tuple[str, ...]]
TOTAL = "*"


@dataclass(frozen=True, slots=True)
class Design:
    """The definition of the tables of one release: all that protection and audit have in common.

    Attributes:
        dimensions: names of the dimensions, in the order of the key.
        tables: the dimensions crossed in each table; each table has all its margins. Empty means one
            table, the full cross.
        groups: dimension → group code → member codes (regions of a country). Groups may overlap; a group
            code stands in the same column as the codes.
        cumulative: a dimension of periods whose counts run on: every cell holds the count up to the end
            of its period. It has no total, every table must use it, and its codes sort by time.
    """

    dimensions: tuple[str, ...]
    tables: tuple[tuple[str, ...], ...] = ()
    groups: Mapping[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    cumulative: str | None = None

    def __post_init__(self) -> None:
        if not self.dimensions:
            raise TableError("a table needs at least one dimension")
        if len(set(self.dimensions)) < len(self.dimensions):
            raise TableError(f"a dimension is named twice: {', '.join(self.dimensions)}")
        tables = tuple(dict.fromkeys(self.tables)) or (self.dimensions,)
        object.__setattr__(self, "tables", tables)
        for table in tables:
            if unknown := [name for name in table if name not in self.dimensions]:
                raise TableError(f"a table names {unknown[0]}, which is not among the dimensions")
            if len(set(table)) < len(table) or not table:
                raise TableError(f"a table needs each of its dimensions once: {'*'.join(table)}")
            if self.cumulative and self.cumulative not in table:
                raise TableError(f"every table needs the running period {self.cumulative}")
        if unknown := [
            name for name in (*self.groups, self.cumulative) if name and name not in self.dimensions
        ]:
            raise TableError(f"{unknown[0]} is not among the dimensions")

    def codes_of(self, keys: Iterable[Key]) -> dict[str, tuple[str, ...]]:
        """Codes that occur in the keys, by dimension, sorted; totals and groups left out."""
        found: list[set[str]] = [set() for _ in self.dimensions]
        for key in keys:
            for codes, code in zip(found, key, strict=True):
                codes.add(code)
        return {
            name: tuple(sorted(codes - {TOTAL} - set(self.groups.get(name, ()))))
            for name, codes in zip(self.dimensions, found, strict=True)
        }

    def levels(self, name: str, codes: Codes) -> tuple[str, ...]:
        """Every value of a dimension in a table: the total, the groups with a member, the codes."""
        present = set(codes[name])
        groups = sorted(g for g, members in self.groups.get(name, {}).items() if members & present)
        return (*(() if name == self.cumulative else (TOTAL,)), *groups, *codes[name])

    def cells(self, codes: Codes) -> list[Key]:
        """All cells of all tables, each once, in an order that depends on the codes alone."""
        return sorted({key for table in self.tables for key in self.cross(table, codes)})

    def cross(self, table: tuple[str, ...], codes: Codes) -> Iterator[Key]:
        """All cells of one table."""
        return product(*(self.levels(name, codes) if name in table else (TOTAL,) for name in self.dimensions))

    def sums(self, codes: Codes) -> Iterator[tuple[Key, list[Key]]]:
        """Every additive relation along one dimension: (total or group, its parts); each once."""
        seen: set[tuple[Key, int]] = set()
        for table in self.tables:
            for at, name in enumerate(self.dimensions):
                if name not in table:
                    continue
                for key in self.cross(table, codes):
                    if key[at] == TOTAL:
                        parts = codes[name]
                    elif key[at] in self.groups.get(name, {}):
                        members = self.groups[name][key[at]]
                        parts = tuple(code for code in codes[name] if code in members)
                    else:
                        continue
                    if (key, at) not in seen:
                        seen.add((key, at))
                        yield key, [(*key[:at], code, *key[at + 1 :]) for code in parts]

    def is_base(self, key: Key) -> bool:
        """Whether no dimension of the key is a total or a group."""
        return all(
            code != TOTAL and code not in self.groups.get(name, ())
            for name, code in zip(self.dimensions, key, strict=True)
        )


def count_cells(design: Design, counts: Mapping[Key, int]) -> dict[Key, int]:
    """Fill in every cell of every table, zeros and margins included.

    Args:
        counts: base cells (no total, no group), or for a table of its own unit the cells of that table
            with `*` for the dimensions it does not use. Margins given beside them are checked.

    Raises:
        TableError: when a given or computed margin disagrees with another, or a count is negative.
    """
    if any(value < 0 for value in counts.values()):
        raise TableError("a count is below zero")
    codes = design.codes_of(counts)
    base = {key: value for key, value in counts.items() if design.is_base(key)}
    filled: dict[Key, int] = {}
    for table in design.tables:
        used = [name in table for name in design.dimensions]
        own = {key: n for key, n in counts.items() if _is_leaf_of(design, used, key)} or base
        if not own and counts:
            raise TableError(f"no counts for the table {'*'.join(table)}")
        table_cells = _add_up(design, codes, used, own)
        for key in design.cross(table, codes):
            value = table_cells.get(key, 0)
            if filled.setdefault(key, value) != value or counts.get(key, value) != value:
                raise TableError(f"the count of {describe(design, key)} is not the sum of its parts")
    return dict(sorted(filled.items()))


def _is_leaf_of(design: Design, used: list[bool], key: Key) -> bool:
    return all(
        (code != TOTAL and code not in design.groups.get(name, ())) == wanted
        for name, wanted, code in zip(design.dimensions, used, key, strict=True)
    )


def _add_up(design: Design, codes: Codes, used: list[bool], own: Mapping[Key, int]) -> dict[Key, int]:
    above: list[dict[str, list[str]]] = []
    for name, wanted in zip(design.dimensions, used, strict=True):
        parents = {code: ([] if name == design.cumulative else [TOTAL]) for code in codes[name]}
        for group, members in design.groups.get(name, {}).items():
            for code in members & parents.keys():
                parents[code].append(group)
        above.append({c: [c, *p] if wanted else [TOTAL] for c, p in parents.items()} | {TOTAL: [TOTAL]})
    sums: dict[Key, int] = defaultdict(int)
    for key, value in own.items():
        for cell in product(*(up[code] for up, code in zip(above, key, strict=True))):
            sums[cell] += value
    return sums


def describe(design: Design, key: Key) -> str:
    """A key in words: `country=KH, sex=F`; the grand total is `total`."""
    used = [f"{n}={c}" for n, c in zip(design.dimensions, key, strict=True) if c != TOTAL]
    return ", ".join(used) or "total"


@dataclass(frozen=True, slots=True)
class Published:
    """What readers get, or got: every cell with its value, `None` where it is withheld."""

    design: Design
    cells: Mapping[Key, int | None]


def infer_tables(dimensions: tuple[str, ...], keys: Iterable[Key]) -> tuple[tuple[str, ...], ...]:
    """The tables that a set of cells consists of: the widest combinations of dimensions in use."""
    used = {tuple(n for n, code in zip(dimensions, key, strict=True) if code != TOTAL) for key in keys}
    widest = [table for table in used if not any(set(table) < set(other) for other in used)]
    return tuple(sorted(table for table in widest if table))
