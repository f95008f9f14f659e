"""A file from another installation: whose signature it carries, and what it says. Nothing of it is stored here."""

import uuid
from dataclasses import dataclass

from django.db.models import F

from safefair.accounts.models import Organization
from safefair.cases.enums.exchange import ALWAYS_HEARD, FROM_SENDER, ParcelKind
from safefair.cases.enums.referral import LIVE
from safefair.cases.errors import FileChanged, FileNotOurs, FileNotReadable, PacketUnknown, PartnerNotTrusted
from safefair.cases.exchange.contents import NotReadable, Packet, Receipt, read_contents
from safefair.cases.models import Parcel, Partner, Referral
from safefair.cases.operations.installation import own_installation
from safefair.core.crypto.packets import NotAPacket, is_from, read_header, unpack
from safefair.core.keys.store import open_key


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What a file says, who signed it, and its own number."""

    partner: Partner
    document: uuid.UUID
    contents: Packet | Receipt


def open_file(data: bytes) -> Opened:
    """Open a file that a trusted installation signed for this one.

    From one that is not trusted any more, a taking back of consent and the answer to ours still count; whether they
    belong to anything here, `addressed_to` looks.
    """
    try:
        header = read_header(data)
    except NotAPacket:
        raise FileNotReadable from None
    ours = own_installation()
    if ours is None or header.receiver != ours.uuid:
        raise FileNotOurs
    partner = _signer(data, header.sender)
    try:
        text = unpack(data, from_public=bytes(partner.sign_public), seal_key=open_key(ours.seal_key_id))
        contents = read_contents(text)
    except (NotAPacket, NotReadable):
        raise FileNotReadable from None
    if not partner.is_trusted and not (isinstance(contents, Receipt) and contents.kind in ALWAYS_HEARD):
        raise PartnerNotTrusted
    return Opened(partner, header.document, contents)


def _signer(data: bytes, installation: uuid.UUID) -> Partner:
    """Whose key signed it, of those that were trusted under this number: the one in trust first, then the newest."""
    known = Partner.objects.filter(installation=installation, confirmed_at__isnull=False)
    partners = list(known.order_by(F("ended_at").desc(nulls_first=True), "-pk"))
    for partner in partners:
        if is_from(data, public=bytes(partner.sign_public)):
            return partner
    if any(partner.is_trusted for partner in partners):
        raise FileChanged
    raise PartnerNotTrusted


def addressed_to(opened: Opened) -> Organization:
    """The organisation of ours that a file is for, as far as the transaction sees.

    Raises:
        FileNotOurs: no organisation here has this code.
        PacketUnknown: a receipt of no packet of ours.
        PartnerNotTrusted: trust has ended, and nothing of that packet ever came, or ours was not taken back.
    """
    contents, installation = opened.contents, opened.partner.installation
    if isinstance(contents, Packet) or contents.kind in FROM_SENDER:
        if not opened.partner.is_trusted and not _came(contents, installation):
            raise PartnerNotTrusted
        found = Organization.objects.filter(code=contents.organization).first()
        if found is None:
            raise FileNotOurs
        return found
    sent = Referral.objects.filter(uuid=contents.about, goes_to__partner__installation=installation)
    referral = sent.select_related("organization", "goes_to").first()
    if referral is None or referral.goes_to is None:
        raise PacketUnknown
    if contents.organization != referral.goes_to.code:
        raise FileNotOurs
    if not opened.partner.is_trusted and referral.status in LIVE:
        raise PartnerNotTrusted
    return referral.organization


def _came(contents: Packet | Receipt, installation: uuid.UUID) -> bool:
    return isinstance(contents, Receipt) and (
        Parcel.objects.filter(
            partner__installation=installation,
            about=contents.about,
            kind=ParcelKind.PACKET,
            is_incoming=True,
            organization__code=contents.organization,
        ).exists()
    )
