"""Is she already registered? Keyed search, then a score with reasons on the few that were opened."""

import datetime as dt
import math
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from heapq import heappush, heappushpop

from django.db import connection

from safefair.core.audit import log_reading
from safefair.core.codes import Sex
from safefair.core.models import ReadKind
from safefair.people.facts import KnownPerson, comparable, facts_of
from safefair.people.identities import IdentityData, read_identity
from safefair.people.names.keys import query_keys
from safefair.people.names.likeness import Reason
from safefair.people.names.phonetic import consonant_key
from safefair.people.names.score import POSSIBLE, PROBABLE, Alert, Comparable, Comparison, Score
from safefair.people.queries.lookup import TokenCounts, ask, find_lists, heaviest, weigh
from safefair.people.queries.opening import Opened, corrected, open_for_comparison, outlines_of

OUTLINED_A_SEARCH = 350
OPENED_A_SEARCH = 140
OPENED_ANYWAY = 20
FLOORS = {Alert.NONE: -math.inf, Alert.POSSIBLE: POSSIBLE, Alert.PROBABLE: PROBABLE}
SUMMARIZE = """
SELECT id, uuid, code, sex, birth_year, country, area, registered_on FROM people_registration
 WHERE organization_id = %s AND id = ANY(%s)"""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PersonQuery:
    """What is known of the person looked for. `birth_year` without a birth date is taken as worked out from an age."""

    identity: IdentityData
    sex: str = Sex.UNKNOWN
    birth_year: int | None = None
    country: str = ""

    def read(self) -> tuple[KnownPerson, Comparable]:
        """The same, ready to ask the index with, and ready to compare."""
        reading = read_identity(self.identity)
        facts = facts_of(
            self.identity, reading, sex=self.sex, birth_year=self.birth_year, country=self.country
        )
        return facts, comparable(self.identity.birth_date, reading, sex=self.sex, birth_year=self.birth_year)


@dataclass(frozen=True, slots=True)
class Summary:
    """The open facts of a registration, for a line on the screen."""

    uuid: uuid.UUID
    code: str
    sex: str
    birth_year: int | None
    country: str
    area: str
    registered_on: dt.date


@dataclass(frozen=True, slots=True, repr=False)
class Candidate:
    """Somebody registered who may be the person looked for: how strongly, and why."""

    registration_id: int
    score: float
    level: Alert
    reasons: tuple[Reason, ...]
    identity: IdentityData
    summary: Summary


def find_candidates(
    query: PersonQuery,
    *,
    organization_id: int,
    user_id: int | None,
    limit: int = 10,
    at_least: Alert = Alert.POSSIBLE,
) -> list[Candidate]:
    """The registrations of an organisation most like the person looked for, best first; logged as one search.

    Nothing is opened when no key is found. Below `at_least` nobody is shown: a stranger's identity is no answer.
    """
    facts, person = query.read()
    keys = ask(query_keys(facts), organization_id=organization_id)
    counts = TokenCounts(organization_id)
    counts.load(tokens_of([person]))
    lists = find_lists(keys, organization_id=organization_id)
    weights = weigh(keys, lists, total=counts.total)
    likely = heaviest(weights, OUTLINED_A_SEARCH, share=0.0)
    outlines = outlines_of(likely, organization_id=organization_id) if likely else {}
    weights = corrected(weights, outlines, person, total=counts.total)
    ids = heaviest(weights, OPENED_A_SEARCH, fewest=OPENED_ANYWAY)
    log_reading(
        ReadKind.SEARCHED, "people.Registration", ids, user_id=user_id, organization_id=organization_id
    )
    opened = open_for_comparison(ids, organization_id=organization_id, outlines=outlines)
    return best_candidates(person, opened, counts, limit=limit, at_least=at_least)


def best_candidates(
    person: Comparable,
    opened: Iterable[Opened],
    counts: TokenCounts,
    *,
    limit: int,
    at_least: Alert,
) -> list[Candidate]:
    """Those of the opened registrations that are most like a person; quickest with the likeliest first."""
    comparison, floor = Comparison(person, counts.rarity), FLOORS[at_least]
    best: list[tuple[float, int, Score, Opened]] = []
    for found in opened:
        least = best[0][0] if len(best) == limit else floor
        result = comparison.score(found.person, least=least)
        if result:
            entry = (result.value, found.registration_id, result, found)
            heappush(best, entry) if len(best) < limit else heappushpop(best, entry)
    summaries = _summaries([id_ for _value, id_, _result, _found in best], counts.organization_id)
    return [
        Candidate(id_, result.value, result.alert, result.reasons, found.identity.data, summaries[id_])
        for _value, id_, result, found in sorted(best, reverse=True)
    ]


def _summaries(ids: list[int], organization_id: int) -> dict[int, Summary]:
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(SUMMARIZE, [organization_id, ids])
        return {row[0]: Summary(*row[1:]) for row in cursor.fetchall()}


def tokens_of(people: Iterable[Comparable]) -> set[str]:
    """The consonant keys of all name tokens of people."""
    return {consonant_key(token) for person in people for tokens in person.token_sets for token in tokens}
