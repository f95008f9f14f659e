"""Runs: a course held once, for one group."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.core.sheets.codes import new_code
from safefair.trainings.errors import (
    ReasonMissing,
    RunAlreadyClosed,
    RunIsCancelled,
    RunNotClosed,
    RunNotOver,
    RunWithoutSittings,
)
from safefair.trainings.models import Course, TrainingRun


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFacts:
    """What is known of a run."""

    course: Course
    title: str
    starts_on: dt.date
    ends_on: dt.date
    country: str
    area: str = ""
    place: str = ""
    organizer_name: str = ""
    language: str = "en-gb"


@transaction.atomic
def create_run(facts: RunFacts, *, organization: Organization, by: User, entry_id: uuid.UUID) -> TrainingRun:
    """Write a run, held or planned. The same `entry_id` again gives the same run."""
    address = uuid.uuid5(entry_id, f"run|{organization.uuid}")
    made = TrainingRun.objects.filter(organization=organization, uuid=address).first()
    if made:
        return made
    run = TrainingRun(uuid=address, organization=organization, sheet_code=new_code(), created_by=by)
    with pghistory.context(user=by.pk):
        return _write(run, facts)


@transaction.atomic
def edit_run(run: TrainingRun, facts: RunFacts, *, by: User) -> TrainingRun:
    """Correct what is known of a run."""
    with pghistory.context(user=by.pk):
        return _write(run, facts)


@transaction.atomic
def cancel_run(run: TrainingRun, *, by: User, at: dt.datetime) -> TrainingRun:
    """It did not take place, or was entered by mistake: nothing of it counts. It can be restored."""
    run.cancelled_at = at
    with pghistory.context(user=by.pk):
        run.save(update_fields=["cancelled_at"])
    return run


@transaction.atomic
def restore_run(run: TrainingRun, *, by: User) -> TrainingRun:
    """It did take place."""
    run.cancelled_at = None
    with pghistory.context(user=by.pk):
        run.save(update_fields=["cancelled_at"])
    return run


@transaction.atomic
def close_run(run: TrainingRun, *, by: User, at: dt.datetime, today: dt.date) -> TrainingRun:
    """Say that its attendance is entered; empty cells are absences.

    Raises:
        RunNotOver, RunWithoutSittings, RunAlreadyClosed, RunIsCancelled: as they say.
    """
    run = lock_open_run(run)
    if run.ends_on > today:
        raise RunNotOver
    if not run.sessions.exists():
        raise RunWithoutSittings
    run.closed_at, run.status_reason = at, ""
    with pghistory.context(user=by.pk):
        run.save(update_fields=["closed_at", "status_reason"])
    return run


@transaction.atomic
def reopen_run(run: TrainingRun, *, reason: str, by: User) -> TrainingRun:
    """Let attendance be corrected, for a reason that stays with the run.

    Raises:
        RunNotClosed: it is open already.
        ReasonMissing: nobody says why.
    """
    run = TrainingRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if run.closed_at is None:
        raise RunNotClosed
    if not reason.strip():
        raise ReasonMissing
    run.closed_at, run.status_reason = None, reason.strip()
    with pghistory.context(user=by.pk):
        run.save(update_fields=["closed_at", "status_reason"])
    return run


def lock_open_run(run: TrainingRun) -> TrainingRun:
    """The run, locked until the transaction ends.

    Raises:
        RunIsCancelled, RunAlreadyClosed: nothing may be entered.
    """
    locked = TrainingRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if locked.cancelled_at is not None:
        raise RunIsCancelled
    if locked.closed_at is not None:
        raise RunAlreadyClosed
    return locked


def _write(run: TrainingRun, facts: RunFacts) -> TrainingRun:
    for name in RunFacts.__slots__:
        setattr(run, name, getattr(facts, name))
    # Held by somebody who is no organisation here: then only the name is known, and the kind of who keeps the record.
    run.organizer = None if facts.organizer_name else run.organization
    run.organization_kind = run.organization_kind or run.organization.kind
    run.save()
    return run
