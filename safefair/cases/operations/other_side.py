"""What an answer changes at the sender, whose case and consents the receiver's transaction does not see.

Each function leaves the receiver's row-level security for the statements it names, and comes back to it.
"""

import datetime as dt

import pghistory
from django.utils.timezone import localdate

from safefair.accounts.models import User
from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.enums.intake import CaseStatus, EntryKind
from safefair.cases.enums.plan import ClosureReason
from safefair.cases.enums.referral import ReferralStatus
from safefair.cases.models import Case, Consent, PacketDocument, Referral
from safefair.cases.operations.locks import lock_case
from safefair.cases.operations.parcels import send_receipt
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.consent import in_force
from safefair.core.rls import Scope, row_security

RECEIPTS = {
    EntryKind.REFERRAL_ACCEPTED: ParcelKind.ACCEPTED,
    EntryKind.REFERRAL_DECLINED: ParcelKind.REJECTED,
    EntryKind.REFERRAL_DONE: ParcelKind.DONE,
}


def ground_holds(referral: Referral, *, on: dt.date, by: User) -> bool:
    """Whether what the referral rests on still holds: the case is not erased, the consent is in force."""
    if referral.came_from is not None:
        return referral.holds_until is None or referral.holds_until >= on
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM):
        if not Case.objects.filter(pk=referral.case_id or 0, erased_at=None).exists():
            return False
        if referral.consent_id is None:
            return True
        return Consent.objects.filter(in_force(on), pk=referral.consent_id).exists()


def tell_sender(referral: Referral, kind: EntryKind, *, at: dt.datetime, by: User, detail: str = "") -> None:
    """A line on the timeline of the sender's case, or a receipt to another installation; who answered stands in the row."""
    if referral.came_from is not None:
        is_hers = detail == ReferralStatus.DECLINED_BY_HER
        send_receipt(
            referral,
            ParcelKind.DECLINED_BY_HER if is_hers else RECEIPTS[kind],
            at=at,
            detail="" if is_hers else detail,
        )
        return
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM):
        case = Case.objects.get(pk=referral.case_id or 0)
        record_entry(case, kind, on=localdate(at), by=None, subject=referral.uuid, detail=detail)


def lock_senders_case(referral: Referral, *, by: User) -> None:
    """The sender's case locked, before the referral is; one of another installation is not here."""
    if referral.case_id is None:
        return
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM):
        lock_case(referral.case_id)


def empty_documents(referral: Referral, *, by: User | None) -> None:
    """No file of a packet stays, sealed or not, when access ends."""
    with (
        row_security(organization_id=None, user_id=by.pk if by else None, scope=Scope.SYSTEM),
        pghistory.context(user=by.pk if by else None),
    ):
        PacketDocument.objects.filter(referral=referral).update(content=None)


def hand_over(referral: Referral, *, on: dt.date, by: User | None) -> None:
    """The sender's case, locked before, ends as handed over: from now on the receiver is responsible."""
    if referral.case_id is None:
        return
    with (
        row_security(organization_id=None, user_id=by.pk if by else None, scope=Scope.SYSTEM),
        pghistory.context(user=by.pk if by else None),
    ):
        case = Case.objects.get(pk=referral.case_id or 0)
        if case.status == CaseStatus.OPEN:
            case.status, case.closed_on = CaseStatus.TRANSFERRED, on
            case.closure_reason = ClosureReason.TRANSFERRED
            case.save(update_fields=["status", "closed_on", "closure_reason"])
