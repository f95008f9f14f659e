"""Letting a colleague into a case, and opening one by exception."""

import datetime as dt

import pghistory
from django.db import transaction
from django.utils.timezone import localdate

from safefair.accounts.models import User
from safefair.cases.enums.intake import EntryKind, ExceptionReason
from safefair.cases.models import Admittance, Case
from safefair.cases.operations.timeline import record_entry
from safefair.core.audit import log_reading
from safefair.core.models import ReadKind

EXCEPTION_HOURS = 4


@transaction.atomic
def admit(case: Case, *, user: User, by: User, until: dt.datetime | None = None) -> Admittance:
    """Let a colleague open a case."""
    with pghistory.context(user=by.pk):
        return Admittance.objects.create(
            organization_id=case.organization_id, case=case, user=user, granted_by=by, expires_at=until
        )


@transaction.atomic
def end_admittance(admittance: Admittance, *, at: dt.datetime, by: User) -> None:
    """She opens it no more."""
    admittance.ended_at = at
    with pghistory.context(user=by.pk):
        admittance.save(update_fields=["ended_at"])


@transaction.atomic
def open_by_exception(case: Case, *, reason: ExceptionReason, at: dt.datetime, by: User) -> Admittance:
    """Break the glass: open a case for four hours. Its worker and the supervisors are told; it stands on the timeline."""
    log_reading(
        ReadKind.OPENED, "cases.Case", [case.pk], user_id=by.pk, organization_id=case.organization_id,
        reason=f"exception: {reason.value}",
    )  # fmt: skip
    record_entry(case, EntryKind.OPENED_BY_EXCEPTION, on=localdate(at), by=by, detail=reason)
    with pghistory.context(user=by.pk):
        return Admittance.objects.create(
            organization_id=case.organization_id,
            case=case,
            user=by,
            granted_by=by,
            is_exception=True,
            reason=reason,
            expires_at=at + dt.timedelta(hours=EXCEPTION_HOURS),
        )


@transaction.atomic
def see_exception(admittance: Admittance, *, at: dt.datetime, by: User) -> None:
    """The worker or a supervisor has read that it happened."""
    admittance.seen_at = at
    with pghistory.context(user=by.pk):
        admittance.save(update_fields=["seen_at"])
