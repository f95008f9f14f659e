"""Why a pair was linked, in codes a page can translate."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from safefair.people.linkage.blocking import RULES
from safefair.people.linkage.prepare import Ints, Prepared

Doubles = npt.NDArray[np.float64]

REASONS = (
    "document_same", "phone_same", "birth_date_same", "name_same", "name_sounds_alike", "name_partly_same",
    "place_same", "birth_year_same", "document_differs", "birth_differs", "sex_differs", "place_differs", "phone_differs",
)  # fmt: skip
"""In the order in which they are shown."""


def _share_any(x: Ints, y: Ints) -> npt.NDArray[np.bool_]:
    out = np.zeros(len(x), bool)
    for i in range(x.shape[1]):
        for j in range(y.shape[1]):
            out |= (x[:, i] == y[:, j]) & (x[:, i] >= 0)
    return out


def _compare(
    codes: Ints, a: Ints, b: Ints, unknown: int
) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """(same, different) where both are known."""
    known = (codes[a] != unknown) & (codes[b] != unknown)
    return known & (codes[a] == codes[b]), known & (codes[a] != codes[b])


def reason_bits(p: Prepared, a: Ints, b: Ints) -> Ints:
    """Bit i is set where `REASONS[i]` holds for the pair."""
    document, phone = _compare(p.document, a, b, -1), _compare(p.phone, a, b, -1)
    date, year = _compare(p.date, a, b, 0), _compare(p.year, a, b, 0)
    place, sex = _compare(p.place, a, b, -1), _compare(p.sex, a, b, 0)
    name = (np.sort(p.tokens[a], axis=1) == np.sort(p.tokens[b], axis=1)).all(axis=1) & (p.tokens[a, 0] >= 0)
    sound = (
        ~name & (np.sort(p.keys[a], axis=1) == np.sort(p.keys[b], axis=1)).all(axis=1) & (p.keys[a, 0] >= 0)
    )
    partly = ~name & ~sound & _share_any(p.keys[a], p.keys[b])
    far = np.abs(p.year[a] - p.year[b]) > 1
    flags = (document[0], phone[0], date[0], name, sound, partly, place[0], year[0] & ~date[0], document[1],
             date[1] | (year[1] & far), sex[1], place[1], phone[1])  # fmt: skip
    bits = np.zeros(len(a), np.int32)
    for i, flag in enumerate(flags):
        bits |= flag.astype(np.int32) << i
    return bits


def _texts(bits: Ints, names: tuple[str, ...], *, only_first: bool) -> pa.Array:
    found, inverse = np.unique(bits, return_inverse=True)
    texts = []
    for value in found.tolist():
        held = [name for i, name in enumerate(names) if value >> i & 1]
        texts.append("|".join(held[:1] if only_first else held))
    return pa.array(texts, pa.string()).take(pa.array(inverse))


def pairs_table(p: Prepared, a: Ints, b: Ints, rules: Ints, probability: Doubles, least: float) -> pa.Table:
    """Pairs of at least this probability, the likeliest first: left, right, probability, rule, reasons."""
    shown = np.flatnonzero(probability >= least)
    shown = shown[np.lexsort((b[shown], a[shown], -probability[shown]))]
    a, b = a[shown], b[shown]
    return pa.table(
        {
            "left": p.record_ids.take(pa.array(a)),
            "right": p.record_ids.take(pa.array(b)),
            "probability": np.round(probability[shown], 4),
            "rule": _texts(rules[shown], tuple(rule.name for rule in RULES), only_first=True),
            "reasons": _texts(reason_bits(p, a, b), REASONS, only_first=False),
        }
    )
