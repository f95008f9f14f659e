"""Who in a list is the same person, in the list itself and among the organisation's registrations.

Two entries are taken as one person only where `names.score` is sure (`SAME`); below that they stay two and are put
side by side for somebody to look at; nothing is guessed in silence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from safefair.people.queries.matching import Match, match_many
from safefair.people.queries.search import PersonQuery

SAME = 16.0
"""In units of `names.score`: on invented lists 1 in 1,000 pairs so joined is wrong, and nine in ten are found."""


@dataclass(slots=True)
class Doubt:
    """Somebody who may be the same person: an entry of the list before this one, or a registration."""

    score: float
    entry: int | None = None
    registration_id: int | None = None


@dataclass(slots=True)
class Settled:
    """What was found for one entry: the first entry of the same person (itself if none), her registration, doubts."""

    first: int
    registration_id: int | None = None
    doubts: list[Doubt] = field(default_factory=list)


def match_people(
    people: Sequence[PersonQuery],
    *,
    organization_id: int,
    user_id: int | None,
    progress: Callable[[int, int], None] | None = None,
) -> list[Settled]:
    """One answer for each of the people, who are different as written."""
    found = match_many(people, organization_id=organization_id, user_id=user_id, progress=progress)
    settled: list[Settled] = []
    first_of: dict[int, int] = {}
    for place, matches in enumerate(found):
        settled.append(_settle(place, matches, settled, first_of))
    return settled


def _settle(
    place: int, matches: Sequence[Match], before: Sequence[Settled], first_of: dict[int, int]
) -> Settled:
    """The best sure one decides; where none is sure, those that come close are doubts."""
    best = matches[0] if matches and matches[0].score >= SAME else None
    if best is None:
        return Settled(place, None, [_doubt(match, before) for match in matches])
    if best.row is not None:
        same = before[best.row]
        return Settled(same.first, same.registration_id)
    known = best.registration_id
    return Settled(first_of.setdefault(known or 0, place), known)


def _doubt(match: Match, before: Sequence[Settled]) -> Doubt:
    if match.row is None:
        return Doubt(match.score, None, match.registration_id)
    other = before[match.row]
    return Doubt(match.score, other.first, other.registration_id)
