"""The plan: what she wants to reach, who does which step by when, and contacts with her.

Whoever changes a row says by `version` which one she saw: CaseChangedMeanwhile if it is not the one that stands there.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.enums.intake import EntryKind
from safefair.cases.enums.plan import ContactOutcome, GoalStatus, Outcome
from safefair.cases.errors import DayInFuture, refuse_changed
from safefair.cases.models import Action, Case, FollowUp, Goal
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.timeline import record_entry
from safefair.cases.sealing import read_words, reseal, write_words
from safefair.core.keys.store import open_key


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class GoalText:
    """What she wants to reach, for which need (Service), by when if a day was named."""

    text: str
    need: str
    target_on: dt.date | None = None
    status: str = GoalStatus.IN_PROGRESS


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StepText:
    """What is done, by whom (`by_her`, a worker, or nobody yet), by when, for which goal."""

    text: str
    service: str
    by_her: bool = False
    worker: User | None = None
    due_on: dt.date | None = None
    goal: Goal | None = None


@transaction.atomic
def set_goal(case: Case, goal: GoalText, *, entry_id: uuid.UUID, on: dt.date, by: User) -> Goal:
    """A goal of hers. The same `entry_id` again gives the same goal."""
    address = uuid.uuid5(entry_id, f"goal|{case.uuid}")
    if made := Goal.objects.filter(entry_id=address).first():
        return made
    case = lock_open(case)
    row = Goal(organization_id=case.organization_id, case=case, set_on=on, entry_id=address)
    _write_goal(row, goal, on=on, by=by)
    record_entry(case, EntryKind.GOAL, on=on, by=by, subject=row.uuid, detail=goal.need)
    return row


@transaction.atomic
def change_goal(row: Goal, goal: GoalText, *, version: int, on: dt.date, by: User) -> Goal:
    """Say a goal anew, or how far it is."""
    case = lock_open(row.case)
    row = Goal.objects.get(pk=row.pk)
    refuse_changed(row.version, version)
    was_met = row.status == GoalStatus.MET
    _write_goal(row, goal, on=on, by=by)
    if goal.status == GoalStatus.MET and not was_met:
        record_entry(case, EntryKind.GOAL_MET, on=on, by=by, subject=row.uuid, detail=goal.need)
    return row


def _write_goal(row: Goal, goal: GoalText, *, on: dt.date, by: User) -> None:
    row.need, row.target_on = goal.need, goal.target_on
    if row.status != goal.status:
        row.ended_on = None if goal.status == GoalStatus.IN_PROGRESS else on
    row.status = goal.status
    write_words(row, {"text": goal.text}, key=open_key(row.case.key_id))
    with pghistory.context(user=by.pk):
        row.save()


@transaction.atomic
def plan_step(case: Case, step: StepText, *, entry_id: uuid.UUID, on: dt.date, by: User) -> Action:
    """A step of the plan. The same `entry_id` again gives the same step."""
    address = uuid.uuid5(entry_id, f"step|{case.uuid}")
    if made := Action.objects.filter(entry_id=address).first():
        return made
    case = lock_open(case)
    row = Action(organization_id=case.organization_id, case=case, entry_id=address)
    _write_step(row, step, {}, by=by)
    record_entry(case, EntryKind.ACTION, on=on, by=by, subject=row.uuid, detail=step.service)
    return row


@transaction.atomic
def change_step(row: Action, step: StepText, *, version: int, by: User) -> Action:
    """Say a step anew."""
    lock_open(row.case)
    row = Action.objects.select_related("case").get(pk=row.pk)
    refuse_changed(row.version, version)
    _write_step(row, step, read_words(row, key=open_key(row.case.key_id)), by=by)
    return row


def _write_step(row: Action, step: StepText, words: Mapping[str, str], *, by: User) -> None:
    row.service, row.by_her, row.worker = step.service, step.by_her, step.worker
    row.due_on, row.goal = step.due_on, step.goal
    write_words(row, {**words, "text": step.text}, key=open_key(row.case.key_id))
    with pghistory.context(user=by.pk):
        row.save()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StepEnd:
    """What became of a step on a day, and what is to be said of it (None: what was said stays)."""

    outcome: str
    done_on: dt.date
    note: str | None = ""


@transaction.atomic
def end_step(row: Action, *, end: StepEnd, version: int, on: dt.date, by: User) -> Action:
    """What became of a step. Ended again, it takes the later answer. DayInFuture."""
    if end.done_on > on:
        raise DayInFuture
    case = lock_open(row.case)
    row = Action.objects.select_related("case").get(pk=row.pk)
    refuse_changed(row.version, version)
    key = open_key(case.key_id)
    row.outcome, row.done_on = end.outcome, end.done_on
    noted = {} if end.note is None else {"note": end.note}
    write_words(row, {**read_words(row, key=key), **noted}, key=key)
    with pghistory.context(user=by.pk):
        row.save()
    record_entry(case, EntryKind.ACTION_DONE, on=row.done_on, by=by, subject=row.uuid, detail=row.outcome)
    return row


@transaction.atomic
def reopen_step(row: Action, *, on: dt.date, by: User) -> Action:
    """It was not done after all: undoes `end_step`."""
    case = lock_open(row.case)
    row = Action.objects.get(pk=row.pk)
    row.outcome, row.done_on = Outcome.OPEN, None
    reseal(row, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
    record_entry(case, EntryKind.CORRECTED, on=on, by=by, subject=row.uuid)
    return row


@transaction.atomic
def plan_contact(case: Case, *, due_on: dt.date, channel: str, entry_id: uuid.UUID, by: User) -> FollowUp:
    """When and how somebody speaks with her next. The same `entry_id` again gives the same contact."""
    address = uuid.uuid5(entry_id, f"contact|{case.uuid}")
    if made := FollowUp.objects.filter(entry_id=address).first():
        return made
    case = lock_open(case)
    with pghistory.context(user=by.pk):
        return FollowUp.objects.create(
            organization_id=case.organization_id,
            case=case,
            due_on=due_on,
            channel=channel,
            worker=by,
            entry_id=address,
        )


@transaction.atomic
def change_contact(row: FollowUp, *, due_on: dt.date, channel: str, version: int, by: User) -> FollowUp:
    """Another day, another way."""
    case = lock_open(row.case)
    row = FollowUp.objects.select_related("case").get(pk=row.pk)
    refuse_changed(row.version, version)
    row.due_on, row.channel = due_on, channel
    reseal(row, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
    return row


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ContactText:
    """What became of a contact on a day, what was said, and when the next one is (None: not planned here)."""

    outcome: str
    held_on: dt.date
    note: str = ""
    next_on: dt.date | None = None


@transaction.atomic
def hold_contact(row: FollowUp, contact: ContactText, *, version: int, on: dt.date, by: User) -> FollowUp:
    """Spoke with her, did not reach her, or she asked to wait; the next one is planned with it. DayInFuture."""
    if contact.held_on > on:
        raise DayInFuture
    case = lock_open(row.case)
    row = FollowUp.objects.select_related("case").get(pk=row.pk)
    refuse_changed(row.version, version)
    row.outcome, row.held_on = contact.outcome, contact.held_on
    write_words(row, {"note": contact.note}, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
    record_entry(case, EntryKind.CONTACT, on=contact.held_on, by=by, subject=row.uuid, detail=contact.outcome)
    if contact.next_on:
        entry = uuid.uuid5(row.uuid, f"next|{contact.next_on.isoformat()}")
        plan_contact(case, due_on=contact.next_on, channel=row.channel, entry_id=entry, by=by)
    return row


@transaction.atomic
def reopen_contact(row: FollowUp, *, on: dt.date, by: User) -> FollowUp:
    """It was not held after all: undoes `hold_contact`; a contact planned with it stays."""
    case = lock_open(row.case)
    row = FollowUp.objects.get(pk=row.pk)
    row.outcome, row.held_on = ContactOutcome.PLANNED, None
    reseal(row, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
    record_entry(case, EntryKind.CORRECTED, on=on, by=by, subject=row.uuid)
    return row
