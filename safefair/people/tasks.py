"""Background work of `people`: the nightly care of the search index, erasures, and the linkage job."""

import uuid

from procrastinate.contrib.django import app

from safefair.accounts.models import Organization
from safefair.core.audit import log_reading
from safefair.core.jobs import Progress, enqueue, job, running
from safefair.core.keys.store import destroy_key
from safefair.core.models import ReadKind
from safefair.core.rls import Scope, row_security
from safefair.people import overlay
from safefair.people.imports import tasks as _jobs_of_imports  # noqa: F401  registers them
from safefair.people.models import LinkageRun
from safefair.people.operations import refresh_hot_keys
from safefair.people.operations.linkage import record_linkage

STEPS = 7


@job("people.destroy_key", retries=20)
def destroy_erased_key(key_id: str) -> None:
    """Make sure that the key of somebody erased is gone."""
    destroy_key(uuid.UUID(key_id))


@app.periodic(cron="10 19 * * *")  # two in the morning in Bangkok
@app.task(name="people.refresh_all_hot_keys", queueing_lock="people.refresh_all_hot_keys")
def refresh_all(timestamp: int) -> None:
    """Each night, for every organisation, a job of its own."""
    for organization_id in Organization.objects.order_by("pk").values_list("pk", flat=True):
        enqueue("people.refresh_hot_keys", organization_id=organization_id)


@job("people.refresh_hot_keys")
def refresh_hot_keys_of(organization_id: int) -> None:
    """Drop the search keys of one organisation that have become too common."""
    with row_security(organization_id=organization_id, user_id=None):
        refresh_hot_keys(Organization.objects.get(pk=organization_id))


@job("people.link_records")
def link_all_records(task_id: int, run_id: int) -> None:
    """Compare all registrations of all organisations and write who is one person. Names stay in this process's memory.

    Everything is one transaction: the run before stays the current one until this one is complete.
    """
    with running(task_id) as progress, row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        run = LinkageRun.objects.select_for_update(of=("self",)).get(pk=run_id)
        if run.ended_at is None:
            _link(run, progress)


def _link(run: LinkageRun, progress: Progress) -> None:
    log_reading(
        ReadKind.LINKED, "people.LinkageRun", [run.pk], user_id=run.started_by_id, organization_id=None,
        reason="all registrations compared",
    )  # fmt: skip
    tell = _Teller(progress)
    table = overlay.register_table(report=tell)
    # Imported here because Splink and DuckDB take seconds to load, and only this job needs them.
    from safefair.people.linkage.engine import Options, link_records  # noqa: PLC0415

    result = link_records(table, options=Options(is_trained=run.is_trained), report=tell)
    links, evidence = overlay.read_result(
        result, decisions=overlay.decisions(), before=overlay.erased_before()
    )
    record_linkage(run, links=links, evidence=evidence, report=result.summary.as_dict())


class _Teller:
    """Turns the engine's steps into progress."""

    def __init__(self, progress: Progress) -> None:
        self.progress, self.done = progress, 0

    def __call__(self, message: str) -> None:
        self.done = min(self.done + 1, STEPS)
        self.progress(self.done, STEPS + 1, message)
