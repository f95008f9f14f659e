"""Smallest and largest possible values of unknown cells, by linear and integer programmes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum

import highspy
import numpy as np
from numpy.typing import NDArray

from safefair.results.disclosure.quiet import new_solver

NEAR = 1e-6
SAMPLE = 100  # cells tried with whole numbers when there are too many for all
WORTH_A_GROUP = 3  # cells that pushing a group must settle for groups of that size to go on
CHECKED_TWICE = 20  # failing cells for which the programme is solved again from scratch
LINEAR_STEPS = 500_000  # of the simplex for one linear programme; beyond it a cell counts as unproven
INTEGER_SECONDS = 15.0  # for one integer programme; beyond it a cell counts as undecided
ALL_INTEGER_SECONDS = 45.0  # for all of them; what is left then counts as undecided


class Judged(Enum):
    """What would be a disclosure for a cell."""

    NOT = "printed"  # nothing: everybody knows it
    WITHHELD = "withheld"  # one possible value, or a largest value below the threshold
    IMPLIED = "implied"  # a smallest value of 1 or more together with a largest below the threshold


@dataclass(frozen=True, slots=True)
class Equations:
    """What a reader knows: an interval for every cell, and rows Σ c y = 0."""

    low: Sequence[float]
    high: Sequence[float]
    rows: Sequence[dict[int, float]]


@dataclass(slots=True)
class Bounds:
    """Cells with one possible value, cells shown to be small, and how much was tried.

    `unproven` cells are those for which not even the linear programmes came to an end; `undecided` counts
    cells that are safe by the linear programmes and for which those of whole numbers did not.
    """

    exact: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    unproven: list[int] = field(default_factory=list)
    infeasible: bool = False
    confirmed: int = 0
    undecided: int = 0
    programmes: int = 0


def find_bounds(
    equations: Equations,
    judged: Sequence[Judged],
    threshold: int,
    whole_numbers: int,
    progress: Callable[[int, int], None] | None = None,
) -> Bounds:
    """Settle every judged cell.

    A linear programme for each cell and side would be slow. Instead one programme pushes all unsettled
    cells towards the threshold at once; its solution is a possible table and settles many; what is left
    is pushed alone. An interval of the linear programme holds the interval of whole numbers, so failing
    is certain and passing is not: whole numbers are then tried in the same manner, solutions that happen
    to be whole counting at once.

    Args:
        whole_numbers: most cells to confirm one by one with whole numbers; a sample when there are more.
    """
    bounds = Bounds()
    search = _Search(equations, judged, threshold)
    if not search.unknown.size:
        return bounds
    if not search.settle(whole=False, cells=search.judged_cells, bounds=bounds, progress=progress):
        if search.is_infeasible:
            bounds.infeasible = True
        else:
            bounds.unproven = search.unknown[search.judged_cells].tolist()
        return bounds
    failed = {*bounds.exact, *bounds.below, *bounds.unproven}
    rest = np.array(
        [cell for cell in search.judged_cells if search.unknown[cell] not in failed], dtype=np.int64
    )
    if len(rest) > whole_numbers:
        sample = min(whole_numbers, SAMPLE)
        rest = np.sort(np.random.default_rng(len(rest)).permutation(rest)[:sample])
    bounds.confirmed = len(rest)
    search.settle(whole=True, cells=rest, bounds=bounds, progress=progress)
    return bounds


class _Search:
    """Columns of the programme: y = low + z + w, where only z ∈ [0, k − low] is pushed."""

    def __init__(self, equations: Equations, judged: Sequence[Judged], threshold: int) -> None:
        low, high = np.array(equations.low, dtype=float), np.array(equations.high, dtype=float)
        self.unknown = np.flatnonzero(low < high)
        self.low, self.high = low[self.unknown], high[self.unknown]
        self.threshold = threshold
        self.kind = [judged[at] for at in self.unknown.tolist()]
        self.judged_cells = np.array(
            [cell for cell, kind in enumerate(self.kind) if kind is not Judged.NOT], dtype=np.int64
        )
        size = len(self.unknown)
        self.seen_low, self.seen_high = np.full((2, size), np.inf), np.full((2, size), -np.inf)
        self.solver = new_solver()
        self.turned_whole = 0.0
        self._load(equations, low)

    def _load(self, equations: Equations, low: NDArray[np.float64]) -> None:
        size = len(self.unknown)
        position = dict(zip(self.unknown.tolist(), range(size), strict=True))
        start, index, value, right = [0], [], [], []
        for row in equations.rows:
            inside = [(position[at], c) for at, c in row.items() if at in position]
            if inside:
                index += [at for at, _ in inside] + [at + size for at, _ in inside]
                value += [c for _, c in inside] * 2
                start.append(len(index))
                right.append(-sum(c * low[at] for at, c in row.items()))
        reach = np.clip(self.threshold - self.low, 0, self.high - self.low)
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = 2 * size, len(right)
        programme.col_cost_ = programme.col_lower_ = np.zeros(2 * size)
        # readers know no ceiling; one far above every printed figure keeps the programmes bounded
        ceiling = 1e3 * self.threshold + 10 * max(map(abs, right), default=0.0)
        beyond = np.minimum(self.high - self.low - reach, ceiling)
        programme.col_upper_ = np.concatenate([reach, beyond])
        programme.row_lower_ = programme.row_upper_ = np.array(right, dtype=float)
        self.start, self.index = np.array(start), np.array(index, dtype=np.int64)
        self.coefficient, self.right = np.array(value, dtype=float), np.array(right, dtype=float)
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = np.array(start, dtype=np.int32)
        programme.a_matrix_.index_ = np.array(index, dtype=np.int32)
        programme.a_matrix_.value_ = np.array(value, dtype=float)
        self.solver.passModel(programme)
        # between two solves only costs change, so the last table stays possible: the primal simplex goes on
        self.solver.setOptionValue("presolve", "off")
        self.solver.setOptionValue("simplex_strategy", 4)
        self.solver.setOptionValue("simplex_iteration_limit", LINEAR_STEPS)
        self.columns = np.arange(2 * size, dtype=np.int32)

    @property
    def is_infeasible(self) -> bool:
        """Whether the last programme has no solution at all."""
        return bool(self.solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible)

    def settle(
        self,
        *,
        whole: bool,
        cells: NDArray[np.int64],
        bounds: Bounds,
        progress: Callable[[int, int], None] | None,
    ) -> bool:
        """Push the cells together, then in groups, then alone; write what fails into `bounds`.

        Returns:
            `False` when no possible table was found.
        """
        if not len(cells):
            return True
        if whole:
            self._turn_whole()
        if not (self._push(cells, 1.0, bounds, whole=whole) or whole):
            return False
        if not whole:  # integer programmes are dear, and the groups below move cells both ways
            self._push(self._open(cells, whole=whole), -1.0, bounds, whole=whole)
        self._settle_groups(cells, bounds, progress, whole=whole)
        self.solver.setOptionValue("mip_rel_gap", 0.0)
        for done, cell in enumerate(cells, 1):
            if len(self._open(np.array([cell]), whole=whole)):
                if self._is_late(whole=whole):
                    bounds.undecided += 1
                    continue
                self._settle_alone(int(cell), bounds, whole=whole)
                if progress:
                    progress(done, len(cells))
        return True

    def _is_late(self, *, whole: bool) -> bool:
        return whole and time.monotonic() - self.turned_whole > ALL_INTEGER_SECONDS

    def _turn_whole(self) -> None:
        self.turned_whole = time.monotonic()
        count = len(self.columns)
        self.solver.changeColsIntegrality(count, self.columns, np.ones(count, dtype=np.uint8))
        self.solver.setOptionValue("simplex_iteration_limit", highspy.kHighsIInf)
        self.solver.setOptionValue("time_limit", INTEGER_SECONDS)
        self.solver.setOptionValue("presolve", "choose")
        self.solver.setOptionValue("simplex_strategy", 0)
        self.solver.setOptionValue("mip_rel_gap", 0.5)

    def _settle_groups(
        self,
        cells: NDArray[np.int64],
        bounds: Bounds,
        progress: Callable[[int, int], None] | None,
        *,
        whole: bool,
    ) -> None:
        random = np.random.default_rng(len(cells))  # only the order of the work depends on it
        group = len(cells) // 4
        waiting = self._open(cells, whole=whole)
        while group > 1 and len(waiting) and not self._is_late(whole=whole):
            self._push(random.permutation(waiting)[:group], 1.0, bounds, whole=whole)
            left = self._open(cells, whole=whole)
            if len(waiting) - len(left) < WORTH_A_GROUP:
                group //= 3
            waiting = left
            if progress:
                progress(len(cells) - len(left), len(cells))

    def _open(self, cells: NDArray[np.int64], *, whole: bool) -> NDArray[np.int64]:
        high = np.floor(self.seen_high[int(whole)][cells] + NEAR)
        low = np.ceil(self.seen_low[int(whole)][cells] - NEAR)
        reached = high >= self.threshold
        implied = np.array([self.kind[cell] is Judged.IMPLIED for cell in cells], dtype=bool)
        return cells[~np.where(implied, reached | (low < 1), reached & (low < high))]

    def _push(self, cells: NDArray[np.int64], sign: float, bounds: Bounds, *, whole: bool) -> bool:
        """Find a possible table with the cells as high (sign 1) or low (−1) as they will go together."""
        size = len(self.unknown)
        cost = np.zeros(2 * size)
        cost[cells] = -sign
        if sign < 0:
            cost[cells + size] = 1.0
        return self._solve(cost, bounds, whole=whole)

    def _solve(self, cost: NDArray[np.float64], bounds: Bounds, *, whole: bool) -> bool:
        self.solver.changeColsCost(len(cost), self.columns, cost)
        self.solver.run()
        bounds.programmes += 1
        if self.solver.getInfo().primal_solution_status != 2:
            return False
        self._note(whole=whole)
        return self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def _note(self, *, whole: bool) -> None:
        """Keep what a table shows, after checking by plain arithmetic that it is possible."""
        size = len(self.unknown)
        moved = np.array(self.solver.getSolution().col_value)
        if whole:
            moved = np.rint(moved)
        if len(self.right):
            sums = np.add.reduceat(self.coefficient * moved[self.index], self.start[:-1])
            if np.abs(sums - self.right).max() > 1e-5:
                return
        table = self.low + moved[:size] + moved[size:]
        if (table < self.low - NEAR).any() or (table > self.high + NEAR).any():
            return
        is_whole = bool(np.all(np.abs(table - np.rint(table)) < NEAR))
        for kind in {1} if whole else {0, int(is_whole)}:
            np.minimum(self.seen_low[kind], table, out=self.seen_low[kind])
            np.maximum(self.seen_high[kind], table, out=self.seen_high[kind])

    def _settle_alone(self, cell: int, bounds: Bounds, *, whole: bool) -> None:
        decided = self._push_both(cell, bounds, whole=whole)
        doubtful = not whole and len(bounds.exact) + len(bounds.below) < CHECKED_TWICE
        if doubtful and len(self._open(np.array([cell]), whole=whole)):
            self.solver.clearSolver()
            self.solver.setOptionValue("simplex_strategy", 1)
            decided = self._push_both(cell, bounds, whole=whole)
            self.solver.setOptionValue("simplex_strategy", 4)
        if not len(self._open(np.array([cell]), whole=whole)):
            return
        if not decided:
            if whole:
                bounds.undecided += 1
            else:
                bounds.unproven.append(int(self.unknown[cell]))
            return
        high = np.floor(self.seen_high[int(whole)][cell] + NEAR)
        low = np.ceil(self.seen_low[int(whole)][cell] - NEAR)
        (bounds.exact if low >= high else bounds.below).append(int(self.unknown[cell]))

    def _push_both(self, cell: int, bounds: Bounds, *, whole: bool) -> bool:
        decided = True
        for sign in (1.0, -1.0):
            if len(self._open(np.array([cell]), whole=whole)):
                decided = self._push_alone(cell, sign, bounds, whole=whole) and decided
        return decided

    def _push_alone(self, cell: int, sign: float, bounds: Bounds, *, whole: bool) -> bool:
        """Find the largest (sign 1) or smallest (−1) possible value of one cell."""
        cost = np.zeros(2 * len(self.unknown))
        cost[[cell, cell + len(self.unknown)]] = -sign
        return self._solve(cost, bounds, whole=whole)
