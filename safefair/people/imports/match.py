"""Who in a list is the same person, in the list itself and among the organisation's registrations.

Two entries are taken as one person only where `names.score` is sure (`SAME`); from `DOUBTFUL` on they stay two and are
put side by side for somebody to look at; nothing is guessed in silence.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from safefair.people.facts import ComparablePerson
from safefair.people.imports.registered import find_registered, token_counts
from safefair.people.names.keys import QueryKey, query_keys, record_keys
from safefair.people.names.phonetic import consonant_key
from safefair.people.names.score import POSSIBLE, Rarity, rarity_from_counts, score

SAME = 16.0
"""In units of `names.score`: on invented lists 1 in 1,000 pairs so joined is wrong, and nine in ten are found."""
DOUBTFUL = POSSIBLE
ENOUGH = 22.0
"""Having found one as sure as this, nobody looks at the less likely ones."""
LEAST_WEIGHT = 3.5
CANDIDATES = 6
MOST_DOUBTS = 3
PROGRESS_EVERY = 200


@dataclass(slots=True)
class Doubt:
    """Somebody who may be the same person: an entry of the list before this one, or a registration."""

    score: float
    entry: int | None = None
    registration_id: int | None = None


@dataclass(slots=True)
class Match:
    """What was found for one entry: the first entry of the same person (itself if none), her registration, doubts."""

    first: int
    registration_id: int | None = None
    doubts: list[Doubt] = field(default_factory=list)


def match_people(
    people: Sequence[ComparablePerson],
    *,
    organization_id: int,
    user_id: int | None,
    progress: Callable[[int], None] | None = None,
) -> list[Match]:
    """One `Match` for each of the people, who are different as written. `progress(done)` is told now and then."""
    known = find_registered(people, organization_id=organization_id, user_id=user_id)
    counts, total = token_counts(people, organization_id=organization_id)
    listed = Counter(counts)
    listed.update(key for person in people for key in {consonant_key(t) for s in person.tokens for t in s})
    weigh = rarity_from_counts(lambda key: listed[key], total + len(people))
    listing = _Listing(people, weigh)
    matches: list[Match] = []
    for place, person in enumerate(people):
        if progress and place % PROGRESS_EVERY == 0:
            progress(place)
        match = Match(place)
        scored = [
            Doubt(score(person, other.person, weigh).value, registration_id=other.registration_id)
            for other in known.get(place, ())
        ]
        scored += [Doubt(value, entry=entry) for entry, value in listing.compare(place)]
        _settle(match, sorted(scored, key=lambda doubt: -doubt.score), matches)
        matches.append(match)
        listing.add(place)
    return matches


def _settle(match: Match, scored: list[Doubt], before: Sequence[Match]) -> None:
    """The best sure one decides; other people that come close are kept as doubts."""
    best = scored[0] if scored and scored[0].score >= SAME else None
    if best and best.registration_id is not None:
        match.registration_id = best.registration_id
        match.first = next(
            (b.first for b in before if b.registration_id == best.registration_id), match.first
        )
    elif best and best.entry is not None:
        match.first = before[best.entry].first
        match.registration_id = before[match.first].registration_id
    for doubt in scored:
        if doubt.entry is not None:
            other = before[doubt.entry]
            doubt.entry, doubt.registration_id = other.first, other.registration_id
        if doubt.score < DOUBTFUL or len(match.doubts) == MOST_DOUBTS:
            return
        if match.registration_id is None and match.first != doubt.entry and not best:
            match.doubts.append(doubt)


class _Listing:
    """The entries so far by their search keys, as the database would hold them."""

    def __init__(self, people: Sequence[ComparablePerson], weigh: Rarity) -> None:
        self.people, self.weigh = people, weigh
        self.by_key: defaultdict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, place: int) -> None:
        """Let later ones find this entry."""
        for key in record_keys(self.people[place]):
            self.by_key[key].append(place)

    def compare(self, place: int) -> list[tuple[int, float]]:
        """(entry, score) of the likeliest entries before this one."""
        person, weights = self.people[place], Counter[int]()
        for key in query_keys(person):
            self._weigh(key, weights)
        found: list[tuple[int, float]] = []
        for entry, weight in weights.most_common(CANDIDATES):
            if weight < LEAST_WEIGHT:
                break
            found.append((entry, score(person, self.people[entry], self.weigh).value))
            if found[-1][1] >= ENOUGH:
                break
        return found

    def _weigh(self, key: QueryKey, weights: Counter[int]) -> None:
        found = self.by_key.get((key.kind, key.value))
        if found and len(found) <= key.cap:
            value = key.factor * math.log(max(len(self.people), 2) / len(found))
            for entry in found:
                weights[entry] += value
