"""A reader with endless patience: every table of whole numbers that fits what is printed."""

from collections.abc import Mapping

import numpy as np

from safefair.results.disclosure.tables import Design, Key, count_cells


def possible_values(
    design: Design, cells: Mapping[Key, int | None], *, least: int, most: int
) -> dict[Key, set[int]]:
    """Values that each withheld cell takes in some fitting table with base cells of at most `most`."""
    base = [key for key in cells if design.is_base(key)]
    parts = [count_cells(design, {other: int(other == key) for other in base}) for key in base]
    sums = np.array([[part[key] for part in parts] for key in cells], dtype=np.int16)
    choices = [np.arange(least, most + 1) if cells[key] is None else np.array([cells[key]]) for key in base]
    tables = sums @ np.stack(np.meshgrid(*choices, indexing="ij")).reshape(len(base), -1).astype(np.int16)
    fits = np.ones(tables.shape[1], dtype=bool)
    for row, value in zip(tables, cells.values(), strict=True):
        fits &= row >= least if value is None else row == value
    return {
        key: set(row[fits].tolist()) for key, row in zip(cells, tables, strict=True) if cells[key] is None
    }


def is_disclosed(values: set[int], threshold: int) -> bool:
    """One possible value, or none that reaches the threshold."""
    return len(values) == 1 or max(values) < threshold


def possible_growth(
    design: Design,
    before: Mapping[Key, int | None],
    after: Mapping[Key, int | None],
    *,
    least: int,
    most: int,
    same: bool,
) -> dict[Key, tuple[set[int], set[int], set[int]]]:
    """Values of each cell in the earlier release, in the later one, and of its growth, over all fitting pairs.

    The reader knows whether the two are the same snapshot or nobody was taken out between them.
    """
    base = [key for key in before if design.is_base(key)]
    tables = np.stack(np.meshgrid(*[np.arange(most + 1)] * len(base), indexing="ij")).reshape(len(base), -1)
    parts = [count_cells(design, {other: int(other == key) for other in base}) for key in base]
    sums = np.array([[part[key] for part in parts] for key in before]) @ tables

    def fitting(cells: Mapping[Key, int | None]) -> np.ndarray:
        fits = np.ones(tables.shape[1], dtype=bool)
        for row, key in zip(sums, before, strict=True):
            value = cells[key]
            fits &= row >= least if value is None else row == value
        return np.flatnonzero(fits)

    old, new = fitting(before), fitting(after)
    step = tables[:, new][:, None, :] - tables[:, old][:, :, None]
    first, second = np.nonzero((step == 0 if same else step >= 0).all(axis=0))
    pairs = {key: (row[old[first]], row[new[second]]) for key, row in zip(before, sums, strict=True)}
    return {key: (set(a.tolist()), set(b.tolist()), set((b - a).tolist())) for key, (a, b) in pairs.items()}
