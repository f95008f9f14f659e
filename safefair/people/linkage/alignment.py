"""Names of many pairs compared at once: which tokens of one are which of the other, and what that is worth.

Tokens have no order. Each is used once: first equal ones, then those that sound alike, then those spelt alike
(Jaro-Winkler). A match is worth the token's rarity, ln(N / count) in its group, so common names say little.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler
from rapidfuzz.process import cpdist

from safefair.people.linkage.prepare import MOST_TOKENS, Floats, Ints

CLOSE, NEAR = 0.9, 0.82
Bools = npt.NDArray[np.bool_]


@dataclass
class Alignment:
    """Per pair: rarity of the tokens matched in each way, tokens left on both sides and on one, rarity of the left."""

    exact: Floats
    sound: Floats
    close: Floats
    near: Floats
    left_both: Floats
    left_one: Floats
    left_rarity: Floats

    @property
    def total(self) -> Floats:
        """One number to choose between forms of a name."""
        return (
            self.exact
            + 0.8 * self.sound
            + 0.7 * self.close
            + 0.4 * self.near
            - 3 * self.left_both
            - self.left_one
        )

    def replace_where(self, rows: Ints, other: "Alignment", better: Bools) -> None:
        """Take the values of `other`, which holds `rows` only, where it is `better`."""
        for name in self.__dataclass_fields__:
            mine = getattr(self, name)
            mine[rows[better]] = getattr(other, name)[better]


def _similarities(a: Ints, b: Ints, vocabulary: list[str]) -> Floats:
    """Jaro-Winkler of the tokens with these codes, each distinct pair computed once."""
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    found, inverse = np.unique(low * len(vocabulary) + high, return_inverse=True)
    words = np.array(vocabulary, object)
    scores = cpdist(
        words[found // len(vocabulary)], words[found % len(vocabulary)], scorer=JaroWinkler.similarity,
        score_cutoff=NEAR, dtype=np.float32, workers=2,
    )  # fmt: skip
    return scores[inverse]


@dataclass(frozen=True)
class Names:
    """Names of one side of the pairs: token and key codes and the rarity of both, shape (pairs, MOST_TOKENS)."""

    tokens: Ints
    keys: Ints
    token_rarity: Floats
    key_rarity: Floats


Take = Callable[[str, int, int, Ints, tuple[Floats, Floats]], None]


def align(one: Names, other: Names, vocabulary: list[str]) -> Alignment:
    """Compare names pair by pair."""
    tokens, keys = (one.tokens, other.tokens), (one.keys, other.keys)
    token_rarity = (one.token_rarity, other.token_rarity)
    key_rarity = (one.key_rarity, other.key_rarity)
    size = len(tokens[0])
    free_a, free_b = tokens[0] >= 0, tokens[1] >= 0
    sums = {name: np.zeros(size, np.float32) for name in ("exact", "sound", "close", "near")}

    def take(name: str, i: int, j: int, rows: Ints, rarity: tuple[Floats, Floats]) -> None:
        sums[name][rows] += np.minimum(rarity[0][rows, i], rarity[1][rows, j])
        free_a[rows, i] = False
        free_b[rows, j] = False

    for name, codes, rarity in (("exact", tokens, token_rarity), ("sound", keys, key_rarity)):
        for i in range(MOST_TOKENS):
            for j in range(MOST_TOKENS):
                rows = _where((codes[0][:, i] == codes[1][:, j]) & free_a[:, i] & free_b[:, j])
                if len(rows):
                    take(name, i, j, rows, rarity)
    _align_spelling(tokens, (free_a, free_b), token_rarity, vocabulary, take)
    left_a, left_b = free_a.sum(axis=1), free_b.sum(axis=1)
    rarity_a = np.where(free_a, token_rarity[0], 0).sum(axis=1)
    rarity_b = np.where(free_b, token_rarity[1], 0).sum(axis=1)
    both = np.minimum(left_a, left_b)
    return Alignment(
        **sums,
        left_both=both.astype(np.float32),
        left_one=np.abs(left_a - left_b).astype(np.float32),
        left_rarity=np.where(both > 0, np.minimum(rarity_a, rarity_b), 0).astype(np.float32),
    )


def _where(mask: Bools) -> Ints:
    return np.flatnonzero(mask).astype(np.int32)


def _align_spelling(
    tokens: tuple[Ints, Ints],
    free: tuple[Bools, Bools],
    rarity: tuple[Floats, Floats],
    vocabulary: list[str],
    take: Take,
) -> None:
    free_a, free_b = free
    pairs = [
        (i, j, _where(free_a[:, i] & free_b[:, j])) for i in range(MOST_TOKENS) for j in range(MOST_TOKENS)
    ]
    pairs = [pair for pair in pairs if len(pair[2])]
    if not pairs:
        return
    scores = _similarities(
        np.concatenate([tokens[0][rows, i] for i, _, rows in pairs]),
        np.concatenate([tokens[1][rows, j] for _, j, rows in pairs]),
        vocabulary,
    )
    parts = np.split(scores, np.cumsum([len(rows) for _, _, rows in pairs])[:-1])
    for name, low, high in (("close", CLOSE, 2.0), ("near", NEAR, CLOSE)):
        for (i, j, rows), score in zip(pairs, parts, strict=True):
            hit = (score >= low) & (score < high)
            still = rows[hit & free_a[rows, i] & free_b[rows, j]]
            if len(still):
                take(name, i, j, still, rarity)
