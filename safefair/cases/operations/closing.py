"""The end of a case: the worker asks, somebody else decides, and a closed case is opened again."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.enums.intake import CaseStatus, EntryKind
from safefair.cases.enums.plan import Decided
from safefair.cases.errors import CannotClose, CaseNotClosed, ClosureDecided, ReasonMissing, SelfApproval
from safefair.cases.models import Case, Closure
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.locks import lock_case
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.closing import blocks_closing
from safefair.cases.sealing import read_words, write_words
from safefair.core.keys.store import open_key


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Ending:
    """Why it ends (ClosureReason), what was looked at, the danger now, what she says of the help.

    `satisfaction` None: not asked, unless `prefers_not_to_say`.
    """

    reason: str
    risk: str
    checks: Sequence[str] = ()
    satisfaction: int | None = None
    prefers_not_to_say: bool = False
    note: str = ""


@transaction.atomic
def ask_closure(case: Case, ending: Ending, *, on: dt.date, by: User) -> Closure:
    """Ask for the end of a case. Asked twice, the first stands. CannotClose while something must be done first."""
    case = lock_open(case)
    if waiting := Closure.objects.filter(case=case, status=Decided.PENDING).first():
        return waiting
    _refuse_blocked(case, ending.risk)
    row = Closure(
        organization_id=case.organization_id,
        case=case,
        reason=ending.reason,
        checks=list(ending.checks),
        risk=ending.risk,
        satisfaction=ending.satisfaction,
        prefers_not_to_say=ending.prefers_not_to_say,
        asked_on=on,
        asked_by=by,
    )
    write_words(row, {"note": ending.note}, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
    record_entry(case, EntryKind.CLOSURE_ASKED, on=on, by=by, subject=row.uuid, detail=ending.reason)
    return row


@transaction.atomic
def decide_closure(closure: Closure, *, is_approved: bool, answer: str, on: dt.date, by: User) -> Closure:
    """Approve, and the case is closed; or send it back with an answer.

    ClosureDecided, SelfApproval; CannotClose if something has come in the way since it was asked for.
    """
    case = lock_open(closure.case)
    row = _pending(closure)
    if row.asked_by_id == by.pk:
        raise SelfApproval
    if is_approved:
        _refuse_blocked(case, row.risk)
    elif not answer.strip():
        raise ReasonMissing
    key = open_key(case.key_id)
    row.status = Decided.APPROVED if is_approved else Decided.REJECTED
    row.decided_on, row.decided_by = on, by
    write_words(row, {**read_words(row, key=key), "answer": answer}, key=key)
    with pghistory.context(user=by.pk):
        row.save()
        if is_approved:
            case.status, case.closed_on, case.closure_reason = CaseStatus.CLOSED, on, row.reason
            case.save(update_fields=["status", "closed_on", "closure_reason"])
    kind = EntryKind.CLOSED if is_approved else EntryKind.CLOSURE_SENT_BACK
    record_entry(case, kind, on=on, by=by, subject=row.uuid, detail=row.reason)
    return row


@transaction.atomic
def take_closure_back(closure: Closure, *, on: dt.date, by: User) -> Closure:
    """The case goes on after all: nobody has decided yet. ClosureDecided."""
    lock_open(closure.case)
    row = _pending(closure)
    row.status, row.decided_on = Decided.REJECTED, on
    with pghistory.context(user=by.pk):
        row.save(update_fields=["status", "decided_on"])
    return row


@transaction.atomic
def reopen_case(case: Case, *, because: str, on: dt.date, by: User) -> Case:
    """Open a closed case again for a reason; what was written stays. CaseNotClosed, ReasonMissing."""
    if not because.strip():
        raise ReasonMissing
    case = lock_case(case.pk)
    if case.status != CaseStatus.CLOSED or case.erased_at is not None:
        raise CaseNotClosed
    with pghistory.context(user=by.pk):
        for row in Closure.objects.filter(case=case, status=Decided.APPROVED, reopened_on=None):
            key = open_key(case.key_id)
            row.reopened_on, row.reopened_by = on, by
            write_words(row, {**read_words(row, key=key), "reopened_because": because}, key=key)
            row.save()
        case.status, case.closed_on, case.closure_reason = CaseStatus.OPEN, None, ""
        case.save(update_fields=["status", "closed_on", "closure_reason"])
    record_entry(case, EntryKind.REOPENED, on=on, by=by)
    return case


def _pending(closure: Closure) -> Closure:
    row = Closure.objects.filter(pk=closure.pk, status=Decided.PENDING).first()
    if row is None:
        raise ClosureDecided
    return row


def _refuse_blocked(case: Case, risk: str) -> None:
    if blocks := blocks_closing(case, risk=risk):
        raise CannotClose(" ".join(str(text) for text in blocks))
