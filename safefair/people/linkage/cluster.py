"""Clusters of records by agreement within: never by a chain of links.

Two clusters are joined while the log-odds of all pairs between them add up to more than nothing, the strongest
first (greedy agglomeration for correlation clustering: Bansal, Blum and Chawla, *Correlation Clustering*, 2004).
A pair that nobody scored speaks against, so a hundred women called Siti Aminah do not become one through a chain of
likely pairs. Clusters never hold two different valid document numbers, nor two full birth dates with two sexes.
"""

import heapq
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from safefair.people.linkage.prepare import Ints

UNSCORED = -1.0
"""Log-odds of a pair in one component that no rule reached: blocking already looked for its likeness."""
LEAN = 0.2
"""Added to the log-odds of each pair: an equal balance of wrong and missed joins lies a little below evens, since one
join brings several pairs together (both constants by benchmark: best F1 on two kinds of register)."""
FLOOR, CEILING = -6.0, 8.0
MOST_RECORDS = 60
"""Nobody registers more often; what would be larger is left apart and counted in the report."""

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Clusters:
    """`labels[i]` is the smallest record of i's cluster; `refused` counts joins that a rule forbade."""

    labels: Ints
    refused: int
    capped: int


def components(size: int, a: Ints, b: Ints) -> Ints:
    """Smallest record of each connected component (label propagation with pointer jumping)."""
    label = np.arange(size, dtype=np.int32)
    while True:
        low = np.minimum(label[a], label[b])
        before = label.copy()
        np.minimum.at(label, a, low)
        np.minimum.at(label, b, low)
        label = label[label]
        if np.array_equal(before, label):
            return label


class _Component:
    """Greedy agglomeration of one component; `conflict` says whether two sets of records may not be one."""

    def __init__(self, conflict: Callable[[list[int], list[int]], bool]) -> None:
        self.conflict = conflict
        self.refused = self.capped = 0

    def solve(self, edges: list[tuple[int, int, float]]) -> list[list[int]]:
        members: dict[int, list[int]] = {}
        scored: dict[int, dict[int, tuple[float, int]]] = {}
        heap: list[tuple[float, int, int]] = []
        for x, y, weight in edges:
            members.setdefault(x, [x])
            members.setdefault(y, [y])
            scored.setdefault(x, {})[y] = (weight, 1)
            scored.setdefault(y, {})[x] = (weight, 1)
            if weight > 0:
                heap.append((-weight, min(x, y), max(x, y)))
        heapq.heapify(heap)
        fresh = max(members, default=0) + 1
        while heap:
            _, x, y = heapq.heappop(heap)
            if x not in members or y not in members or y not in scored[x]:
                continue
            if not self._may_join(members[x], members[y]):
                del scored[x][y], scored[y][x]
                continue
            members[fresh] = sorted(members.pop(x) + members.pop(y))
            self._merge(x, y, fresh, members, scored, heap)
            fresh += 1
        return list(members.values())

    def _may_join(self, x: list[int], y: list[int]) -> bool:
        if len(x) + len(y) > MOST_RECORDS:
            self.capped += 1
            return False
        if self.conflict(x, y):
            self.refused += 1
            return False
        return True

    @staticmethod
    def _merge(x: int, y: int, new: int, members: dict[int, list[int]],
               scored: dict[int, dict[int, tuple[float, int]]], heap: list[tuple[float, int, int]]) -> None:  # fmt: skip
        mine, other = scored.pop(x), scored.pop(y)
        around: dict[int, tuple[float, int]] = {}
        for z in mine.keys() | other.keys():
            if z in (x, y):
                continue
            (w1, n1), (w2, n2) = mine.get(z, (0.0, 0)), other.get(z, (0.0, 0))
            around[z] = (w1 + w2, n1 + n2)
            near = scored[z]
            near.pop(x, None)
            near.pop(y, None)
            near[new] = around[z]
            weight = w1 + w2 + UNSCORED * (len(members[new]) * len(members[z]) - n1 - n2)
            if weight > 0:
                heapq.heappush(heap, (-weight, z, new))
        scored[new] = around


def cluster(
    size: int, a: Ints, b: Ints, log_odds: Doubles, conflict: Callable[[list[int], list[int]], bool]
) -> Clusters:
    """Cluster `size` records by scored pairs (a[i], b[i]); the order of the pairs makes no difference."""
    weight = np.clip(log_odds + LEAN, FLOOR, CEILING)
    likely = weight > 0
    component = components(size, a[likely], b[likely])
    inside = component[a] == component[b]
    a, b, weight = a[inside], b[inside], weight[inside]
    labels = np.arange(size, dtype=np.int32)
    order = np.lexsort((b, a, component[a]))
    a, b, weight = a[order], b[order], weight[order]
    edges = np.flatnonzero(np.diff(component[a], prepend=-1, append=-1))
    solver = _Component(conflict)
    left, right, weights = a.tolist(), b.tolist(), weight.tolist()
    for start, stop in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if stop - start == 1:
            if not conflict([left[start]], [right[start]]):
                labels[right[start]] = left[start]
            else:
                solver.refused += 1
            continue
        for group in solver.solve(
            list(zip(left[start:stop], right[start:stop], weights[start:stop], strict=True))
        ):
            labels[group] = group[0]
    return Clusters(labels, solver.refused, solver.capped)
