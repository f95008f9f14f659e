"""Who of an organisation's registrations may be one of many people: candidates found by keyed search keys, in bulk."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from safefair.core.audit import log_reading
from safefair.core.crypto.blind import blind
from safefair.core.crypto.custody import organization_search_key
from safefair.core.models import ReadKind
from safefair.people.facts import ComparablePerson, comparable
from safefair.people.identities import decrypt_identities
from safefair.people.models import Registration, TokenFrequency
from safefair.people.names.keys import query_keys
from safefair.people.names.phonetic import consonant_key
from safefair.people.search_index import token_key

PORTION = 1000
CANDIDATES = 6
FIND = """
WITH asked AS MATERIALIZED (
  SELECT * FROM unnest(%(people)s::int[], %(keys)s::bigint[], %(caps)s::int[], %(factors)s::float8[])
    AS a(person, key, cap, factor)),
sized AS MATERIALIZED (
  SELECT s.key, count(*) AS size FROM people_searchkey s
   WHERE s.organization_id = %(organization)s AND s.key = ANY (ARRAY(SELECT DISTINCT key FROM asked)) GROUP BY s.key),
hits AS (
  SELECT a.person, s.registration_id, sum(a.factor * ln(%(total)s::float8 / z.size)) AS weight
    FROM asked a JOIN sized z ON z.key = a.key AND z.size <= a.cap
    JOIN people_searchkey s ON s.organization_id = %(organization)s AND s.key = a.key
   GROUP BY a.person, s.registration_id),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY person ORDER BY weight DESC, registration_id) AS place FROM hits)
SELECT person, registration_id FROM ranked WHERE place <= %(most)s"""


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """A registration to compare with."""

    registration_id: int
    person: ComparablePerson


def find_registered(
    people: Sequence[ComparablePerson], *, organization_id: int, user_id: int | None
) -> dict[int, list[Known]]:
    """The likeliest registrations of each person (by place in `people`), opened after the reading was logged."""
    total = Registration.objects.visible_to(organization_id).count()
    found: dict[int, list[int]] = {}
    for start in range(0, len(people) if total else 0, PORTION):
        for person, registration_id in _ask(people[start : start + PORTION], organization_id, total):
            found.setdefault(start + person, []).append(registration_id)
    opened = _open({id_ for ids in found.values() for id_ in ids}, organization_id, user_id)
    return {person: [opened[id_] for id_ in ids if id_ in opened] for person, ids in found.items()}


def _ask(people: Sequence[ComparablePerson], organization_id: int, total: int) -> list[tuple[int, int]]:
    secret = organization_search_key(organization_id)
    places, keys, caps, factors = list[int](), list[int](), list[int](), list[float]()
    for place, person in enumerate(people):
        for key in query_keys(person):
            places.append(place)
            keys.append(blind(key.kind, key.value, key=secret))
            caps.append(key.cap)
            factors.append(key.factor)
    asked = {
        "people": places, "keys": keys, "caps": caps, "factors": factors, "organization": organization_id,
        "total": max(total, 2), "most": CANDIDATES,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(FIND, asked)
        return cursor.fetchall()


def _open(ids: set[int], organization_id: int, user_id: int | None) -> dict[int, Known]:
    if not ids:
        return {}
    ordered = sorted(ids)
    log_reading(
        ReadKind.SEARCHED, "people.Registration", ordered, user_id=user_id, organization_id=organization_id,
        reason="compared with an imported list",
    )  # fmt: skip
    facts = Registration.objects.filter(pk__in=ordered).values_list("id", "sex", "birth_year", "country")
    rows = {id_: (sex, year, country) for id_, sex, year, country in facts}
    found: dict[int, Known] = {}
    for start in range(0, len(ordered), PORTION):
        for id_, opened in decrypt_identities(ordered[start : start + PORTION]).items():
            sex, year, country = rows[id_]
            person = comparable(opened.data, sex=sex, birth_year=year, country=country, tokens=opened.tokens)
            found[id_] = Known(id_, person)
    return found


def token_counts(people: Sequence[ComparablePerson], *, organization_id: int) -> tuple[dict[str, int], int]:
    """(registrations of the organisation that bear each name token of these people, registrations in all)."""
    secret = organization_search_key(organization_id)
    tokens = {consonant_key(token) for person in people for tokens in person.tokens for token in tokens} | {
        ""
    }
    by_key = {token_key(token, key=secret): token for token in tokens}
    rows = TokenFrequency.objects.filter(organization_id=organization_id, token__in=list(by_key))
    counts = {by_key[key]: count for key, count in rows.values_list("token", "count")}
    return counts, counts.pop("", 0)


def rarity(token: str, counts: dict[str, int], total: int) -> float:
    """ln(total / count) of a name token."""
    return math.log(max(total, 1) / max(counts.get(token, 0), 1))
