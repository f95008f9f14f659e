"""Is she already registered? Keyed search, then a score with reasons on the few that were opened."""

import datetime as dt
import math
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappush, heappushpop

from django.db import connection

from safefair.core.arrays import array
from safefair.core.audit import log_reading
from safefair.core.codes import Sex
from safefair.core.models import ReadKind
from safefair.people.facts import KnownPerson, comparable, facts_of
from safefair.people.identities import IdentityData, OpenedIdentity, decrypt_rows, read_identity
from safefair.people.names.keys import query_keys
from safefair.people.names.likeness import Reason
from safefair.people.names.phonetic import consonant_key
from safefair.people.names.score import POSSIBLE, PROBABLE, Alert, Comparable, Comparison, Score
from safefair.people.queries.lookup import TokenCounts, ask, find_lists, rank

OPENED_A_SEARCH = 90
FLOORS = {Alert.NONE: -math.inf, Alert.POSSIBLE: POSSIBLE, Alert.PROBABLE: PROBABLE}
FETCH = """
SELECT r.id, i.key_id::text, i.version, i.sealed, r.sex, r.birth_year
  FROM people_registration r JOIN people_identity i ON i.registration_id = r.id
 WHERE r.organization_id = %(organization)s AND i.organization_id = %(organization)s AND r.id = ANY(%(ids)s::bigint[])"""
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
class Opened:
    """A registration opened for comparison."""

    registration_id: int
    identity: OpenedIdentity
    person: Comparable


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
    ids = rank(keys, lists, total=counts.total, best=OPENED_A_SEARCH)
    log_reading(
        ReadKind.SEARCHED, "people.Registration", ids, user_id=user_id, organization_id=organization_id
    )
    opened = open_for_comparison(ids, organization_id=organization_id)
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


def open_for_comparison(ids: Sequence[int], *, organization_id: int) -> list[Opened]:
    """Registrations with their identities, in the order of `ids`; two statements. The caller HAS LOGGED it."""
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(FETCH, {"organization": organization_id, "ids": array(ids)})
        rows = cursor.fetchall()
    identities = decrypt_rows([row[:4] for row in rows])
    opened = {}
    for id_, _key_id, _version, _sealed, sex, birth_year in rows:
        if id_ in identities:
            found = identities[id_]
            born = found.content.get("birth_date", "")
            person = comparable(born, found.reading, sex=sex, birth_year=birth_year)
            opened[id_] = Opened(id_, found, person)
    return [opened[id_] for id_ in ids if id_ in opened]
