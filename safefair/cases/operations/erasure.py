"""The end of a case's words: its key destroyed, which cannot be undone; and the hold that forbids it."""

import datetime as dt
import uuid

import pghistory
from django.db import transaction
from django.utils.timezone import localdate

from safefair.accounts.models import User
from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.enums.intake import CaseStatus, EntryKind
from safefair.cases.enums.referral import LIVE, ReferralStatus
from safefair.cases.errors import CaseErased, CaseOnHold, CaseStillOpen
from safefair.cases.models import Attachment, Case, Draft, PacketDocument, Referral
from safefair.cases.operations.counting import let_go_of_counted
from safefair.cases.operations.locks import lock_case
from safefair.cases.operations.parcels import drop_packet, send_receipt
from safefair.cases.operations.timeline import record_entry
from safefair.core.audit import log_reading
from safefair.core.models import ReadKind
from safefair.people.destroying import destroy_key_surely
from safefair.people.enums import ErasureReason


@transaction.atomic
def erase_case(case: Case, *, reason: ErasureReason, at: dt.datetime, by: User) -> Case:
    """Destroy the key of a case and of every packet of it. What was counted stays counted; no word can be read again.

    Live referrals are taken back, so that their receivers see it at once. Copies in backups lose their key within the
    days that backups of the key database are kept; a restored one does not bring it back.

    Raises:
        CaseOnHold: the law or a court forbids it.
        CaseStillOpen: she did not ask for it herself, and work goes on.
    """
    case = lock_case(case.pk)
    if case.erased_at is not None:
        raise CaseErased
    if case.on_hold:
        raise CaseOnHold
    if case.status == CaseStatus.OPEN and reason not in (ErasureReason.REQUEST, ErasureReason.SAFETY):
        raise CaseStillOpen
    log_reading(
        ReadKind.OPENED, "cases.Case", [case.pk], user_id=by.pk, organization_id=case.organization_id,
        reason=f"erasure: {reason.value}",
    )  # fmt: skip
    let_go_of_counted(case)
    with pghistory.context(user=by.pk, reason=reason.value):
        packets = _take_back(case, at)
        Attachment.objects.filter(case=case).update(content=None, sealed=None, removed_at=at)
        Draft.objects.filter(case=case).delete()
        case.sealed, case.erased_at, case.registration = None, at, None
        if case.status == CaseStatus.OPEN:
            case.status, case.closed_on = CaseStatus.CLOSED, localdate(at)
        case.save()
    record_entry(case, EntryKind.ERASED, on=localdate(at), by=by, detail=reason)
    for key_id in (case.key_id, *packets):
        destroy_key_surely(key_id)
    return case


def _take_back(case: Case, at: dt.datetime) -> list[uuid.UUID]:
    """Revoke what is live; the keys of all packets of the case."""
    elsewhere = Referral.objects.filter(case=case, status__in=LIVE, goes_to__isnull=False)
    for referral in elsewhere.select_related("goes_to__partner"):
        send_receipt(referral, ParcelKind.REVOKED, at=at)
        drop_packet(referral)
    Referral.objects.filter(case=case, status__in=LIVE).update(
        status=ReferralStatus.REVOKED, ended_at=at, sealed=None
    )
    PacketDocument.objects.filter(referral__case=case).update(content=None)
    return list(Referral.objects.filter(case=case).values_list("key_id", flat=True))


@transaction.atomic
def hold_case(case: Case, *, is_held: bool, at: dt.datetime, by: User) -> Case:
    """Keep a case from being erased while the law asks for it, or let it go again."""
    case = lock_case(case.pk)
    if case.erased_at is not None:
        raise CaseErased
    if case.on_hold != is_held:
        case.on_hold = is_held
        with pghistory.context(user=by.pk):
            case.save(update_fields=["on_hold"])
        record_entry(case, EntryKind.HELD if is_held else EntryKind.LET_GO, on=localdate(at), by=by)
    return case
