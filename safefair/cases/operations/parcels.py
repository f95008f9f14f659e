"""What goes out to another installation: packets and receipts, each sealed for it and signed by us."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from safefair.accounts.models import Organization
from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.errors import NoInstallation
from safefair.cases.exchange.contents import Packet, Receipt, write_packet, write_receipt
from safefair.cases.models import Parcel, Partner, Referral
from safefair.cases.operations.installation import own_installation
from safefair.cases.sealing import Words
from safefair.core.crypto.packets import Header, pack
from safefair.core.jobs import enqueue
from safefair.core.keys.store import open_key
from safefair.core.remaking import Remade


def send_packet(referral: Referral, words: Words, files: Sequence[Remade]) -> Parcel:
    """The packet of a referral that goes to another installation, ready to be carried there."""
    target = referral.goes_to
    assert target is not None  # noqa: S101  whoever calls has looked
    packet = Packet(
        number=referral.uuid,
        organization=target.code,
        sender_name=referral.organization.name,
        code=referral.code,
        service=referral.service,
        kind=referral.kind,
        urgency=referral.urgency,
        language=referral.language,
        country=referral.country,
        sex=referral.sex,
        age_band=referral.age_band,
        children=referral.children,
        categories=list(referral.categories),
        sent_at=referral.sent_at,
        answer_by=referral.answer_by,
        holds_until=referral.consent.valid_until if referral.consent else None,
        overridden_because=referral.overridden_because,
        words=words,
        files=list(files),
    )
    return _put(_of(referral), target.partner, ParcelKind.PACKET, write_packet(packet), at=referral.sent_at)


def send_receipt(referral: Referral, kind: ParcelKind, *, at: dt.datetime, detail: str = "") -> Parcel:
    """Tell the other installation of a referral what became of it here."""
    partner, code, about = _other_end(referral)
    receipt = Receipt(kind=kind, about=about, organization=code, at=at, detail=detail)
    return _put(_of(referral), partner, kind, write_receipt(receipt), at=at, detail=detail)


def confirm_taken_back(
    about: uuid.UUID,
    referral: Referral | None,
    *,
    partner: Partner,
    organization: Organization,
    at: dt.datetime,
) -> Parcel:
    """Tell a sender that its packet can no longer be read here, whether it had come or not."""
    kind = ParcelKind.DESTROYED
    receipt = Receipt(kind=kind, about=about, organization=organization.code, at=at)
    return _put(Subject(organization.pk, about, referral), partner, kind, write_receipt(receipt), at=at)


def note_arrived(referral: Referral, receipt: ParcelKind, *, at: dt.datetime) -> None:
    """What a receipt proves to have arrived there needs neither sending nor keeping any more."""
    kind = ParcelKind.REVOKED if receipt == ParcelKind.DESTROYED else ParcelKind.PACKET
    waiting = Parcel.objects.filter(referral=referral, kind=kind, is_incoming=False, delivered_at=None)
    waiting.update(delivered_at=at, content=None, fault="")


def ask_to_deliver(partner_id: int) -> None:
    """Have what waits for an installation tried soon; what goes to one goes one after another."""
    enqueue("cases.deliver_to", lock=f"cases.deliver_to:{partner_id}", partner_id=partner_id)


def drop_packet(referral: Referral) -> None:
    """A packet whose referral has ended is carried nowhere any more."""
    Parcel.objects.filter(referral=referral, kind=ParcelKind.PACKET).update(content=None)


def _other_end(referral: Referral) -> tuple[Partner, str, uuid.UUID]:
    """The partner, the code of the receiving organisation, and the packet's number at its sender."""
    if referral.goes_to is not None:
        return referral.goes_to.partner, referral.goes_to.code, referral.uuid
    assert referral.came_from is not None  # noqa: S101  whoever calls has looked
    assert referral.number_there is not None  # noqa: S101  the table says so
    return referral.came_from, referral.organization.code, referral.number_there


@dataclass(frozen=True, slots=True)
class Subject:
    """What a file is about: for which organisation of ours, the packet's number at its sender, its referral here."""

    organization_id: int
    about: uuid.UUID
    referral: Referral | None


def _of(referral: Referral) -> Subject:
    return Subject(referral.organization_id, referral.number_there or referral.uuid, referral)


def _put(
    subject: Subject, partner: Partner, kind: ParcelKind, text: bytes, *, at: dt.datetime, detail: str = ""
) -> Parcel:
    ours, partner = own_installation(), _as_trusted(partner)
    if ours is None:
        raise NoInstallation
    document = uuid.uuid4()
    header = Header(sender=ours.uuid, receiver=partner.installation, document=document)
    content = pack(text, header, sign_key=open_key(ours.sign_key_id), to_public=bytes(partner.seal_public))
    if partner.address:
        ask_to_deliver(partner.pk)
    return Parcel.objects.create(
        organization_id=subject.organization_id,
        partner=partner,
        referral=subject.referral,
        about=subject.about,
        document=document,
        kind=kind,
        detail=detail,
        is_incoming=False,
        said_at=at,
        content=content,
    )


def _as_trusted(partner: Partner) -> Partner:
    """The same installation with the keys and the address by which it is trusted now; else as it was."""
    if partner.is_trusted:
        return partner
    current = Partner.objects.filter(
        installation=partner.installation, confirmed_at__isnull=False, ended_at=None
    )
    return current.first() or partner
