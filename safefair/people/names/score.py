"""The desk's question, "is she already registered?": a score in log-likelihood units with its reasons.

Weights are logarithms of how much likelier an observation is for two records of one person than for two people
(Fellegi and Sunter, *A Theory for Record Linkage*, 1969); agreement on a rare name counts more than on a common
one. They were set by hand from the shares in which registers of the region repeat, swap and mistype each field.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from safefair.core.dates import PartialDate
from safefair.people.names.keys import PersonFacts
from safefair.people.names.likeness import NameComparison, Rarity, Reason, same_rarity
from safefair.people.names.values import phone_digits, read_document, read_place

PROBABLE = 15.0
POSSIBLE = 9.0
ROUNDING = 0.005

BIRTH_DATE_SAME = Reason("birth_date_same", 8.5)
BIRTH_DATE_SWAPPED = Reason("birth_date_swapped", 6.5)
BIRTH_DATE_ONE_OFF = Reason("birth_date_one_off", 4.0)
YEAR_DIFFERS = Reason("birth_differs", -3.0)
YEARS_APART = {
    0: Reason("birth_year_same", 2.8),
    1: Reason("birth_year_close", 1.0),
    2: Reason("birth_differs", -1.0),
    10: Reason("birth_differs", -0.5),
}
"""Of two years as written; ten apart is one digit."""
AGE_APART = tuple(
    Reason("age_close" if weight > 0 else "birth_differs", weight)
    for weight in (2.0, 1.8, 1.6, -0.7, -1.5, -2.5, -2.5, -2.5, -4.0)
)
"""By years between two births of which an age or an estimate is all there is, the last for all beyond; set by 2,000
searches in a million invented registrations, where a year of birth from an age was off by up to two."""
PHONE_SAME = Reason("phone_same", 7.0)
PHONE_DIFFERS = Reason("phone_differs", -1.2)
DOCUMENT_SAME = Reason("document_same", 14.0)
DOCUMENT_ONE_OFF = Reason("document_one_off", 9.0)
DOCUMENT_DIFFERS = Reason("document_differs", -3.5)
VILLAGE_SAME = Reason("village_same", 5.5)
VILLAGE_DIFFERS = Reason("village_differs", -1.7)
SEX_SAME = Reason("sex_same", 0.5)
SEX_DIFFERS = Reason("sex_differs", -4.0)


class Alert(IntEnum):
    """How loud to be: nothing, "look at these", "probably registered"."""

    NONE = 0
    POSSIBLE = 1
    PROBABLE = 2


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


class Comparable(NamedTuple):
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


def birth_score(a: Comparable, b: Comparable) -> Reason | None:
    """Agreement of birth dates, or of birth years where a date or a year is all there is."""
    if a.birth and b.birth and a.birth.is_full and b.birth.is_full:
        return _full_dates(a.birth, b.birth)
    if a.birth_year is None or b.birth_year is None:
        return None
    apart = abs(a.birth_year - b.birth_year)
    if a.birth and b.birth:
        return YEARS_APART.get(apart, YEAR_DIFFERS)
    return AGE_APART[min(apart, len(AGE_APART) - 1)]


def _full_dates(a: PartialDate, b: PartialDate) -> Reason:
    if a == b:
        return BIRTH_DATE_SAME
    if a.year == b.year and (a.month, a.day) == (b.day, b.month):
        return BIRTH_DATE_SWAPPED
    # One edit of an ISO date stays within one of its parts.
    parts = (a.year != b.year) + (a.month != b.month) + (a.day != b.day)
    if parts == 1 and DamerauLevenshtein.distance(str(a), str(b)) == 1:
        return BIRTH_DATE_ONE_OFF
    apart = abs(a.year - b.year)
    return Reason("birth_differs", -2.0 if apart == 0 else -3.0 if apart <= 1 else -5.0)


def _phone(a: Comparable, b: Comparable) -> Reason | None:
    if not a.phones or not b.phones:
        return None
    return PHONE_SAME if a.phones & b.phones else PHONE_DIFFERS


def _document(a: Comparable, b: Comparable) -> Reason | None:
    if not a.documents or not b.documents:
        return None
    if a.documents & b.documents:
        return DOCUMENT_SAME
    if any(
        len(x) == len(y) and DamerauLevenshtein.distance(x, y) == 1 for x in a.documents for y in b.documents
    ):
        return DOCUMENT_ONE_OFF
    return DOCUMENT_DIFFERS


def _village(a: Comparable, b: Comparable) -> Reason | None:
    mine, theirs = a.place, b.place
    if not mine or not theirs:
        return None
    if mine == theirs or (
        JaroWinkler.similarity(mine, theirs) >= 0.93 and not any(c.isdigit() for c in mine)
    ):
        return VILLAGE_SAME
    return VILLAGE_DIFFERS


def _sex(a: Comparable, b: Comparable) -> Reason | None:
    if not a.sex or not b.sex:
        return None
    return SEX_SAME if a.sex == b.sex else SEX_DIFFERS


class Comparison:
    """One person compared with many. `rarity` gives ln(N / count) of a token's consonant key in the register searched."""

    def __init__(self, person: Comparable, rarity: Rarity = same_rarity) -> None:
        self.person = person
        self.names = NameComparison(person.token_sets, rarity)

    def score(self, other: Comparable, *, least: float = -math.inf) -> Score | None:
        """How strongly both speak for one person; None where `least` is not reached."""
        me = self.person
        known = [
            part
            for part in (
                _document(me, other),
                _phone(me, other),
                birth_score(me, other),
                _village(me, other),
                _sex(me, other),
            )
            if part
        ]
        weight = sum([part.weight for part in known])
        if weight + self.names.most < least - ROUNDING:
            return None
        if name := self.names.compare(other.token_sets):
            known.append(name)
            weight += name.weight
        if weight < least - ROUNDING:
            return None
        known.sort(key=lambda reason: -abs(reason.weight))
        return Score(round(weight, 2), tuple(known))


def score(a: PersonFacts, b: PersonFacts, rarity: Rarity = same_rarity) -> Score:
    """How strongly two sets of facts speak for one person.

    Without `rarity` (`rarity_from_counts`) every token weighs the same, and false alarms are some four times as many.
    """
    found = Comparison(read_facts(a), rarity).score(read_facts(b))
    assert found is not None  # noqa: S101  reason: nothing is below minus infinity
    return found
