"""The last resort for tables beside earlier releases: withhold everything, then print what the audit lets pass.

The search for the cheapest pattern reasons about how releases follow from each other before it is known what will be
printed. Where counts were revised behind withheld cells it may find no pattern though there is one. What readers can
say about that depends on the pattern alone, so here the attacker itself is asked.
"""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from safefair.results.disclosure.tables import TOTAL, Key

QUESTIONS = 120  # audits that printing again may cost
FEWEST_QUESTIONS = 12
WORK = 40_000  # audits times cells: what a large table may cost
Passes = Callable[[Mapping[Key, int | None]], bool]


def withhold_most(
    cells: Mapping[Key, int],
    threshold: int,
    *,
    zeros_shown: bool,
    fallen: Iterable[Key],
    random: np.random.Generator,
    passes: Passes,
) -> dict[Key, int | None] | None:
    """The cells with as little printed as it takes, and as much as the attacker lets pass.

    Args:
        cells: every cell with its count.
        fallen: cells that fell by the threshold or more since they were printed last. To print one tells
            readers that figures were revised, without which they may believe what is false.
        random: source of the unpublished part of the order in which cells are tried.
        passes: whether a pattern passes its audit.

    Returns:
        `None` when neither withholding everything passes nor printing one fallen figure.
    """
    kept = {key for key, value in cells.items() if value == 0 and zeros_shown}
    large = [key for key, value in cells.items() if value >= threshold or (value == 0 and not zeros_shown)]
    left = [max(FEWEST_QUESTIONS, min(QUESTIONS, WORK // len(cells)))]

    def ask(printed: set[Key]) -> bool:
        left[0] -= 1
        return left[0] >= 0 and passes(_pattern(cells, printed))

    if not ask(kept):
        seeds = [key for key in fallen if cells[key] >= threshold]
        kept = next((kept | {key} for key in seeds if ask(kept | {key})), set())
        if not kept:
            return None
    weight = {
        key: (1 + key.count(TOTAL)) * (1 + np.log1p(cells[key])) * random.uniform(0.8, 1.25) for key in large
    }
    waiting = [sorted((key for key in large if key not in kept), key=lambda key: -weight[key])]
    while waiting and left[0] > 0:
        group = waiting.pop()
        if ask(kept | set(group)):
            kept |= set(group)
        elif len(group) > 1:
            half = len(group) // 2
            waiting += [group[half:], group[:half]]
    return _pattern(cells, kept)


def _pattern(cells: Mapping[Key, int], printed: set[Key]) -> dict[Key, int | None]:
    return {key: value if key in printed else None for key, value in cells.items()}
