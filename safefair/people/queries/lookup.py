"""From search keys to the registrations worth opening: equality in one statement, then a ranking without plain text.

Each key of a query asks for its registrations, one more than its cap at most: a longer list says the value is common,
not where she is, and is set aside. A registration gets factor * ln(N / n) from each list of n it stands in.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from django.db import connection

from safefair.core.arrays import array
from safefair.core.crypto.blind import blind_all
from safefair.core.crypto.custody import organization_search_key
from safefair.people.names.keys import QueryKey
from safefair.people.names.likeness import Rarity
from safefair.people.search_index import token_key

LEAST_SHARE = 0.1
"""Of the first one's weight: whoever has less is left closed."""
FIND = """
SELECT k.key, ARRAY(SELECT s.registration_id FROM people_searchkey s
                     WHERE s.organization_id = %(organization)s AND s.key = k.key LIMIT k.cap)
  FROM unnest(%(keys)s::bigint[], %(caps)s::int[]) AS k(key, cap)"""
COUNT = (
    "SELECT token, count FROM people_tokenfrequency WHERE organization_id = %s AND token = ANY(%s::bigint[])"
)


@dataclass(frozen=True, slots=True)
class AskedKey:
    """A search key as it is stored, with the cap and the factor of its kind."""

    key: int
    cap: int
    factor: float


def ask(keys: Sequence[QueryKey], *, organization_id: int) -> list[AskedKey]:
    """The stored form of a query's keys in one organisation."""
    blinded = blind_all(((key.kind, key.value) for key in keys), organization_id=organization_id)
    return [AskedKey(number, key.cap, key.factor) for number, key in zip(blinded, keys, strict=True)]


def find_lists(keys: Iterable[AskedKey], *, organization_id: int) -> dict[int, list[int]]:
    """Key to the registrations that have it; without keys that nobody or too many have."""
    caps = {key.key: key.cap for key in keys}
    with connection.cursor() as cursor:
        cursor.execute(
            FIND,
            {
                "organization": organization_id,
                "keys": array(caps),
                "caps": array(cap + 1 for cap in caps.values()),
            },
        )
        return {key: ids for key, ids in cursor.fetchall() if 0 < len(ids) <= caps[key]}


def weigh(keys: Iterable[AskedKey], lists: Mapping[int, Sequence[int]], *, total: int) -> dict[int, float]:
    """Each registration found with its weight: the most for those that stand in the most and shortest lists."""
    weights: defaultdict[int, float] = defaultdict(float)
    for key in keys:
        found = lists.get(key.key)
        if found:
            weight = key.factor * math.log(max(total, 2) / len(found))
            for id_ in found:
                weights[id_] += weight
    return weights


def heaviest(
    weights: Mapping[int, float], best: int, *, share: float = LEAST_SHARE, fewest: int = 1
) -> list[int]:
    """The `best` registrations by weight; after the first `fewest` none that has less than a share of the first one's.

    The newer registration goes first among equals, so that the answer does not depend on the order of lists.
    """
    ordered = nsmallest(best, [(-weight, -id_) for id_, weight in weights.items()])
    least = share * -ordered[0][0] if ordered else 0.0
    return [-id_ for place, (weight, id_) in enumerate(ordered) if place < fewest or -weight >= least]


def rank(keys: Iterable[AskedKey], lists: Mapping[int, Sequence[int]], *, total: int, best: int) -> list[int]:
    """The `best` of the registrations found, by their keys alone."""
    return heaviest(weigh(keys, lists, total=total), best)


class TokenCounts:
    """How many registrations of an organisation bear a name token, asked for as needed and kept for one search."""

    def __init__(self, organization_id: int) -> None:
        self.organization_id = organization_id
        self.counts: dict[str, int] = {}
        self.rarities: dict[str, float] = {}

    def load(self, consonant_keys: Iterable[str]) -> None:
        """Fetch the counts of keys not known yet, and the number of registrations, in one statement."""
        missing = ({*consonant_keys, ""}) - self.counts.keys()
        if not missing:
            return
        secret = organization_search_key(self.organization_id)
        tokens = {token_key(consonants, key=secret): consonants for consonants in missing}
        self.counts |= dict.fromkeys(missing, 0)
        with connection.cursor() as cursor:
            cursor.execute(COUNT, [self.organization_id, array(tokens)])
            self.counts |= {tokens[token]: count for token, count in cursor.fetchall()}
        self.rarities = {key: math.log(self.total / max(count, 1)) for key, count in self.counts.items()}

    @property
    def total(self) -> int:
        """How many registrations were counted; at least 1."""
        return max(self.counts.get("", 0), 1)

    @property
    def rarity(self) -> Rarity:
        """ln(N / count) of a consonant key, for the score; a key that nobody has is the rarest."""
        return lambda key: self.rarities.get(key, math.log(self.total))
