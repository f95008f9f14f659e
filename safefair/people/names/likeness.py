"""How alike two names are: tokens without order, each worth how rare it is in the register searched."""

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from safefair.people.names.phonetic import consonant_key

Rarity = Callable[[str], float]
"""ln(N / count) of a token's consonant key."""
TokenSets = tuple[tuple[str, ...], ...]

MOST_RARE, LEAST_RARE, UNKNOWN_RARITY = 9.0, 0.7, 5.0
UNMATCHED_ON_BOTH, UNMATCHED_ON_ONE = 3.0, 1.5
CODES = ("name_spelt_alike", "name_sounds_alike", "name_same")
"""From the weakest likeness of two tokens to the strongest; a position here is a token's `grade`."""


class Reason(NamedTuple):
    """One part of a score, for the screen: a code the page translates, and its weight (negative: speaks against)."""

    code: str
    weight: float


def same_rarity(_key: str) -> float:
    """For want of counts: every token weighs the same."""
    return UNKNOWN_RARITY


@lru_cache(maxsize=200_000)
def token_likeness(a: str, b: str) -> tuple[float, int]:
    """(share of the token's weight, grade) for two tokens; a share of 0 where they are not alike."""
    if a == b:
        return 1.0, 2
    same_key = consonant_key(a) == consonant_key(b)
    close = JaroWinkler.similarity(a, b)
    if same_key and close >= 0.75:
        return 0.85, 1
    if same_key and len(consonant_key(a)) > 1:
        return 0.75, 1
    if close >= 0.9:
        return 0.75, 0
    if close >= 0.83 and min(len(a), len(b)) > 3:
        return 0.5, 0
    return 0.0, 0


class NameComparison:
    """One person's name compared with many others, in all forms of both.

    Only the rarity of her own tokens counts: it is known before anybody else's name is opened.
    """

    def __init__(self, token_sets: TokenSets, rarity: Rarity = same_rarity) -> None:
        self.forms = [(tokens, "".join(tokens)) for tokens in token_sets]
        self.weights = {
            token: min(MOST_RARE, max(LEAST_RARE, rarity(consonant_key(token))))
            for tokens in token_sets
            for token in tokens
        }
        self.most = max((self._sum(tokens) for tokens in token_sets), default=0.0)
        # Many of those compared with bear the same name, and most of them the same tokens.
        self._known: dict[TokenSets, Reason | None] = {}
        self._alike: dict[tuple[str, str], tuple[float, int]] = {}

    def compare(self, others: TokenSets) -> Reason | None:
        """The best agreement of any form with any of the others; None if either has none."""
        if others in self._known:
            return self._known[others]
        best: Reason | None = None
        for tokens, joined in self.forms:
            for other in others:
                weight, code = self._match(tokens, joined, other)
                if best is None or weight > best.weight:
                    best = Reason(code if weight > 0 else "name_differs", weight)
        self._known[others] = best
        return best

    def _sum(self, tokens: tuple[str, ...]) -> float:
        return sum([self.weights[token] for token in tokens])

    def _match(self, mine: tuple[str, ...], joined: str, others: tuple[str, ...]) -> tuple[float, str]:
        if mine == others:
            return self._sum(mine), CODES[2]
        weight, code = self._assign(mine, others)
        other = "".join(others)
        if joined == other or (len(joined) > 6 and JaroWinkler.similarity(joined, other) >= 0.95):
            return max((weight, code), (0.9 * self._sum(mine), CODES[1]))
        return weight, code

    def _assign(self, mine: tuple[str, ...], others: tuple[str, ...]) -> tuple[float, str]:
        """Best greedy assignment of tokens: (weight, code of its weakest match)."""
        pairs = []
        for i, token in enumerate(mine):
            for j, other in enumerate(others):
                weight, grade = self._alike.get((token, other)) or self._weigh(token, other)
                if weight:
                    pairs.append((weight, i, j, grade))
        pairs.sort(reverse=True)
        used_mine, used_others, total, weakest = set[int](), set[int](), 0.0, 2
        for weight, i, j, grade in pairs:
            if i not in used_mine and j not in used_others:
                used_mine.add(i)
                used_others.add(j)
                total += weight
                weakest = min(weakest, grade)
        left, left_others = len(mine) - len(used_mine), len(others) - len(used_others)
        both = min(left, left_others)
        total -= UNMATCHED_ON_BOTH * both + UNMATCHED_ON_ONE * abs(left - left_others)
        return total, "name_partly_same" if both else CODES[weakest]

    def _weigh(self, token: str, other: str) -> tuple[float, int]:
        share, grade = token_likeness(token, other)
        found = self._alike[token, other] = share * self.weights[token], grade
        return found
