"""How many people: the clusters, less what was joined wrongly, more what was missed, with a range.

Capture and recapture: pairs with the same document number are known to be one person without looking at the rest of
the record. The documents of a fifth of the records are hidden and everything around them is clustered once more.
The share of their known pairs found again is the share found among records without documents (recall), and the share
of the pairs joined whose documents agree is the share that is right (precision), after allowing for people with two
documents.
The range is meant to cover the truth: it holds the sampling error of both shares, and an error of the model that no
register can show (people with documents may be easier to find than people without). The clusters themselves are always
in it: where few documents tell, the shares lean on what was measured elsewhere, and what was found here counts too.
"""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from safefair.people.linkage import calibrate
from safefair.people.linkage.cluster import cluster, components
from safefair.people.linkage.prepare import Ints

Doubles = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

RECALL_ERROR = 0.05
DEFAULT_PRECISION, PRECISION_ERROR = 0.97, 0.015
"""Where no documents can tell, as measured on registers with known truth, with their standard errors."""
MODEL_ERROR = 0.05
"""Relative error in the number of true pairs that is left to the model (half-width)."""
SURE, VERY_SURE, ENOUGH_KNOWN = 1.96, 2.58, 200
"""Standard errors on each side: 95 %, and 99 % where fewer than so many pairs have a known answer."""
MERGES_PER_PAIR = 0.75
"""A record missed from n others costs n - 1 pairs but one merge: merges grow as pairs to this power (measured)."""


def default_recall(size: int) -> float:
    """Share of true pairs found in a register of `size` records, as measured: .96 of 1,000, less in larger ones."""
    return float(np.clip(0.96 - 0.035 * (math.log10(max(size, 1)) - 3), 0.8, 0.96))


@dataclass(frozen=True)
class Share:
    """A share with its standard error, from so many known pairs."""

    value: float
    error: float
    known: int

    @classmethod
    def of(cls, hits: float, known: int, default: float, default_error: float) -> "Share":
        """Beta-binomial: `known` observations added to a default that is worth as many as its error says."""
        weight = default * (1 - default) / default_error**2
        value = (hits + weight * default) / (known + weight)
        return cls(min(value, 0.999), math.sqrt(max(value * (1 - value), 1e-4) / (known + weight)), known)


@dataclass(frozen=True)
class PeopleEstimate:
    """People with a range, and the shares it is made from."""

    people: int
    low: int
    high: int
    precision: Share
    recall: Share


def hide_some(size: int) -> Bools:
    """The records whose documents are hidden: every fifth, by a multiplicative hash (Knuth) of its place."""
    return (np.arange(size, dtype=np.uint64) * np.uint64(2_654_435_761) % np.uint64(2**32)) < np.uint64(
        2**32 // 5
    )


@dataclass(frozen=True)
class KnownPairs:
    """All pairs (a, b) with log-odds `weight` while some documents are hidden.

    `is_seen` leaves out pairs that only a hidden document brought here. `is_known` marks pairs whose hidden documents
    tell, `is_same` those among them that agree.
    """

    a: Ints
    b: Ints
    weight: Doubles
    is_seen: Bools
    is_known: Bools
    is_same: Bools


def known_shares(size: int, pairs: KnownPairs, correction: calibrate.Correction) -> tuple[Share, Share]:
    """(precision, recall) of linking those of `size` records whose documents are hidden."""
    a, b, weight, is_seen = pairs.a, pairs.b, pairs.weight, pairs.is_seen
    is_known, is_same = pairs.is_known, pairs.is_same
    touched = np.zeros(size, bool)
    likely = (weight > 0) & is_seen
    component = components(size, a[likely], b[likely])
    touched[component[a[is_known]]] = True
    touched[component[b[is_known]]] = True
    part = touched[component[a]] & touched[component[b]] & is_seen
    labels = cluster(size, a[part], b[part], weight[part], lambda _x, _y: False).labels
    joined = labels[a] == labels[b]
    recall = Share.of(float((is_same & joined).sum()), int(is_same.sum()), default_recall(size), RECALL_ERROR)
    both = int((is_known & joined).sum())
    right = min(both, float((is_same & joined).sum()) / (1 - correction.noise))
    # The same share among all pairs, where those of one person are fewer.
    wrong = (both - right) * correction.favour
    right = both * right / max(right + wrong, 1e-9)
    return Share.of(right, both, DEFAULT_PRECISION, PRECISION_ERROR), recall


def count_people(labels: Ints, share_with_document: float, precision: Share, recall: Share) -> PeopleEstimate:
    """Estimate from the clusters' labels; `share_with_document` of the linked pairs agree on a document."""
    sizes = np.bincount(labels)
    sizes = sizes[sizes > 0].astype(np.int64)
    records, clusters = int(sizes.sum()), len(sizes)
    pairs = int((sizes * (sizes - 1) // 2).sum())
    merges = records - clusters

    def people(true_pairs_per_found: float) -> float:
        plain = (1 - share_with_document) * true_pairs_per_found + share_with_document
        return records - merges * plain**MERGES_PER_PAIR

    ratio = precision.value / recall.value
    z = SURE if recall.known >= ENOUGH_KNOWN else VERY_SURE
    error = math.hypot(z * precision.error / precision.value, z * recall.error / recall.value, MODEL_ERROR)
    low, middle, high = people(ratio * (1 + error)), people(ratio), people(ratio * (1 - error))
    if not pairs:
        # Nothing found is not nothing there: three in a hundred may hide in a small register (rule of three).
        low = records - max(1.0, min(3.0, records / 10)) if records > 1 else records
    return PeopleEstimate(
        people=min(records, round(middle)),
        low=max(int(records > 0), min(clusters, math.floor(low))),
        high=min(records, max(clusters, math.ceil(high))),
        precision=precision,
        recall=recall,
    )
