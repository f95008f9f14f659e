"""What an answer changes at the sender, whose case and consents the receiver's transaction does not see.

Each function leaves the receiver's row-level security for the statements it names, and comes back to it.
"""

import datetime as dt

import pghistory

from safefair.accounts.models import User
from safefair.cases.enums.intake import CaseStatus, EntryKind
from safefair.cases.enums.plan import ClosureReason
from safefair.cases.models import Case, Consent, PacketDocument, Referral
from safefair.cases.operations.locks import lock_case
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.consent import in_force
from safefair.core.rls import Scope, row_security


def ground_holds(referral: Referral, *, on: dt.date, by: User) -> bool:
    """Whether what the referral rests on still holds: the case is not erased, the consent is in force."""
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM):
        if not Case.objects.filter(pk=referral.case_id, erased_at=None).exists():
            return False
        if referral.consent_id is None:
            return True
        return Consent.objects.filter(in_force(on), pk=referral.consent_id).exists()


def tell_sender(referral: Referral, kind: EntryKind, *, on: dt.date, by: User, detail: str = "") -> None:
    """A line on the timeline of the sender's case; who answered there stands in the referral."""
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM):
        case = Case.objects.get(pk=referral.case_id)
        record_entry(case, kind, on=on, by=None, subject=referral.uuid, detail=detail)


def lock_senders_case(referral: Referral, *, by: User) -> None:
    """The sender's case locked, before the referral is."""
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM):
        lock_case(referral.case_id)


def empty_documents(referral: Referral, *, by: User | None) -> None:
    """No file of a packet stays, sealed or not, when access ends."""
    with (
        row_security(organization_id=None, user_id=by.pk if by else None, scope=Scope.SYSTEM),
        pghistory.context(user=by.pk if by else None),
    ):
        PacketDocument.objects.filter(referral=referral).update(content=None)


def hand_over(referral: Referral, *, on: dt.date, by: User) -> None:
    """The sender's case, locked before, ends as handed over: from now on the receiver is responsible."""
    with (
        row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM),
        pghistory.context(user=by.pk),
    ):
        case = Case.objects.get(pk=referral.case_id)
        if case.status == CaseStatus.OPEN:
            case.status, case.closed_on = CaseStatus.TRANSFERRED, on
            case.closure_reason = ClosureReason.TRANSFERRED
            case.save(update_fields=["status", "closed_on", "closure_reason"])
