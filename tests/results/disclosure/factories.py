"""Invented counts."""

import random
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from safefair.results.disclosure.tables import Design, Key, Published, count_cells


def skewed_counts(sizes: Sequence[int], cases: int, *, seed: int = 1) -> dict[Key, int]:
    """Cases over categories of which the first is common and the last rare."""
    source = random.Random(seed)
    columns = [
        source.choices(range(size), [1 / (rank + 1) ** 1.3 for rank in range(size)], k=cases)
        for size in sizes
    ]
    names = "abcdef"
    return dict(
        Counter(zip(*[[f"{n}{v:02d}" for v in c] for n, c in zip(names, columns, strict=False)], strict=True))
    )


def hide_small_only(design: Design, counts: dict[Key, int], threshold: int) -> Published:
    """What people do who have not heard of complementary suppression."""
    cells = count_cells(design, counts)
    return Published(design, {key: None if 0 < n < threshold else n for key, n in cells.items()})


def write_cases(path: Path, names: Sequence[str], counts: dict[Key, int], *, seed: int = 0) -> Path:
    """A file of one row a case, in an order of its own."""
    rows = [key for key, times in counts.items() for _ in range(times)]
    random.Random(seed).shuffle(rows)
    path.write_text("\n".join([",".join(names), *(",".join(row) for row in rows)]) + "\n", encoding="utf-8")
    return path
