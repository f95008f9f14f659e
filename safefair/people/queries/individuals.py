"""How many people a set of registrations stands for, with the range that linkage leaves open.

Method. In the current linkage run each registration belongs to an individual with a probability. The count is the
number of distinct individuals, each registration that is not in the run counting as one more. Two things can make
the truth another number, and both are sums of independent yes-or-no events (a Poisson-binomial distribution):

* a link inside the set that is wrong hides a person: each member of an individual but its surest one is somebody
  else with probability 1 - p, one more person each;
* a pair inside the set that was left apart may be one person after all: each such pair (the likeliest of two
  individuals) is one person less with its probability.

With mean m and variance v of (wrong links - missed links), the first range is count + m ± 1.96 √v, within what the
events can do at most. Pairs that no rule compared, and an error common to all probabilities, are not seen by it. The
run itself has estimated how many merges (registrations less people) there truly are for each it found, from below
and above; the merges of this set times those two shares give the second range. The range reported holds both and the
count itself, and is cut to what is possible (1 to the number of registrations). Without a current run every
registration counts as one.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import connection

from safefair.people.models import LinkageRun

Z = 1.96
FEW = 5000


@dataclass(frozen=True, slots=True)
class UniqueCount:
    """Distinct people: the count, the ends of its 95 % range, and how many distinct registrations it was made of."""

    value: int
    low: int
    high: int
    named: int


def current_run() -> LinkageRun | None:
    """The linkage run that answers who is one person."""
    return LinkageRun.objects.filter(is_current=True).first()


@dataclass(frozen=True)
class Individuals:
    """The individuals of a set of registrations, loaded once to count any part of it.

    `member_of` gives (individual, probability) of a linked registration, `apart` the pairs of registrations that
    were left apart and their probability of being one person. `merges_low` and `merges_high` are true merges for each
    merge found, as they lead to the low and the high end of the run's own estimate.
    """

    member_of: dict[int, tuple[int, float]] = field(default_factory=dict)
    apart: list[tuple[int, int, float]] = field(default_factory=list)
    merges_low: float = 1.0
    merges_high: float = 1.0

    def count(self, registration_ids: Iterable[int]) -> UniqueCount:
        """Distinct people among registrations of the set."""
        ids = set(registration_ids)
        members: dict[int, list[float]] = {}
        for id_ in ids & self.member_of.keys():
            individual, probability = self.member_of[id_]
            members.setdefault(individual, []).append(probability)
        value = len(members) + sum(id_ not in self.member_of for id_ in ids)
        wrong = [1 - p for found in members.values() if len(found) > 1 for p in sorted(found)[:-1] if p < 1]
        missed = self._missed(ids)
        mean = sum(wrong) - sum(missed)
        half = Z * math.sqrt(sum(p * (1 - p) for p in (*wrong, *missed)))
        merges = len(ids) - value
        low = max(value + mean - half, value - len(missed))
        high = min(value + mean + half, value + len(wrong))
        low = min(value, low, len(ids) - merges * self.merges_low)
        high = max(value, high, len(ids) - merges * self.merges_high)
        return UniqueCount(value, max(_down(low), min(value, 1)), min(_up(high), len(ids)), len(ids))

    @cached_property
    def _apart_of(self) -> dict[int, list[tuple[int, float]]]:
        found: dict[int, list[tuple[int, float]]] = {}
        for first, second, probability in self.apart:
            if first in self.member_of and second in self.member_of:
                found.setdefault(first, []).append((second, probability))
        return found

    def _missed(self, ids: set[int]) -> list[float]:
        likeliest: dict[tuple[int, int], float] = {}
        for first in ids & self._apart_of.keys():
            for second, probability in self._apart_of[first]:
                one, other = sorted((self.member_of[first][0], self.member_of[second][0]))
                if second in ids and one != other:
                    likeliest[one, other] = max(probability, likeliest.get((one, other), 0.0))
        return list(likeliest.values())


def _down(value: float) -> int:
    return math.floor(round(value, 6))  # 44.999999999 is 45


def _up(value: float) -> int:
    return math.ceil(round(value, 6))


def _merge_shares(run: LinkageRun) -> tuple[float, float]:
    """True merges for each merge found, at the low and the high end of what a run estimated."""
    merges = run.records - int(run.report.get("clusters") or run.people)
    if merges <= 0:
        return 1.0, 1.0
    return (run.records - run.low) / merges, (run.records - run.high) / merges


def load_individuals(registration_ids: Iterable[int | None]) -> Individuals:
    """The individuals of registrations, given as ids (None, an unnamed person, is left out); two statements.

    Pairs left apart are evidence that only the programme's and the system's scope may read; others get the range of
    the wrong links only.
    """
    run = current_run()
    if run is None:
        return Individuals()
    ids = {id_ for id_ in registration_ids if id_ is not None}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT registration_id, individual, probability FROM people_linkedregistration"
            " WHERE run_id = %s AND registration_id = ANY(%s)",
            [run.pk, list(ids)],
        )
        member_of = {id_: (individual, probability) for id_, individual, probability in cursor.fetchall()}
        cursor.execute(*_apart_sql(run, ids))
        apart = [row for row in cursor.fetchall() if row[0] in ids and row[1] in ids]
        return Individuals(member_of, apart, *_merge_shares(run))


def _apart_sql(run: LinkageRun, ids: set[int]) -> tuple[str, list[Any]]:
    """The pairs left apart; of a large set all pairs of the run, since two long lists cost more than the rows."""
    sql = (
        "SELECT first_id, second_id, probability FROM people_linkevidence WHERE run_id = %s AND NOT is_linked"
    )
    if len(ids) > FEW:
        return sql, [run.pk]
    return f"{sql} AND first_id = ANY(%s) AND second_id = ANY(%s)", [run.pk, list(ids), list(ids)]


def unique_people(registration_ids: Iterable[int | None]) -> UniqueCount:
    """Distinct people among registrations with their range; ids as a list or `values_list("…", flat=True)`."""
    ids = {id_ for id_ in registration_ids if id_ is not None}
    return load_individuals(ids).count(ids)
