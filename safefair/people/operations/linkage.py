"""Linkage runs: started by somebody, written by the job, and any of them can be made the current one again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from safefair.accounts.models import User
from safefair.core.jobs import start_task
from safefair.core.models import Task, TaskStatus
from safefair.people.enums import PairSource
from safefair.people.errors import LinkageAlreadyRunning
from safefair.people.models import LinkageRun

JOB = "people.link_records"
UPPER, LOWER = 0.95, 0.2
"""A pair of one organisation between these probabilities waits for somebody to look at it."""
PROBABLE_AT_EVENS = 15.0
"""Pairs from the desk stand in the queue by log-likelihood, where 15 is "probably": evens are put there."""

INSERT_LINKS = """
INSERT INTO people_linkedregistration (run_id, registration_id, organization_id, individual, probability)
SELECT %s, n.registration, r.organization_id, n.individual, n.probability
  FROM unnest(%s::bigint[], %s::bigint[], %s::float8[]) AS n(registration, individual, probability)
  JOIN people_registration r ON r.id = n.registration"""
INSERT_EVIDENCE = """
INSERT INTO people_linkevidence (run_id, first_id, second_id, probability, rule, reasons, is_linked)
SELECT %s, least(n.one, n.other), greatest(n.one, n.other), n.probability, n.rule,
       to_jsonb(string_to_array(n.reasons, '|')), n.is_linked
  FROM unnest(%s::bigint[], %s::bigint[], %s::float8[], %s::text[], %s::text[], %s::bool[])
       AS n(one, other, probability, rule, reasons, is_linked)"""
OPEN_PAIRS = """
INSERT INTO people_duplicatepair (uuid, created_at, organization_id, first_id, second_id, score, source, status)
SELECT gen_random_uuid(), now(), one.organization_id, one.id, other.id,
       %s + ln(e.probability / (1 - e.probability)), %s, 'OPEN'
  FROM people_linkevidence e
  JOIN people_registration one ON one.id = e.first_id
  JOIN people_registration other ON other.id = e.second_id AND other.organization_id = one.organization_id
 WHERE e.run_id = %s AND e.probability >= %s AND e.probability < %s
ON CONFLICT DO NOTHING"""
PORTION = 50_000


@dataclass(frozen=True, slots=True)
class Link:
    """To which individual a registration belongs, and with what probability."""

    registration_id: int
    individual: int
    probability: float


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """What speaks for two registrations being one person, and whether they were put together."""

    first_id: int
    second_id: int
    probability: float
    rule: str
    reasons: str
    is_linked: bool


@transaction.atomic
def start_linkage(*, by: User, is_trained: bool) -> LinkageRun:
    """Ask for a comparison of all registrations. LinkageAlreadyRunning while another one is not over."""
    if Task.objects.filter(name=JOB, status__in=(TaskStatus.WAITING, TaskStatus.RUNNING)).exists():
        raise LinkageAlreadyRunning
    run = LinkageRun.objects.create(started_by=by, is_trained=is_trained)
    run.task = start_task(JOB, by_id=by.pk, run_id=run.pk)
    run.save(update_fields=["task"])
    return run


@transaction.atomic
def record_linkage(
    run: LinkageRun, *, links: Sequence[Link], evidence: Iterable[PairEvidence], report: dict[str, object]
) -> LinkageRun:
    """Write what a run found and make it the current one, all at once. A run written before is written anew."""
    run.links.all().delete()
    run.evidence.all().delete()
    with connection.cursor() as cursor:
        for start in range(0, len(links), PORTION):
            part = links[start : start + PORTION]
            columns = [[getattr(link, name) for link in part] for name in Link.__slots__]
            cursor.execute(INSERT_LINKS, [run.pk, *columns])
        pairs = list(evidence)
        for start in range(0, len(pairs), PORTION):
            part_pairs = pairs[start : start + PORTION]
            columns = [[getattr(pair, name) for pair in part_pairs] for name in PairEvidence.__slots__]
            cursor.execute(INSERT_EVIDENCE, [run.pk, *columns])
        cursor.execute(OPEN_PAIRS, [PROBABLE_AT_EVENS, PairSource.LINKAGE, run.pk, LOWER, UPPER])
    run.report = report
    run.records = len(links)
    run.people, run.low, run.high = (int(str(report[name])) for name in ("people", "low", "high"))
    run.model_version = f"{report['linkage_version']}/{report['parameters']}"[:40]
    run.ended_at = timezone.now()
    run.save()
    return make_run_current(run)


@transaction.atomic
def make_run_current(run: LinkageRun) -> LinkageRun:
    """From now on this run answers who is one person; the one before stays and can be brought back."""
    LinkageRun.objects.filter(is_current=True).exclude(pk=run.pk).update(is_current=False)
    run.is_current = True
    run.save(update_fields=["is_current"])
    return run
