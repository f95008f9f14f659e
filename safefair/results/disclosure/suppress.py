"""Which cells to withhold: the small ones, and as few others as make the small ones safe.

The heuristic after M. Fischetti and J. J. Salazar (Solving the cell suppression problem on tabular data
with linear constraints, Management Science 47, 2001): cheapest flows one after another, each of which is
a table that readers cannot tell from the true one (a witness) and usually protects further cells.
"""

from collections.abc import Callable, Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.flow import TOLERANCE, FlowProgramme, Need
from safefair.results.disclosure.model import Floats, Ints, Role, System
from safefair.results.disclosure.tables import TOTAL

Progress = Callable[[int, int], None]
Bools = NDArray[np.bool_]

SMALL_MODEL = 1_000  # movable cells up to which every primary gets a programme of its own
FLOWS_OF_LARGE_MODEL = 45  # about as many programmes as a large model may cost
CHEAP = 1e-3  # cost of passing a cell that is withheld anyway, beside a cost of 1 and more for a new one
CLEANING = 80  # programmes that the clean-up may solve


class Suppression:
    """The search for the cells of one release to withhold.

    Args:
        threshold: k; a count is small when 0 < count < k.
        zeros_shown: zeros are printed, so readers know that a withheld cell holds at least 1. Otherwise
            zeros may be withheld as well.
        random: source of the unpublished part of costs and order.
    """

    def __init__(
        self, system: System, threshold: int, *, zeros_shown: bool, random: np.random.Generator
    ) -> None:
        self.system, self.threshold, self.zeros_shown, self.random = system, threshold, zeros_shown, random
        value = system.value
        self.open = system.mask(Role.OPEN)
        self.small = (value > 0) & (value < threshold)
        self.known = system.mask(Role.PRINTED) | (self.open & (value == 0) & zeros_shown)
        if (self.known & self.small & system.mask(Role.PRINTED)).any():
            raise CannotProtect("an earlier release printed a small count")
        room_down = value - self._floor()
        self.flows = FlowProgramme(system, ~self.known, room_down, 1_000.0 * threshold)
        self.cost = self._costs()[self.flows.cells]
        self.cheap = CHEAP * (1 + random.random(self.flows.size))
        self.required: Bools = (~self.open | self.small)[self.flows.cells]
        self.hidden: Bools = self.required.copy()
        self.witnesses = np.zeros((0, self.flows.size))
        self.needs = self._first_needs()

    def _floor(self) -> Ints:
        """The least value that a cell has in every witness.

        With zeros withheld, a large count stays at least k in all witnesses: then even somebody who knows
        that small counts can always be 0, and infers k from every positive minimum, learns nothing more.
        """
        if self.zeros_shown:
            return np.where(self.system.mask(Role.OPEN, Role.WITHHELD), 1, 0)
        return np.where(self.open & (self.system.value >= self.threshold), self.threshold, 0)

    def _costs(self) -> Floats:
        """Large counts and margins are dear; the random factor is never published."""
        level = np.array([cell.key.count(TOTAL) for cell in self.system.cells])
        cost = (1 + np.log1p(self.system.value)) * (1 + 3 * level)
        cost *= np.where((self.system.value == 0) & self.open, 3.0, 1.0)
        return cost * self.random.uniform(0.8, 1.25, len(cost))

    def _first_needs(self) -> list[Need]:
        judged = self.small | (self.system.mask(Role.WITHHELD) & (self.system.value < self.threshold))
        cells = np.flatnonzero(judged)
        level = np.array([self.system.cells[cell].key.count(TOTAL) for cell in cells])
        order = cells[np.lexsort((self.random.random(len(cells)), -level))] if len(cells) else cells
        needs = [self._up(int(cell)) for cell in order]
        if not self.zeros_shown:
            down = [cell for cell in order if self.system.cells[cell].role is not Role.GROWTH]
            needs += [Need(int(cell), -1, int(self.system.value[cell])) for cell in down]
        return [need for need in needs if need.amount > 0]

    def _up(self, cell: int) -> Need:
        return Need(cell, 1, int(self.threshold - self.system.value[cell]))

    def run(
        self, progress: Progress | None = None, *, extra: Sequence[Need] = (), forced: Collection[int] = ()
    ) -> Bools:
        """Protect everything that is small.

        Args:
            extra: further protections wanted.
            forced: cells to withhold though they are not small.

        Returns:
            Which cells of the system to withhold; only those of the release in the making.

        Raises:
            CannotProtect: when some small count cannot be protected whatever is withheld.
        """
        self.required[[self.flows.position[cell] for cell in forced]] = True
        self.hidden |= self.required
        self.needs += [need for need in extra if self.flows.position[need.cell] >= 0]
        self.protect(self.needs, progress)
        self._clean_up()
        withheld = np.zeros(len(self.system.value), dtype=bool)
        withheld[self.flows.cells[self.hidden]] = True
        return withheld & self.open

    def protect(self, needs: list[Need], progress: Progress | None = None) -> None:
        """Withhold what the needs take, several needs in one programme when the model is large."""
        waiting = self._unmet(self.witnesses, needs)
        total = len(waiting)
        batch = 1 if self.flows.size <= SMALL_MODEL else max(1, total // FLOWS_OF_LARGE_MODEL)
        while waiting:
            if progress:
                progress(total - len(waiting), total)
            flow = self._flow(self._compatible(waiting, batch))
            newly = (np.abs(flow) > TOLERANCE) & ~self.hidden
            self.hidden |= newly
            self.witnesses = np.vstack([self.witnesses, flow])
            added = self._needs_of_zeros(newly)
            self.needs += added
            waiting = self._unmet(self.witnesses[-1:], waiting) + added
            total += len(added)
        if progress:
            progress(total, total)

    def _compatible(self, waiting: list[Need], batch: int) -> list[Need]:
        taken: dict[int, Need] = {}
        for need in waiting[:batch]:
            taken.setdefault(need.cell, need)
        return list(taken.values())

    def _flow(self, needs: list[Need], allowed: Bools | None = None) -> Floats:
        cost = np.where(self.hidden, self.cheap, self.cost)
        flow = self.flows.cheapest(needs, cost, allowed)
        if flow is None and len(needs) > 1:
            return self._flow(needs[: len(needs) // 2], allowed)
        if flow is None:
            raise CannotProtect("a small count can be worked out whatever else is withheld")
        return flow

    def _needs_of_zeros(self, newly: Bools) -> list[Need]:
        """A withheld zero must look like any other withheld cell, or it would give itself away."""
        cells = self.flows.cells[newly]
        return [self._up(int(cell)) for cell in cells if self.system.value[cell] == 0]

    def _unmet(self, tables: Floats, needs: list[Need]) -> list[Need]:
        """The needs that none of the witnesses meets."""
        if not len(tables) or not needs:
            return list(needs)
        at = self.flows.position[[need.cell for need in needs]]
        sign = np.array([need.sign for need in needs])
        amount = np.array([need.amount for need in needs])
        met = (tables[:, at] * sign >= amount - TOLERANCE).any(axis=0)
        return [need for need, is_met in zip(needs, met, strict=True) if not is_met]

    def _clean_up(self) -> None:
        """Print again what no witness needs, the dearest first; a few programmes may find new witnesses."""
        left = CLEANING if self.flows.size <= SMALL_MODEL else 0
        for at in sorted(np.flatnonzero(self.hidden & ~self.required), key=lambda at: -self.cost[at]):
            kept = self.witnesses[np.abs(self.witnesses[:, at]) <= TOLERANCE]
            needs = [need for need in self.needs if self.flows.position[need.cell] != at]
            missing = self._unmet(kept, needs)
            allowed = self.hidden.copy()
            allowed[at] = False
            while missing and left > 0:
                left -= 1
                flow = self.flows.cheapest(missing[:1], self.cheap, allowed)
                if flow is None:
                    break
                kept = np.vstack([kept, flow])
                missing = self._unmet(kept[-1:], missing)
            if not missing:
                self.witnesses, self.needs, self.hidden = kept, needs, allowed
        passed = (np.abs(self.witnesses) > TOLERANCE).any(axis=0)
        self.hidden = self.required | (self.hidden & passed)
