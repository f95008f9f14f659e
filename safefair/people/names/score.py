"""The desk's question, "is she already registered?": a score in log-likelihood units with its reasons.

Weights are logarithms of how much likelier an observation is for two records of one person than for two people
(Fellegi and Sunter, *A Theory for Record Linkage*, 1969); agreement on a rare name counts more than on a common
one. They were set by hand from the shares in which registers of the region repeat, swap and mistype each field.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from safefair.core.dates import PartialDate
from safefair.people.names.keys import PersonFacts
from safefair.people.names.phonetic import consonant_key
from safefair.people.names.values import phone_digits, read_document, read_place

Rarity = Callable[[str], float]
PROBABLE = 15.0
POSSIBLE = 9.0
MOST_RARE, LEAST_RARE, UNKNOWN_RARITY = 9.0, 0.7, 5.0


class Alert(IntEnum):
    """How loud to be: nothing, "look at these", "probably registered"."""

    NONE = 0
    POSSIBLE = 1
    PROBABLE = 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a score, for the screen: a code the page translates, and its weight (negative: speaks against)."""

    code: str
    weight: float


@dataclass(frozen=True, slots=True)
class Score:
    """Sum of the reasons' weights; `reasons` with the heaviest first."""

    value: float
    reasons: tuple[Reason, ...]

    @property
    def alert(self) -> Alert:
        """The alert level of the score."""
        if self.value >= PROBABLE:
            return Alert.PROBABLE
        return Alert.POSSIBLE if self.value >= POSSIBLE else Alert.NONE


@dataclass(frozen=True, slots=True)
class Comparable:
    """A person's facts read once, to be compared with many others: national digits, plain document numbers, folded place."""

    token_sets: tuple[tuple[str, ...], ...]
    sex: str | None
    birth: PartialDate | None
    birth_year: int | None
    phones: frozenset[str]
    documents: frozenset[str]
    place: str | None


def read_facts(facts: PersonFacts) -> Comparable:
    """The facts as `score` compares them."""
    return Comparable(
        tuple(facts.token_sets),
        facts.sex,
        facts.birth,
        facts.birth_year,
        frozenset(digits for phone in facts.phones if (digits := phone_digits(phone))),
        frozenset(number for text in facts.documents if (number := read_document(text))),
        read_place(facts.village) if facts.village else None,
    )


def rarity_from_counts(count_of: Callable[[str], int], total: int) -> Rarity:
    """ln(total / count) of a token's consonant key, from a counter of keys over `total` records."""
    return lambda key: math.log(max(total, 1) / max(count_of(key), 1))


def _same_rarity(key: str) -> float:
    return UNKNOWN_RARITY


def _clamped(rarity: Rarity, token: str) -> float:
    return min(MOST_RARE, max(LEAST_RARE, rarity(consonant_key(token))))


@lru_cache(maxsize=200_000)
def _likeness(a: str, b: str) -> tuple[float, str]:
    """(share of the token's weight, code) for two tokens."""
    if a == b:
        return 1.0, "name_same"
    same_key = consonant_key(a) == consonant_key(b)
    close = JaroWinkler.similarity(a, b)
    if same_key and close >= 0.75:
        return 0.85, "name_sounds_alike"
    if same_key and len(consonant_key(a)) > 1:
        return 0.75, "name_sounds_alike"
    if close >= 0.9:
        return 0.75, "name_spelt_alike"
    if close >= 0.83 and min(len(a), len(b)) > 3:
        return 0.5, "name_spelt_alike"
    return 0.0, ""


def _match_tokens(a: tuple[str, ...], b: tuple[str, ...], rarity: Rarity) -> tuple[float, str]:
    """Best greedy assignment of tokens, order aside: (weight, code of its weakest match)."""
    pairs: list[tuple[float, int, int, str]] = []
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            share, code = _likeness(x, y)
            if share:
                pairs.append((share * (_clamped(rarity, x) + _clamped(rarity, y)) / 2, i, j, code))
    pairs.sort(reverse=True)
    used_a, used_b, weight, codes = set[int](), set[int](), 0.0, set[str]()
    for value, i, j, code in pairs:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            weight += value
            codes.add(code)
    left_a, left_b = len(a) - len(used_a), len(b) - len(used_b)
    both = min(left_a, left_b)
    weight -= 3.0 * both + 1.5 * (abs(left_a - left_b))
    order = ("name_spelt_alike", "name_sounds_alike", "name_same")
    return weight, next((c for c in order if c in codes), "name_differs") if not both else "name_partly_same"


def name_score(a: Comparable, b: Comparable, rarity: Rarity = _same_rarity) -> Reason | None:
    """Best agreement over all forms of both names; None if either has none."""
    best: Reason | None = None
    for x in a.token_sets:
        for y in b.token_sets:
            weight, code = _match_tokens(x, y, rarity)
            one, other = "".join(x), "".join(y)
            if x != y and (one == other or (len(one) > 6 and JaroWinkler.similarity(one, other) >= 0.95)):
                whole = 0.9 * sum(_clamped(rarity, t) for t in min(x, y, key=len))
                weight, code = max((weight, code), (whole, "name_sounds_alike"))
            if best is None or weight > best.weight:
                best = Reason(code if weight > 0 else "name_differs", weight)
    return best


def birth_score(a: Comparable, b: Comparable) -> Reason | None:
    """Agreement of birth dates, or of birth years where a date or a year is all there is."""
    if a.birth and b.birth and a.birth.is_full and b.birth.is_full:
        return _full_dates(a.birth, b.birth)
    if a.birth_year is None or b.birth_year is None:
        return None
    apart = abs(a.birth_year - b.birth_year)
    if a.birth and b.birth:
        weight = {0: 2.8, 1: 1.0, 2: -1.0, 10: -0.5}.get(apart, -3.0)
        return Reason(
            "birth_year_same" if apart == 0 else "birth_year_close" if weight > 0 else "birth_differs",
            weight,
        )
    weight = 1.8 if apart <= 1 else 1.0 if apart == 2 else 0.0 if apart <= 4 else -2.0 if apart <= 7 else -4.0
    return Reason("age_close" if weight >= 0 else "birth_differs", weight)


def _full_dates(a: PartialDate, b: PartialDate) -> Reason:
    if a == b:
        return Reason("birth_date_same", 8.5)
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return Reason("birth_date_swapped", 6.5)
    # One edit of an ISO date stays within one of its parts.
    parts = (a.year != b.year) + (a.month != b.month) + (a.day != b.day)
    if parts == 1 and DamerauLevenshtein.distance(str(a), str(b)) == 1:
        return Reason("birth_date_one_off", 4.0)
    apart = abs(a.year - b.year)
    return Reason("birth_differs", -2.0 if apart == 0 else -3.0 if apart <= 1 else -5.0)


def _phone(a: Comparable, b: Comparable) -> Reason | None:
    if not a.phones or not b.phones:
        return None
    return Reason("phone_same", 7.0) if a.phones & b.phones else Reason("phone_differs", -1.2)


def _document(a: Comparable, b: Comparable) -> Reason | None:
    if not a.documents or not b.documents:
        return None
    if a.documents & b.documents:
        return Reason("document_same", 14.0)
    if any(
        len(x) == len(y) and DamerauLevenshtein.distance(x, y) == 1 for x in a.documents for y in b.documents
    ):
        return Reason("document_one_off", 9.0)
    return Reason("document_differs", -3.5)


def _village(a: Comparable, b: Comparable) -> Reason | None:
    mine, theirs = a.place, b.place
    if not mine or not theirs:
        return None
    if mine == theirs or (
        JaroWinkler.similarity(mine, theirs) >= 0.93 and not any(c.isdigit() for c in mine)
    ):
        return Reason("village_same", 5.5)
    return Reason("village_differs", -1.7)


def _sex(a: Comparable, b: Comparable) -> Reason | None:
    if not a.sex or not b.sex:
        return None
    return Reason("sex_same", 0.5) if a.sex == b.sex else Reason("sex_differs", -4.0)


class Comparison:
    """One person compared with many. `rarity` gives ln(N / count) of a token's consonant key in the register searched."""

    def __init__(self, person: Comparable, rarity: Rarity = _same_rarity) -> None:
        self.person, self.rarity = person, rarity
        self.most_by_name = max((self._most(tokens) for tokens in person.token_sets), default=0.0)

    def _most(self, tokens: tuple[str, ...]) -> float:
        """The most that the name can add: every token found again, or a rarer one spelt like it."""
        rarities = [_clamped(self.rarity, token) for token in tokens]
        return sum(max(own, 0.75 * (own + MOST_RARE) / 2) for own in rarities)

    def score(self, other: Comparable, *, least: float = -math.inf) -> Score | None:
        """How strongly both speak for one person; None where it is clear before the names that `least` is not reached."""
        me = self.person
        parts = [
            _document(me, other),
            _phone(me, other),
            birth_score(me, other),
            _village(me, other),
            _sex(me, other),
        ]
        known = [part for part in parts if part]
        weight = sum([part.weight for part in known])
        if weight + self.most_by_name < least - 0.01:
            return None
        if name := name_score(me, other, self.rarity):
            known.append(name)
            weight += name.weight
        known.sort(key=lambda reason: -abs(reason.weight))
        return Score(round(weight, 2), tuple(known))


def score(a: PersonFacts, b: PersonFacts, rarity: Rarity = _same_rarity) -> Score:
    """How strongly two sets of facts speak for one person.

    Without `rarity` (`rarity_from_counts`) every token weighs the same, and false alarms are some four times as many.
    """
    found = Comparison(read_facts(a), rarity).score(read_facts(b))
    assert found is not None  # noqa: S101  reason: nothing is below minus infinity
    return found
