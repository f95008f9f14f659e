"""Dates of a complaint, and its money."""

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.enums.complaint import AmountKind
from safefair.cases.enums.intake import EntryKind
from safefair.cases.errors import DayInFuture
from safefair.cases.models import Amount, Case, Complaint, ComplaintStep, TimelineEntry
from safefair.cases.operations.complaints import lock_complaint
from safefair.cases.operations.timeline import record_entry

STEP_FACTS = ("kind", "due_on", "held_on")
AMOUNT_FACTS = ("kind", "remedy", "amount", "currency", "on", "rate", "rate_on")


@transaction.atomic
def add_step(
    complaint: Complaint, facts: Mapping[str, Any], *, entry_id: uuid.UUID, on: dt.date, by: User
) -> ComplaintStep:
    """A date of a complaint, to come or already held. The same `entry_id` again gives the same one. DayInFuture."""
    case, complaint = lock_complaint(complaint)
    address = uuid.uuid5(entry_id, f"step|{complaint.uuid}")
    made = ComplaintStep.objects.filter(complaint=complaint, entry_id=address).first()
    if made:
        return made
    _not_after(on, facts["held_on"])
    with pghistory.context(user=by.pk):
        step = ComplaintStep.objects.create(
            organization_id=complaint.organization_id,
            complaint=complaint,
            entry_id=address,
            **{name: facts[name] for name in STEP_FACTS},
        )
    _tell_step(case, step, by)
    return step


@transaction.atomic
def hold_step(step: ComplaintStep, *, held_on: dt.date | None, on: dt.date, by: User) -> ComplaintStep:
    """It took place on a day; None: it did not, that was a mistake. DayInFuture for a day after `on`."""
    case, _complaint = lock_complaint(step.complaint)
    _not_after(on, held_on)
    step.held_on = held_on
    with pghistory.context(user=by.pk):
        step.save(update_fields=["held_on"])
    TimelineEntry.objects.filter(subject=step.uuid).delete()
    _tell_step(case, step, by)
    return step


@transaction.atomic
def remove_step(step: ComplaintStep, *, by: User) -> None:
    """Take away a date that was entered by mistake; the history of the table keeps it."""
    lock_complaint(step.complaint)
    TimelineEntry.objects.filter(subject=step.uuid).delete()
    with pghistory.context(user=by.pk):
        step.delete()


@transaction.atomic
def add_amount(
    complaint: Complaint, facts: Mapping[str, Any], *, entry_id: uuid.UUID, on: dt.date, by: User
) -> Amount:
    """Money claimed, awarded or received, in its own currency, with the rate of a day where it is known.

    The same `entry_id` again gives the same one. DayInFuture for a day after `on`.
    """
    case, complaint = lock_complaint(complaint)
    address = uuid.uuid5(entry_id, f"amount|{complaint.uuid}")
    made = Amount.objects.filter(complaint=complaint, entry_id=address).first()
    if made:
        return made
    _not_after(on, facts["on"])
    _not_after(on, facts["rate_on"])
    with pghistory.context(user=by.pk):
        amount = Amount.objects.create(
            organization_id=complaint.organization_id,
            complaint=complaint,
            entry_id=address,
            **{name: facts[name] for name in AMOUNT_FACTS},
        )
    if amount.kind == AmountKind.RECEIVED:
        record_entry(case, EntryKind.MONEY, on=amount.on, by=by, subject=amount.uuid)
    return amount


@transaction.atomic
def remove_amount(amount: Amount, *, by: User) -> None:
    """Take away an amount that was entered by mistake; the history of the table keeps it."""
    lock_complaint(amount.complaint)
    TimelineEntry.objects.filter(subject=amount.uuid).delete()
    with pghistory.context(user=by.pk):
        amount.delete()


def _tell_step(case: Case, step: ComplaintStep, by: User) -> None:
    if step.held_on is not None:
        record_entry(
            case, EntryKind.COMPLAINT_STEP, on=step.held_on, by=by, subject=step.uuid, detail=step.kind
        )


def _not_after(today: dt.date, day: dt.date | None) -> None:
    if day is not None and day > today:
        raise DayInFuture
