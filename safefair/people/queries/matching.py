"""Is any of these already registered, or twice among themselves? One search for the thousands of rows of a file."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from safefair.core.audit import log_reading
from safefair.core.models import ReadKind
from safefair.people.facts import ComparablePerson
from safefair.people.names.keys import QueryKey, query_keys, record_keys
from safefair.people.names.score import Alert, Reason, score
from safefair.people.queries.lookup import AskedKey, TokenCounts, ask, find_lists, rank
from safefair.people.queries.search import Opened, PersonQuery, open_for_comparison, tokens_of

PORTION = 500
OPENED_A_ROW = 15
EARLIER_ROWS = 8


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

    Fewer are opened a row than at the desk (15 by rank): a file is checked by people afterwards, and the reading of
    a whole register for one file would be out of proportion.
    """
    people = [query.person for query in queries]
    counts = TokenCounts(organization_id)
    counts.load(tokens_of(people))
    batch = _Batch()
    answers: list[list[Match]] = []
    for start in range(0, len(people), PORTION):
        part = people[start : start + PORTION]
        asked = [query_keys(person) for person in part]
        registered = _registered(asked, counts, organization_id=organization_id, user_id=user_id)
        for offset, person in enumerate(part):
            found = [*registered.get(offset, ()), *batch.like(asked[offset], counts.total)]
            answers.append(_best(person, found, counts, limit=limit, at_least=at_least))
            batch.add(start + offset, person)
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
    counts.load(tokens_of(found.person for found in opened.values()))
    return {i: [opened[id_] for id_ in own if id_ in opened] for i, own in enumerate(ranked)}


class _Batch:
    """The rows seen so far, found by the same keys as registrations, without leaving memory."""

    def __init__(self) -> None:
        self.people: dict[int, ComparablePerson] = {}
        self.rows: defaultdict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, row: int, person: ComparablePerson) -> None:
        self.people[row] = person
        for key in record_keys(person):
            self.rows[key].append(row)

    def like(self, keys: Sequence[QueryKey], total: int) -> Iterator[tuple[int, ComparablePerson]]:
        """Earlier rows worth comparing."""
        numbered = [AskedKey(i, key.cap, key.factor) for i, key in enumerate(keys)]
        lists = {
            i: found
            for i, key in enumerate(keys)
            if 0 < len(found := self.rows.get((key.kind, key.value), [])) <= key.cap
        }
        for row in rank(numbered, lists, total=max(total, len(self.people)), best=EARLIER_ROWS):
            yield row, self.people[row]


def _best(
    person: ComparablePerson,
    found: Sequence[Opened | tuple[int, ComparablePerson]],
    counts: TokenCounts,
    *,
    limit: int,
    at_least: Alert,
) -> list[Match]:
    matches = []
    for other in found:
        if isinstance(other, Opened):
            registration_id, row, candidate = other.registration_id, None, other.person
        else:
            registration_id, (row, candidate) = None, other
        result = score(person, candidate, counts.rarity)
        if result.alert >= at_least:
            matches.append(Match(registration_id, row, result.value, result.alert, result.reasons))
    return sorted(matches, key=lambda match: (-match.score, match.registration_id is None, match.row or 0))[
        :limit
    ]
