"""The unified cell model: every cell of every table and release once, every sum a sparse row of M a = 0."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

import highspy
import numpy as np
from numpy.typing import NDArray

from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.quiet import new_solver
from safefair.results.disclosure.tables import TOTAL, Codes, Design, Key, Published

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Role(Enum):
    """What the release in the making can do with a cell."""

    OPEN = "open"  # of this release: may be printed or withheld
    PRINTED = "printed"  # of an earlier release, known to every reader
    WITHHELD = "withheld"  # of an earlier release, and it must stay unknown
    GROWTH = "growth"  # what was added between two releases or periods: printed nowhere, yet deducible


@dataclass(frozen=True, slots=True)
class Cell:
    """One variable of the model: the key, in the release with this number (0 is the one in the making)."""

    release: int
    key: Key
    role: Role


@dataclass(slots=True)
class System:
    """Cells with their true values, and the relations M a = 0 in compressed rows.

    `value` of an earlier withheld cell is one possible value, not necessarily the true one.
    """

    cells: list[Cell]
    value: Ints
    start: Ints
    index: Ints
    coefficient: Floats

    def mask(self, *roles: Role) -> NDArray[np.bool_]:
        """Which cells have one of the roles."""
        return np.fromiter((cell.role in roles for cell in self.cells), bool, len(self.cells))


class _Builder:
    def __init__(self) -> None:
        self.cells: list[Cell] = []
        self.at: dict[tuple[int, Key], int] = {}
        self.values: list[int | None] = []
        self.rows: list[list[tuple[int, float]]] = []

    def add(self, cell: Cell, value: int | None) -> int:
        self.cells.append(cell)
        self.values.append(value)
        if cell.role is not Role.GROWTH:
            self.at[cell.release, cell.key] = len(self.cells) - 1
        return len(self.cells) - 1

    def add_sums(self, release: int, design: Design, codes: Codes) -> None:
        for total, parts in design.sums(codes):
            row = [(self.at[release, total], 1.0)]
            row += [(at, -1.0) for part in parts if (at := self.at.get((release, part))) is not None]
            self.rows.append(row)

    def add_growth(self, release: int, before: int, after: int, key: Key) -> None:
        known = self.values[before], self.values[after]
        added = known[1] - known[0] if known[0] is not None and known[1] is not None else None
        at = self.add(Cell(release, key, Role.GROWTH), added)
        self.rows.append([(after, 1.0), (before, -1.0), (at, -1.0)])

    def add_same(self, before: int, after: int) -> None:
        self.rows.append([(after, 1.0), (before, -1.0)])


def build_system(
    design: Design,
    counts: Mapping[Key, int],
    earlier: Sequence[Published] = (),
    *,
    zeros_shown: bool = True,
    linked: bool = True,
) -> System:
    """Put a release and all earlier ones, oldest first, into one system.

    Two releases are one snapshot, and stay equal, where the later one shows every common figure of the
    earlier one unchanged. Otherwise the later one is cumulative, C_t = C_(t-1) + m_t with m_t ≥ 0, in
    every pattern (the set of dimensions in use) in which nothing fell; where something fell, figures were
    revised downwards and nothing follows from one for the other.

    Args:
        linked: whether the release in the making follows from earlier ones at all; without it, it is a
            revision in every pattern, which counts that fell behind withheld cells call for.

    Raises:
        CannotProtect: when the earlier releases contradict the counts or themselves.
    """
    floor = 1 if zeros_shown else 0
    builder = _Builder()
    for key, value in counts.items():
        builder.add(Cell(0, key, Role.OPEN), value)
    builder.add_sums(0, design, design.codes_of(counts))
    if design.cumulative:
        for before, after in _successive(design, counts):
            builder.add_growth(0, builder.at[0, before], builder.at[0, after], after)
    for number, release in enumerate(earlier, 1):
        for key, shown in release.cells.items():
            builder.add(Cell(number, key, Role.WITHHELD if shown is None else Role.PRINTED), shown)
        builder.add_sums(number, release.design, release.design.codes_of(release.cells))
        if release.design.cumulative:
            for before, after in _successive(release.design, release.cells):
                builder.add_growth(number, builder.at[number, before], builder.at[number, after], after)
    for number in range(1, len(earlier) + 1):
        _link(builder, number, [*range(number + 1, len(earlier) + 1), *([0] if linked else [])], floor)
    return _finish(builder, floor)


def _successive(design: Design, cells: Mapping[Key, object]) -> Iterator[tuple[Key, Key]]:
    at = design.dimensions.index(design.cumulative or "")
    periods = design.codes_of(cells)[design.dimensions[at]]
    after = dict(pairwise(periods))
    for key in cells:
        if key[at] in after:
            yield key, (*key[:at], after[key[at]], *key[at + 1 :])


def _link(builder: _Builder, number: int, later: Sequence[int], floor: int) -> None:
    """Link each cell of a release to the next later one that has the same key."""
    pairs: dict[int, list[tuple[int, int, Key]]] = {}
    for (release, key), before in list(builder.at.items()):
        if release == number:
            following = next((r for r in later if (r, key) in builder.at), None)
            if following is not None:
                pairs.setdefault(following, []).append((before, builder.at[following, key], key))
    for linked in pairs.values():
        same = _is_same(builder, linked)
        fell = {_pattern(key) for before, after, key in linked if _fell(builder, before, after, floor)}
        for before, after, key in linked:
            if same:
                builder.add_same(before, after)
            elif _pattern(key) not in fell:
                builder.add_growth(number, before, after, key)


def _pattern(key: Key) -> tuple[bool, ...]:
    return tuple(code == TOTAL for code in key)


def _is_same(builder: _Builder, linked: Sequence[tuple[int, int, Key]]) -> bool:
    """Whether every figure that was printed is still known and unchanged.

    A figure printed before and withheld since has changed: two snapshots in which none is known twice are
    not one.
    """
    known = [(builder.values[before], builder.values[after]) for before, after, _ in linked]
    return all(before is None or before == after for before, after in known)


def _fell(builder: _Builder, before: int, after: int, floor: int) -> bool:
    """Whether a count is known to have fallen; a withheld one was at least the floor."""
    least, now = builder.values[before], builder.values[after]
    return now is not None and now < (floor if least is None else least)


def _finish(builder: _Builder, floor: int) -> System:
    lengths = [len(row) for row in builder.rows]
    system = System(
        cells=builder.cells,
        value=np.array([0 if v is None else v for v in builder.values], dtype=np.int64),
        start=np.cumsum([0, *lengths]).astype(np.int64),
        index=np.array([at for row in builder.rows for at, _ in row], dtype=np.int64),
        coefficient=np.array([c for row in builder.rows for _, c in row], dtype=float),
    )
    unknown = np.array([value is None for value in builder.values], dtype=bool)
    if unknown.any():
        least = np.where(system.mask(Role.WITHHELD), floor, 0)
        system.value = _possible_values(system, unknown, least)
    return system


def _possible_values(system: System, unknown: NDArray[np.bool_], least: Ints) -> Ints:
    """One table of whole numbers that agrees with every figure that is known."""
    solver = new_solver()
    lower = np.where(unknown, least, system.value).astype(float)
    upper = np.where(unknown, np.inf, lower)
    load(solver, system, np.zeros(len(lower)), lower, upper)
    at = np.flatnonzero(unknown).astype(np.int32)
    solver.changeColsIntegrality(len(at), at, np.ones(len(at), dtype=np.uint8))
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise CannotProtect("the earlier releases contradict these counts or each other")
    return np.rint(solver.getSolution().col_value).astype(np.int64)


def load(solver: highspy.Highs, system: System, cost: Floats, lower: Floats, upper: Floats) -> None:
    """Give a solver the relations with a column for each cell."""
    rows = len(system.start) - 1
    program = highspy.HighsLp()
    program.num_col_, program.num_row_ = len(system.value), rows
    program.col_cost_, program.col_lower_, program.col_upper_ = cost, lower, upper
    program.row_lower_ = program.row_upper_ = np.zeros(rows)
    program.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    program.a_matrix_.start_ = system.start.astype(np.int32)
    program.a_matrix_.index_ = system.index.astype(np.int32)
    program.a_matrix_.value_ = system.coefficient
    solver.passModel(program)
