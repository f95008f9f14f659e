"""Between the ranking and the score: who is worth opening by the open facts beside it, and opening those."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from safefair.core.arrays import array
from safefair.core.codes import Sex
from safefair.people.facts import comparable
from safefair.people.identities import OpenedIdentity, decrypt_rows
from safefair.people.names.score import Comparable

SEX_DIFFERS = -0.36
YEARS_APART = (0.0, 0.0, 0.0, -0.22, -0.22, -0.36)
"""By years between the two births, the last for all beyond; in parts of ln N, as weights grow with the register."""

OUTLINE = """
SELECT id, sex, birth_year FROM people_registration
 WHERE organization_id = %(organization)s AND id = ANY(%(ids)s::bigint[])"""
FETCH = """
SELECT registration_id, key_id::text, version, sealed FROM people_identity
 WHERE organization_id = %(organization)s AND registration_id = ANY(%(ids)s::bigint[])"""


class Outline(NamedTuple):
    """What stands in the open on a registration and tells people apart."""

    sex: str
    birth_year: int | None


@dataclass(slots=True, repr=False)
class Opened:
    """A registration opened for comparison."""

    registration_id: int
    identity: OpenedIdentity
    person: Comparable


def outlines_of(ids: Iterable[int], *, organization_id: int) -> dict[int, Outline]:
    """Sex and year of birth of registrations by id, in one statement; nothing is opened."""
    with connection.cursor() as cursor:
        cursor.execute(OUTLINE, {"organization": organization_id, "ids": array(ids)})
        return {id_: Outline(sex, birth_year) for id_, sex, birth_year in cursor.fetchall()}


def corrected(
    weights: Mapping[int, float], outlines: Mapping[int, Outline], person: Comparable, *, total: int
) -> dict[int, float]:
    """The weights of the registrations outlined, less where sex or year of birth speaks against the person.

    Few keys hold the sex and half of them no year: of the first 200 by keys alone among a million invented
    registrations, three in ten are of the other sex and half are three years or more apart. Ranked so, the first 80
    hold as many of the right ones as the first 120 by keys.
    """
    sex, born, last = person.sex, person.birth_year, len(YEARS_APART) - 1
    unit = math.log(max(total, 2))
    found = {}
    for id_, (other_sex, other_born) in outlines.items():
        weight = weights[id_]
        if sex and other_sex not in (sex, Sex.UNKNOWN):
            weight += SEX_DIFFERS * unit
        if born is not None and other_born is not None:
            weight += YEARS_APART[min(abs(born - other_born), last)] * unit
        found[id_] = weight
    return found


def open_for_comparison(
    ids: Sequence[int], *, organization_id: int, outlines: Mapping[int, Outline] | None = None
) -> list[Opened]:
    """Registrations with their identities, in the order of `ids`. The caller HAS LOGGED it.

    Two statements, and one more without `outlines`. Who was erased is left out.
    """
    if not ids:
        return []
    if outlines is None:
        outlines = outlines_of(ids, organization_id=organization_id)
    with connection.cursor() as cursor:
        cursor.execute(FETCH, {"organization": organization_id, "ids": array(ids)})
        rows = cursor.fetchall()
    identities = decrypt_rows(rows)
    opened = []
    for id_ in ids:
        found, outline = identities.get(id_), outlines.get(id_)
        if found and outline:
            born = found.content.get("birth_date", "")
            person = comparable(born, found.reading, sex=outline.sex, birth_year=outline.birth_year)
            opened.append(Opened(id_, found, person))
    return opened
