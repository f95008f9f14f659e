"""Is any of these already registered, or twice among themselves? One search for the thousands of rows of a file."""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from safefair.core.audit import log_reading
from safefair.core.models import ReadKind
from safefair.people.facts import KnownPerson
from safefair.people.names.keys import QueryKey, query_keys, record_keys
from safefair.people.names.likeness import Rarity, Reason
from safefair.people.names.score import POSSIBLE, Alert, Comparable, Comparison, Score
from safefair.people.queries.lookup import AskedKey, TokenCounts, ask, find_lists, rank
from safefair.people.queries.opening import Opened, open_for_comparison
from safefair.people.queries.search import PersonQuery, tokens_of

PORTION = 500
OPENED_A_ROW = 6
EARLIER_ROWS = 6
ENOUGH = 22.0
"""A score so sure that the less likely ones of the same list are not compared any more."""


@dataclass(frozen=True, slots=True, repr=False)
class Match:
    """Whom a row may be: a registration, or an earlier row of the same file (its position in the sequence given)."""

    registration_id: int | None
    row: int | None
    score: float
    level: Alert
    reasons: tuple[Reason, ...]


def match_many(
    queries: Sequence[PersonQuery],
    *,
    organization_id: int,
    user_id: int | None,
    limit: int = 3,
    at_least: Alert = Alert.POSSIBLE,
    progress: Callable[[int, int], None] | None = None,
) -> list[list[Match]]:
    """For each query the registrations and earlier queries most like it, best first; one logged search a portion.

    Fewer are opened a row than at the desk (6 by rank): a file is checked by people afterwards, and the reading of
    a whole register for one file would be out of proportion. Names are weighed by how common they are in register and
    file together, so that the first file of a new organisation knows its common names too.
    """
    people = [query.read() for query in queries]
    counts = TokenCounts(organization_id)
    counts.load(tokens_of(person for _, person in people))
    weigh = _rarity([person for _, person in people], counts)
    batch = _Batch(len(people))
    answers: list[list[Match]] = []
    for start in range(0, len(people), PORTION):
        part = people[start : start + PORTION]
        asked = [query_keys(facts) for facts, _ in part]
        registered = (
            _registered(asked, counts, organization_id=organization_id, user_id=user_id)
            if counts.counts[""]
            else {}
        )
        for offset, (facts, person) in enumerate(part):
            comparison = Comparison(person, weigh)
            scored = [
                *_scored(comparison, ((found, found.person) for found in registered.get(offset, ()))),
                *_scored(comparison, batch.like(asked[offset])),
            ]
            answers.append(_best(scored, limit=limit, at_least=at_least))
            batch.add(start + offset, facts, person)
        if progress:
            progress(start + len(part), len(people))
    return answers


def _registered(
    asked: Sequence[Sequence[QueryKey]], counts: TokenCounts, *, organization_id: int, user_id: int | None
) -> dict[int, list[Opened]]:
    """The registrations worth comparing with each query of a portion, by its position there."""
    keys: list[list[AskedKey]] = [ask(own, organization_id=organization_id) for own in asked]
    lists = find_lists((key for own in keys for key in own), organization_id=organization_id)
    ranked = [rank(own, lists, total=counts.total, best=OPENED_A_ROW) for own in keys]
    ids = sorted({id_ for own in ranked for id_ in own})
    if not ids:
        return {}
    log_reading(
        ReadKind.SEARCHED, "people.Registration", ids, user_id=user_id, organization_id=organization_id,
        reason="comparison with a file",
    )  # fmt: skip
    opened = {
        found.registration_id: found for found in open_for_comparison(ids, organization_id=organization_id)
    }
    return {i: [opened[id_] for id_ in own if id_ in opened] for i, own in enumerate(ranked)}


class _Batch:
    """The rows seen so far, found by the same keys as registrations, without leaving memory."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.people: dict[int, Comparable] = {}
        self.rows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, row: int, facts: KnownPerson, person: Comparable) -> None:
        self.people[row] = person
        for key in record_keys(facts):
            self.rows[key].append(row)

    def like(self, keys: Sequence[QueryKey]) -> Iterator[tuple[int, Comparable]]:
        """Earlier rows worth comparing."""
        numbered = [AskedKey(i, key.cap, key.factor) for i, key in enumerate(keys)]
        lists = {
            i: found
            for i, key in enumerate(keys)
            if 0 < len(found := self.rows.get((key.kind, key.value), [])) <= key.cap
        }
        for row in rank(numbered, lists, total=self.total, best=EARLIER_ROWS):
            yield row, self.people[row]


def _rarity(people: Sequence[Comparable], counts: TokenCounts) -> Rarity:
    """ln(N / count) over register and file together."""
    listed = Counter(key for person in people for key in tokens_of([person]))
    total = len(people) + counts.counts[""]

    def rarity(key: str) -> float:
        return math.log(max(total, 1) / max(listed[key] + counts.counts.get(key, 0), 1))

    return rarity


def _scored(
    comparison: Comparison, others: Iterable[tuple[Opened | int, Comparable]]
) -> Iterator[tuple[Opened | int, Score]]:
    """Each of the others that may be alike with its score, the likeliest first; nobody after one that is sure."""
    for other, candidate in others:
        result = comparison.score(candidate, least=POSSIBLE)
        if result is None:
            continue
        yield other, result
        if result.value >= ENOUGH:
            return


def _best(scored: Iterable[tuple[Opened | int, Score]], *, limit: int, at_least: Alert) -> list[Match]:
    matches = [
        Match(other.registration_id, None, result.value, result.alert, result.reasons)
        if isinstance(other, Opened)
        else Match(None, other, result.value, result.alert, result.reasons)
        for other, result in scored
        if result.alert >= at_least
    ]
    return sorted(matches, key=lambda match: (-match.score, match.registration_id is None, match.row or 0))[
        :limit
    ]
