"""An invented installation with keys of its own: what it would send, and what it reads of ours."""

import datetime as dt
import os
import uuid
from dataclasses import dataclass, field

from safefair.accounts.models import Organization
from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.exchange.cards import Card, CardOrganization, read_card, write_card
from safefair.cases.exchange.contents import (
    Packet,
    Receipt,
    read_contents,
    write_packet,
    write_receipt,
)
from safefair.cases.models import Installation, Parcel, Partner, Referral
from safefair.cases.operations.arrivals import take_arrival
from safefair.cases.operations.installation import add_partner, confirm_partner, name_installation
from safefair.cases.operations.referrals import Outgoing, send_referral
from safefair.cases.queries.partners import elsewhere
from safefair.core.crypto.packets import Header, pack, public_keys, unpack
from safefair.core.rls import row_security
from tests.accounts.factories import UserFactory
from tests.cases.factories import NOON, agree_invented

NAME = "Invented Canary Elsewhere"


def our_installation(*receives: Organization) -> Installation:
    """This one, with a card."""
    codes = [one.code for one in receives]
    return name_installation(name="Invented here", address="", receives=codes, by=UserFactory.create())


@dataclass
class Elsewhere:
    """The other installation."""

    number: uuid.UUID = field(default_factory=uuid.uuid4)
    sign_key: bytes = field(default_factory=lambda: os.urandom(32))
    seal_key: bytes = field(default_factory=lambda: os.urandom(32))

    address: str = ""

    def card(self) -> str:
        """As it would hand it over."""
        sign_public, seal_public = public_keys(self.sign_key, self.seal_key)
        organizations = [
            CardOrganization("THERE-1", "Invented Centre There", "ID", ["legal_assistance_service"])
        ]
        card = Card(self.number, "Invented there", self.address, sign_public, seal_public, organizations)
        return write_card(card, sign_key=self.sign_key)

    def trusted(self) -> Partner:
        """Added and confirmed here."""
        by = UserFactory.create()
        return confirm_partner(add_partner(read_card(self.card()), at=NOON, by=by), at=NOON, by=by)

    def pack(self, text: bytes, to: Installation, *, document: uuid.UUID | None = None) -> bytes:
        """Any text, sealed for us and signed by it."""
        header = Header(self.number, to.uuid, document or uuid.uuid4())
        return pack(text, header, sign_key=self.sign_key, to_public=bytes(to.seal_public))

    def packet(self, to: Installation, organization: Organization, **given: object) -> bytes:
        """A packet for an organisation of ours."""
        return self.pack(write_packet(invented_packet(organization, **given)), to)

    def receipt(
        self,
        to: Installation,
        organization: str,
        about: uuid.UUID,
        kind: ParcelKind,
        detail: str = "",
        *,
        at: dt.datetime = NOON,
    ) -> bytes:
        """A receipt about a packet."""
        receipt = Receipt(kind=kind, about=about, organization=organization, at=at, detail=detail)
        return self.pack(write_receipt(receipt), to)

    def read(self, file: Parcel | bytes, ours: Installation) -> Packet | Receipt:
        """What a file of ours says there."""
        data = file if isinstance(file, bytes) else bytes(file.content or b"")
        return read_contents(unpack(data, from_public=bytes(ours.sign_public), seal_key=self.seal_key))


def invented_packet(organization: Organization, **given: object) -> Packet:
    """Wishes and needs of an invented woman."""
    values: dict[str, object] = {
        "number": uuid.uuid4(),
        "organization": organization.code,
        "sender_name": "Invented Shelter There",
        "code": "RINV1-11",
        "service": "legal_assistance_service",
        "kind": "service",
        "urgency": "day",
        "language": "id",
        "country": "MY",
        "sex": "F",
        "age_band": "25-34",
        "children": 1,
        "categories": ["name", "needs", "wishes"],
        "sent_at": NOON,
        "answer_by": NOON,
        "holds_until": None,
        "overridden_because": "",
        "words": {
            "question": "Invented question from there",
            "name": {"latin": "Invented Canary Elsewhere"},
            "wishes": {"wishes": "Invented wish from there"},
            "needs": {"needs": ["legal_assistance_service"], "priority": "normal"},
        },
        **given,
    }
    return Packet(**values)  # type: ignore[arg-type]  # an invented one, by name


def sent_there(case, *categories, **given) -> Referral:
    """A referral of ours to the organisation of another installation."""
    (receiver,) = elsewhere()
    agree_invented(case, receiver.label, *categories)
    outgoing = Outgoing(
        receiver=receiver,
        service="legal_assistance_service",
        categories=[one for one in categories if one != "documents"],
        **given,
    )
    return send_referral(case, outgoing, entry_id=uuid.uuid4(), at=NOON, by=case.worker)


def arrive(data, centre, by=None) -> Parcel:
    """A file taken in for an organisation, under its own row security as a page has it."""
    with row_security(organization_id=centre.pk, user_id=by.pk if by else None):
        return take_arrival(data, organization=centre, at=NOON, by=by)


def came(data, centre) -> Referral:
    """The referral that a packet became."""
    referral = arrive(data, centre).referral
    assert referral is not None
    return referral
