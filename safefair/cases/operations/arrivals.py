"""What comes from another installation: checked, opened, and put where it belongs. Each file counts once.

Nothing is stored of what does not hold, and no refusal repeats anything that stood in the file.
"""

import datetime as dt
import uuid
from dataclasses import dataclass

import pghistory
from django.db import connection, transaction
from django.utils.timezone import localdate

from safefair.accounts.models import Organization, User
from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.enums.intake import EntryKind
from safefair.cases.enums.referral import LIVE, ReferralKind, ReferralStatus
from safefair.cases.errors import (
    FileNotOurs,
    FileOver,
    PacketTakenBack,
)
from safefair.cases.exchange.contents import Packet, Receipt
from safefair.cases.models import Parcel, Partner, Referral
from safefair.cases.operations.documents import put_documents
from safefair.cases.operations.installation import receives
from safefair.cases.operations.locks import lock_case
from safefair.cases.operations.opening import Opened, addressed_to, open_file
from safefair.cases.operations.other_side import hand_over
from safefair.cases.operations.parcels import confirm_taken_back, note_arrived, send_receipt
from safefair.cases.operations.revocation import end_referral
from safefair.cases.operations.timeline import record_entry
from safefair.cases.sealing import new_key, write_words
from safefair.core.rls import Scope, row_security


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was opened: from whom, its own number, for which organisation of ours, when."""

    partner: Partner
    document: uuid.UUID
    organization: Organization
    at: dt.datetime

    def note(
        self,
        about: uuid.UUID,
        kind: ParcelKind,
        *,
        said_at: dt.datetime,
        referral: Referral | None,
        detail: str = "",
    ) -> Parcel:
        """Write down that it came."""
        return Parcel.objects.create(
            organization=self.organization,
            partner=self.partner,
            referral=referral,
            about=about,
            document=self.document,
            kind=kind,
            detail=detail,
            is_incoming=True,
            said_at=said_at,
            delivered_at=self.at,
        )


@transaction.atomic
def take_arrival(data: bytes, *, organization: Organization, at: dt.datetime, by: User | None) -> Parcel:
    """Take in a file for one organisation of ours; once, however often it comes.

    Raises:
        FileNotReadable: no file of this kind, or changed on the way, or from a newer version.
        FileNotOurs: sealed for another installation, or for another organisation of this one.
        PartnerNotTrusted: from an installation that nobody here has confirmed, or not any more.
        FileOver: her consent or the time to answer is over.
        PacketTakenBack, PacketUnknown: it was taken back before it came; or a receipt of no packet of ours.
    """
    opened = open_file(data)
    if addressed_to(opened) != organization:
        raise FileNotOurs
    return _take(opened, Arrival(opened.partner, opened.document, organization, at), by=by)


def take_delivery(data: bytes, *, at: dt.datetime) -> Parcel | None:
    """Take in a file that another installation delivers to our address; our receipt, where one belongs to it.

    As `take_arrival`, for the organisation that the file names, which must be one that receives. However often it
    comes, the receipt is the same.
    """
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        opened = open_file(data)
        organization = addressed_to(opened)
        if isinstance(opened.contents, Packet) and not receives(organization):
            raise FileNotOurs
    with row_security(organization_id=organization.pk, user_id=None):
        parcel = _take(opened, Arrival(opened.partner, opened.document, organization, at), by=None)
        return _receipt_of(parcel, at=at)


def _receipt_of(parcel: Parcel, *, at: dt.datetime) -> Parcel | None:
    """The receipt that goes back as the answer, and needs no way of its own."""
    kind = {ParcelKind.PACKET: ParcelKind.RECEIVED, ParcelKind.REVOKED: ParcelKind.DESTROYED}.get(
        ParcelKind(parcel.kind)
    )
    said = Parcel.objects.filter(
        partner__installation=parcel.partner.installation, about=parcel.about, kind=kind, is_incoming=False
    )
    receipt = said.order_by("pk").first()
    if receipt is not None and receipt.delivered_at is None:
        receipt.delivered_at = at
        receipt.save(update_fields=["delivered_at"])
    return receipt


def _take(opened: Opened, arrival: Arrival, *, by: User | None) -> Parcel:
    contents, partner = opened.contents, opened.partner
    _one_at_a_time(partner)
    files = Parcel.objects.filter(partner__installation=partner.installation, is_incoming=True)
    known = files.filter(document=opened.document).first()
    if known is not None:
        return known
    with pghistory.context(user=by.pk if by else None):
        if isinstance(contents, Packet):
            return _take_packet(contents, arrival, by=by)
        if contents.kind == ParcelKind.REVOKED:
            return _take_revocation(contents, arrival)
        return _take_receipt(contents, arrival)


def _one_at_a_time(partner: Partner) -> None:
    """Files of one installation wait for each other: the same one that comes twice at the same moment is one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('cases.take_arrival'), hashtext(%s))",
            [str(partner.installation)],
        )


def _take_packet(packet: Packet, arrival: Arrival, *, by: User | None) -> Parcel:
    partner, organization, at = arrival.partner, arrival.organization, arrival.at
    entry_id = uuid.uuid5(partner.installation, f"packet|{packet.number}|{organization.uuid}")
    came = Parcel.objects.filter(
        partner__installation=partner.installation, about=packet.number, is_incoming=True
    )
    if came.filter(kind=ParcelKind.REVOKED).exists():
        raise PacketTakenBack
    if known := came.filter(kind=ParcelKind.PACKET).first():
        return known
    if packet.holds_until and packet.holds_until < localdate(at):
        raise FileOver
    key_id, key = new_key()
    referral = Referral(
        organization=organization,
        to=organization,
        came_from=partner,
        sender_name=packet.sender_name,
        number_there=packet.number,
        holds_until=packet.holds_until,
        code=packet.code,
        kind=packet.kind,
        service=packet.service,
        urgency=packet.urgency,
        categories=packet.categories,
        overridden_because=packet.overridden_because,
        key_id=key_id,
        language=packet.language,
        country=packet.country,
        sex=packet.sex,
        age_band=packet.age_band,
        children=packet.children,
        sent_at=min(packet.sent_at, at),  # their clock may be fast; nobody answers before she was asked
        answer_by=packet.answer_by,
        entry_id=entry_id,
    )
    write_words(referral, packet.words, key=key)
    referral.save()
    put_documents(referral, packet.files, packet_key=key, by_id=by.pk if by else None)
    parcel = arrival.note(packet.number, ParcelKind.PACKET, said_at=packet.sent_at, referral=referral)
    send_receipt(referral, ParcelKind.RECEIVED, at=at)
    return parcel


def _take_revocation(receipt: Receipt, arrival: Arrival) -> Parcel:
    """The sender took it back: access ends at once, and she is told so. It may come before the packet itself."""
    partner, organization, at = arrival.partner, arrival.organization, arrival.at
    found = Referral.objects.filter(
        came_from__installation=partner.installation, number_there=receipt.about, organization=organization
    )
    referral = found.select_for_update(of=("self",)).first()
    if referral is not None and referral.status in LIVE:
        end_referral(referral, ReferralStatus.REVOKED, at=at, by=None)
    confirm_taken_back(receipt.about, referral, partner=partner, organization=organization, at=at)
    return arrival.note(receipt.about, ParcelKind.REVOKED, said_at=receipt.at, referral=referral)


def _take_receipt(receipt: Receipt, arrival: Arrival) -> Parcel:
    """What became of a referral of ours. What comes late or in another order changes nothing that has ended."""
    kind = ParcelKind(receipt.kind)
    case_id = Referral.objects.values_list("case_id", flat=True).get(uuid=receipt.about)
    assert case_id is not None  # noqa: S101  what we sent has a case
    lock_case(case_id)
    referral = Referral.objects.select_for_update(of=("self",)).get(uuid=receipt.about)
    parcel = arrival.note(receipt.about, kind, said_at=receipt.at, referral=referral, detail=receipt.detail)
    note_arrived(referral, kind, at=arrival.at)
    if referral.status in LIVE and kind in ANSWERS:
        _answer(referral, kind, receipt, at=arrival.at)
    return parcel


ANSWERS = {
    ParcelKind.ACCEPTED: EntryKind.REFERRAL_ACCEPTED,
    ParcelKind.REJECTED: EntryKind.REFERRAL_DECLINED,
    ParcelKind.DECLINED_BY_HER: EntryKind.REFERRAL_DECLINED,
    ParcelKind.DONE: EntryKind.REFERRAL_DONE,
}


def _answer(referral: Referral, kind: ParcelKind, receipt: Receipt, *, at: dt.datetime) -> None:
    was_waiting = referral.status == ReferralStatus.SENT
    if not was_waiting and kind in (ParcelKind.ACCEPTED, ParcelKind.REJECTED):
        return
    if was_waiting:
        referral.responded_at = max(referral.sent_at, min(receipt.at, at))  # by our clock
    if kind in (ParcelKind.ACCEPTED, ParcelKind.DONE) and was_waiting:
        referral.status = ReferralStatus.ACCEPTED
        referral.save(update_fields=["status", "responded_at"])
        if referral.kind == ReferralKind.TRANSFER:
            hand_over(referral, on=localdate(at), by=None)
    if kind == ParcelKind.REJECTED:
        referral.decline_reason = receipt.detail
        end_referral(
            referral, ReferralStatus.DECLINED, at=at, by=None, answered=["responded_at", "decline_reason"]
        )
    elif kind == ParcelKind.DECLINED_BY_HER:
        end_referral(referral, ReferralStatus.DECLINED_BY_HER, at=at, by=None, answered=["responded_at"])
    elif kind == ParcelKind.DONE:
        referral.feedback = receipt.detail
        end_referral(referral, ReferralStatus.DONE, at=at, by=None, answered=["feedback"])
    assert referral.case is not None  # noqa: S101  what we sent has a case
    detail = ReferralStatus.DECLINED_BY_HER.value if kind == ParcelKind.DECLINED_BY_HER else receipt.detail
    record_entry(
        referral.case, ANSWERS[kind], on=localdate(at), by=None, subject=referral.uuid, detail=detail
    )
