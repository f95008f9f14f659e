"""The linear programme of suppression: which other table could the reader not tell from the true one?

A flow moves cells away from their true values, up by u and down by d, such that every sum still holds,
M(u − d) = 0, and no cell falls below what readers know of it. Cells a flow passes must be withheld.
"""

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from safefair.results.disclosure.model import Floats, Ints, System
from safefair.results.disclosure.quiet import new_solver

TOLERANCE = 1e-7


@dataclass(frozen=True, slots=True)
class Need:
    """A protection wanted: the cell must be able to move this far, up (sign 1) or down (sign −1)."""

    cell: int
    sign: int
    amount: int


class FlowProgramme:
    """One solver for all flows of a system; only costs and bounds change between solves.

    Args:
        movable: cells that are not known to every reader.
        room_down: how far each cell can fall before readers know that it cannot be so.
        room_up: how far any cell can rise; far above the threshold, since readers know no ceiling.
    """

    def __init__(self, system: System, movable: NDArray[np.bool_], room_down: Ints, room_up: float) -> None:
        self.cells = np.flatnonzero(movable)
        self.size = len(self.cells)
        self.position = np.full(len(system.value), -1)
        self.position[self.cells] = np.arange(self.size)
        self.upper = np.concatenate([np.full(self.size, room_up), room_down[self.cells].astype(float)])
        self.columns = np.arange(2 * self.size, dtype=np.int32)
        self.solver = new_solver()
        self.solver.setOptionValue("presolve", "off")
        self._load(system)

    def _load(self, system: System) -> None:
        row = np.repeat(np.arange(len(system.start) - 1), np.diff(system.start))
        column = self.position[system.index]
        kept = column >= 0
        rows, row = np.unique(row[kept], return_inverse=True)
        column, coefficient = column[kept], system.coefficient[kept]
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = 2 * self.size, len(rows)
        programme.col_cost_ = programme.col_lower_ = np.zeros(2 * self.size)
        programme.col_upper_ = self.upper
        programme.row_lower_ = programme.row_upper_ = np.zeros(len(rows))
        programme.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        programme.a_matrix_.start_ = np.cumsum([0, *2 * np.bincount(row, minlength=len(rows))]).astype(
            np.int32
        )
        programme.a_matrix_.index_ = np.stack([column, column + self.size], 1).ravel().astype(np.int32)
        programme.a_matrix_.value_ = np.stack([coefficient, -coefficient], 1).ravel()
        self.solver.passModel(programme)

    def cheapest(
        self, needs: list[Need], cost: Floats, allowed: NDArray[np.bool_] | None = None
    ) -> Floats | None:
        """The cheapest flow (net movement by position) that gives all the protections at once.

        Starting from the empty basis, all costs being positive, the dual simplex needs only as many
        steps as the flow is long.

        Returns:
            `None` when there is no such flow.
        """
        lower = np.zeros(2 * self.size)
        upper = self.upper.copy()
        if allowed is not None:
            upper[: self.size][~allowed] = 0
            upper[self.size :][~allowed] = 0
        for need in needs:
            at = self.position[need.cell]
            towards, away = (at, at + self.size) if need.sign > 0 else (at + self.size, at)
            if need.amount > upper[towards]:
                return None
            lower[towards] = need.amount
            upper[away] = 0
        self.solver.clearSolver()
        self.solver.changeColsCost(len(self.columns), self.columns, np.concatenate([cost, cost]))
        self.solver.changeColsBounds(len(self.columns), self.columns, lower, upper)
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        moved = np.array(self.solver.getSolution().col_value)
        return moved[: self.size] - moved[self.size :]
