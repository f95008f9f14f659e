"""Controlled rounding: every count becomes a multiple of the base beside it, and all sums still hold.

After L. H. Cox (A constructive procedure for unbiased controlled rounding, JASA 82, 1987), solved as an
integer programme. A printed 0 stands for 0 … base − 1, a printed multiple z for z − base + 1 … z + base − 1.
"""

from collections.abc import Mapping

import highspy
import numpy as np

from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.model import System, load
from safefair.results.disclosure.quiet import new_solver
from safefair.results.disclosure.tables import Design, Key

STEP = 5
NODES = 300  # of the search tree; a limit in steps, not seconds, keeps a run repeatable


def base_for(threshold: int) -> int:
    """The smallest multiple of 5 for which the smallest printed figure does not show a small count."""
    base = STEP
    while 2 * base - 1 < threshold:
        base += STEP
    return base


def round_cells(
    system: System,
    design: Design,
    *,
    base: int,
    random: np.random.Generator,
    printed_before: Mapping[Key, int],
) -> dict[Key, int]:
    """Round the cells of the release in the making, all together, least changed in the base cells.

    Args:
        printed_before: rounded figures of earlier releases, kept where they are still a neighbour, so that
            nobody averages two roundings of one count.

    Raises:
        CannotProtect: when no rounding holds all sums with every figure at a neighbouring multiple.
    """
    lower = np.floor(system.value / base)
    upper = np.ceil(system.value / base)
    # cost of rounding up instead of down; only base cells count, the random part is never published
    cost = base * (lower + upper) - 2.0 * system.value
    base_cell = np.array([design.is_base(cell.key) for cell in system.cells])
    cost = np.where(base_cell, cost + random.uniform(-0.4, 0.4, len(cost)), 0.0)
    for at, cell in enumerate(system.cells):
        before = printed_before.get(cell.key)
        if before is not None and before % base == 0 and lower[at] <= before / base <= upper[at]:
            lower[at] = upper[at] = before / base
    solver = new_solver()
    load(solver, system, cost, lower, upper)
    columns = np.arange(len(cost), dtype=np.int32)
    solver.changeColsIntegrality(len(columns), columns, np.ones(len(columns), dtype=np.uint8))
    solver.setOptionValue("mip_max_nodes", NODES)
    solver.setOptionValue("mip_rel_gap", 0.01)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        raise CannotProtect("no rounding was found that keeps every sum")
    rounded = np.rint(solver.getSolution().col_value).astype(int) * base
    return {cell.key: int(value) for cell, value in zip(system.cells, rounded, strict=True)}
