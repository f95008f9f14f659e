"""Keyed search keys and token frequencies as rows: what is written when somebody is registered, and taken away.

A search key is never kept once it is hot (`HotKey`), or deleted keys would grow again.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection

from safefair.core.arrays import array
from safefair.core.crypto.blind import blind, blind_all
from safefair.core.crypto.custody import organization_search_key
from safefair.people.facts import KnownPerson
from safefair.people.names.keys import KINDS, record_keys
from safefair.people.names.phonetic import consonant_key

HOT = max(kind.cap for kind in KINDS.values())
"""A key with more registrations than this finds too many in every kind. The kind of a stored key is not kept."""

INSERT_KEYS = """
INSERT INTO people_searchkey (organization_id, key, registration_id)
SELECT %(organization)s, n.key, n.registration_id FROM unnest(%(keys)s::bigint[], %(ids)s::bigint[]) AS n(key, registration_id)
 WHERE NOT EXISTS (SELECT FROM people_hotkey h WHERE h.organization_id = %(organization)s AND h.key = n.key)
ON CONFLICT DO NOTHING"""
ADD_TOKENS = """
INSERT INTO people_tokenfrequency AS t (organization_id, token, count)
SELECT %(organization)s, n.token, n.count FROM unnest(%(tokens)s::bigint[], %(counts)s::int[]) AS n(token, count)
 ORDER BY n.token
ON CONFLICT (organization_id, token) DO UPDATE SET count = t.count + EXCLUDED.count"""
TAKE_TOKENS = """
UPDATE people_tokenfrequency t SET count = greatest(0, t.count - n.count)
  FROM unnest(%(tokens)s::bigint[], %(counts)s::int[]) AS n(token, count)
 WHERE t.organization_id = %(organization)s AND t.token = n.token"""


def token_key(consonants: str, *, key: bytes) -> int:
    """Under which key the frequency of a token's consonant key stands; that of "" counts the registrations."""
    return blind("T", consonants, key=key)


def _tokens_of(person: KnownPerson) -> set[str]:
    return {consonant_key(token) for tokens in person.tokens for token in tokens} | {""}


def add_to_index(people: Sequence[tuple[int, KnownPerson]], *, organization_id: int) -> None:
    """Write the search keys and count the tokens of registrations given as (id, person), in two statements."""
    keys: list[int] = []
    ids: list[int] = []
    for registration_id, person in people:
        found = blind_all(record_keys(person), organization_id=organization_id)
        keys += found
        ids += [registration_id] * len(found)
    with connection.cursor() as cursor:
        cursor.execute(INSERT_KEYS, {"organization": organization_id, "keys": array(keys), "ids": array(ids)})
    _count(ADD_TOKENS, (person for _, person in people), organization_id=organization_id)


def remove_from_index(registration_id: int, person: KnownPerson | None, *, organization_id: int) -> None:
    """Delete the search keys of a registration; take back the counts of its tokens where the person is known."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM people_searchkey WHERE organization_id = %s AND registration_id = %s",
            [organization_id, registration_id],
        )
    if person:
        _count(TAKE_TOKENS, [person], organization_id=organization_id)


def _count(sql: str, people: Iterable[KnownPerson], *, organization_id: int) -> None:
    counts = Counter(token for person in people for token in _tokens_of(person))
    key = organization_search_key(organization_id)
    tokens = [token_key(consonants, key=key) for consonants in counts]
    with connection.cursor() as cursor:
        cursor.execute(
            sql, {"organization": organization_id, "tokens": array(tokens), "counts": array(counts.values())}
        )


def drop_hot_keys(organization_id: int) -> int:
    """Note the keys that have become too common and delete their rows. How many are new."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO people_hotkey (organization_id, key) SELECT organization_id, key FROM people_searchkey"
            " WHERE organization_id = %s GROUP BY organization_id, key HAVING count(*) > %s ON CONFLICT DO NOTHING",
            [organization_id, HOT],
        )
        new: int = cursor.rowcount
        cursor.execute(
            "DELETE FROM people_searchkey s USING people_hotkey h WHERE s.organization_id = %s"
            " AND h.organization_id = %s AND h.key = s.key",
            [organization_id, organization_id],
        )
    return new
