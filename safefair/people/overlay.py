"""Between the registrations and the linkage engine: the table that it compares, and what its answer means here."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
from django.db import connection

from safefair.core.codes import Sex
from safefair.people.decided import hold_to_decisions
from safefair.people.enums import PairStatus
from safefair.people.identities import decrypt_rows
from safefair.people.models import DuplicatePair, LinkedRegistration, Registration
from safefair.people.operations.linkage import Link, PairEvidence

PORTION = 20_000
COLUMNS = (
    "record_id", "organisation", "country", "date", "full_name_native", "full_name_latin", "sex", "birth_date", "age",
    "phone", "id_number", "nationality", "current_province", "village_or_workplace",
)  # fmt: skip
FETCH = """
SELECT i.registration_id, i.key_id::text, i.version, i.sealed, r.organization_id, r.country, r.registered_on, r.sex,
       r.birth_year, r.nationality, r.area
  FROM people_identity i JOIN people_registration r ON r.id = i.registration_id
 WHERE i.registration_id > %s ORDER BY i.registration_id LIMIT %s"""


@dataclass(frozen=True, slots=True)
class Decisions:
    """Pairs that people decided on: the same person, and two people."""

    same: list[tuple[int, int]]
    apart: list[tuple[int, int]]


def register_table(*, report: Callable[[str], None]) -> pa.Table:
    """All registrations that have an identity, opened in memory, as the engine's columns. The caller HAS LOGGED it.

    An age is told as of the day of registration where the year of birth came from one. Needs the system's scope.
    """
    columns: dict[str, list[str]] = {name: [] for name in COLUMNS}
    for row in _opened_rows():
        for name, value in zip(COLUMNS, row, strict=True):
            columns[name].append(value)
    report("records opened")
    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


def _opened_rows() -> Iterator[tuple[str, ...]]:
    last = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(FETCH, [last, PORTION])
            rows = cursor.fetchall()
        if not rows:
            return
        last = rows[-1][0]
        opened = decrypt_rows([row[:4] for row in rows])
        for (
            id_,
            _key,
            _version,
            _sealed,
            organization_id,
            country,
            on,
            sex,
            birth_year,
            nationality,
            area,
        ) in rows:
            if id_ in opened:
                data = opened[id_].data
                is_aged = birth_year is not None and not data.birth_date
                yield (
                    str(id_), str(organization_id), country, on.isoformat(), data.full_name_native,
                    data.full_name_latin, "" if sex == Sex.UNKNOWN else sex, data.birth_date,
                    str(on.year - birth_year) if is_aged else "", data.phone, data.id_number, nationality, area,
                    data.village,
                )  # fmt: skip


def decisions() -> Decisions:
    """The pairs that somebody decided on, of all organisations."""
    decided = DuplicatePair.objects.exclude(status=PairStatus.OPEN).order_by("pk")
    rows = list(decided.values_list("first_id", "second_id", "status"))
    return Decisions(
        same=[(one, other) for one, other, status in rows if status == PairStatus.SAME],
        apart=[(one, other) for one, other, status in rows if status == PairStatus.DIFFERENT],
    )


def erased_before() -> dict[int, list[int]]:
    """Erased registrations to the registrations that the current run has them one person with.

    Nothing of an erased person can be compared any more, but she was counted once with somebody and stays so.
    """
    erased = Registration.objects.exclude(erased_at=None).order_by("pk").values_list("pk", flat=True)
    links = LinkedRegistration.objects.filter(run__is_current=True).order_by("pk")
    individual_of = dict(links.filter(registration__in=erased).values_list("registration_id", "individual"))
    members: dict[int, list[int]] = {individual: [] for individual in individual_of.values()}
    for id_, individual in links.filter(individual__in=members).values_list("registration_id", "individual"):
        members[individual].append(id_)
    return {id_: [other for other in members[group] if other != id_] for id_, group in individual_of.items()}


def read_result(
    result: Any,
    *,
    decisions: Decisions,
    before: dict[int, list[int]],
) -> tuple[list[Link], list[PairEvidence]]:
    """The engine's answer held to what people decided: links of every registration, and the pairs behind them."""
    ids = [int(id_) for id_ in result.record_ids.to_pylist()]
    groups = dict(zip(ids, (int(id_) for id_ in result.cluster_ids.to_pylist()), strict=True))
    probability = dict(zip(ids, result.probability.to_pylist(), strict=True))
    pairs = _pairs(result.pairs)
    own = [(one, other, p) for one, other, p, _rule, _reasons in pairs]
    groups = hold_to_decisions(groups, own, same=decisions.same, apart=decisions.apart)
    links = [Link(id_, group, probability[id_]) for id_, group in groups.items()]
    links += _erased_links(groups, before)
    evidence = [
        PairEvidence(one, other, p, rule, reasons, groups[one] == groups[other])
        for one, other, p, rule, reasons in pairs
    ]
    return links, evidence


def _pairs(table: pa.Table) -> list[tuple[int, int, float, str, str]]:
    names = ("left", "right", "probability", "rule", "reasons")
    rows = zip(*(table.column(name).to_pylist() for name in names), strict=True)
    return [(int(one), int(other), p, rule or "", reasons or "") for one, other, p, rule, reasons in rows]


def _erased_links(groups: dict[int, int], before: dict[int, list[int]]) -> list[Link]:
    """Erased registrations stay with whom they were one person; those of one individual that are all erased together."""
    links = []
    for id_, others in before.items():
        living = [groups[other] for other in others if other in groups]
        group = min(living) if living else min([id_, *others])
        links.append(Link(id_, group, 1.0))
    return links
