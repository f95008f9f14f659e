"""Packets between two installations: who is trusted, what is taken in, what becomes of it, and what is refused."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connections

from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.enums.referral import DeclineReason, Feedback
from safefair.cases.errors import (
    FileNotOurs,
    FileNotReadable,
    FileOver,
    OurOwnCard,
    PacketTakenBack,
    PacketUnknown,
    PartnerKnown,
    PartnerNotTrusted,
    ReceiverUnknown,
)
from safefair.cases.exchange.cards import NotACard, read_card
from safefair.cases.exchange.contents import Packet, Receipt
from safefair.cases.models import PacketDocument, Parcel, Referral
from safefair.cases.operations import withdraw_consent
from safefair.cases.operations.answers import accept_referral, decline_referral, finish_referral
from safefair.cases.operations.installation import add_partner, end_partner, own_card
from safefair.cases.operations.referrals import Outgoing, send_referral
from safefair.cases.queries.partners import elsewhere
from safefair.cases.tasks import end_consents_over_today
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.crypto.packets import MAGIC, Header, NotAPacket, pack, public_keys, read_header, unpack
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.cases.elsewhere import NAME, Elsewhere, arrive, came, sent_there
from tests.cases.factories import NOON, agree_invented, case_worker, open_invented_case
from tests.cases.test_packet_documents import with_document

pytestmark = pytest.mark.django_db


def test_a_sealed_file_opens_for_its_receiver_alone_and_not_when_a_bit_has_changed():
    one, other, third = Elsewhere(), Elsewhere(), Elsewhere()
    header = Header(one.number, other.number, uuid.uuid4())
    from_public, to_public = (
        public_keys(one.sign_key, one.seal_key)[0],
        public_keys(other.sign_key, other.seal_key)[1],
    )
    data = pack(b"Invented Canary", header, sign_key=one.sign_key, to_public=to_public)

    assert unpack(data, from_public=from_public, seal_key=other.seal_key).rstrip() == b"Invented Canary"
    assert (read_header(data), b"Canary" in data) == (header, False)
    for at in (len(MAGIC), len(MAGIC) + 20, 120, len(data) - 70, len(data) - 1):
        changed = bytearray(data)
        changed[at] ^= 1
        with pytest.raises(NotAPacket):
            unpack(bytes(changed), from_public=from_public, seal_key=other.seal_key)
    for public, key in (
        (from_public, third.seal_key),
        (public_keys(third.sign_key, third.seal_key)[0], other.seal_key),
    ):
        with pytest.raises(NotAPacket):
            unpack(data, from_public=public, seal_key=key)
    with pytest.raises(NotAPacket):
        read_header(data[:90])


def test_the_length_does_not_tell_how_much_was_said(ours, there, centre):
    short, long = there.pack(b"x", ours), there.pack(b"x" * 4000, ours)

    assert len(short) == len(long)


def test_a_card_is_what_its_key_signed_and_keys_do_not_change_silently(ours, there, centre):
    partner = there.trusted()
    with pytest.raises(NotACard):
        read_card(there.card().replace("Invented there", "Invented elsewhere"))
    with pytest.raises(PartnerKnown):
        add_partner(read_card(Elsewhere(number=there.number).card()), at=NOON, by=UserFactory.create())
    with pytest.raises(OurOwnCard):
        add_partner(read_card(own_card(ours)[1]), at=NOON, by=UserFactory.create())

    assert add_partner(read_card(there.card()), at=NOON, by=UserFactory.create()) == partner
    assert [one.label for one in elsewhere()] == ["Invented Centre There (Invented there)"]
    assert own_card(ours)[0].organizations[0].code == centre.code


def test_a_packet_stands_among_the_referrals_once_however_often_it_comes(ours, there, centre):
    there.trusted()
    data = there.packet(ours, centre)

    first, again = arrive(data, centre), arrive(data, centre)

    referral = Referral.objects.get()
    assert (first.referral, again) == (referral, first)
    assert (referral.to, referral.sender) == (centre, "Invented Shelter There (Invented there)")
    answer = Parcel.objects.get(is_incoming=False)
    said = there.read(answer, ours)
    assert isinstance(said, Receipt)
    assert (said.kind, said.about) == ("received", referral.number_there)
    assert NAME.encode() not in bytes(referral.sealed or b"")


@pytest.mark.parametrize(
    ("why", "refused"),
    [("changed", FileNotReadable), ("text", FileNotReadable), ("more than agreed", FileNotReadable),
     ("another installation", FileNotOurs), ("another organisation", FileNotOurs), ("unknown", PartnerNotTrusted),
     ("unconfirmed", PartnerNotTrusted), ("ended", PartnerNotTrusted), ("over", FileOver),
     ("receipt of nothing", PacketUnknown)],
)  # fmt: skip
def test_what_does_not_hold_is_refused_and_leaves_nothing(ours, there, centre, why, refused):
    partner = there.trusted()
    data = there.packet(ours, centre)
    if why == "changed":
        data = data[:-100] + b"x" + data[-99:]
    elif why == "text":
        data = b"Invented text of nothing"
    elif why == "more than agreed":
        data = there.packet(ours, centre, categories=["wishes"])
    elif why == "another installation":
        ours.uuid = uuid.uuid4()
        data = there.packet(ours, centre)
    elif why == "another organisation":
        data = there.packet(ours, OrganizationFactory.create())
    elif why == "unknown":
        data = Elsewhere().packet(ours, centre)
    elif why == "unconfirmed":
        stranger = Elsewhere()
        add_partner(read_card(stranger.card()), at=NOON, by=UserFactory.create())
        data = stranger.packet(ours, centre)
    elif why == "ended":
        end_partner(partner, at=NOON, by=UserFactory.create())
    elif why == "over":
        data = there.packet(ours, centre, holds_until=NOON.date() - dt.timedelta(days=1))
    else:
        data = there.receipt(ours, centre.code, uuid.uuid4(), ParcelKind.ACCEPTED)

    with pytest.raises(refused) as fault:
        arrive(data, centre)

    assert "Invented" not in str(fault.value)
    assert (Referral.objects.count(), Parcel.objects.count()) == (0, 0)


def test_accepted_and_done_here_is_told_there_and_the_packet_opens_only_between(ours, there, centre):
    there.trusted()
    referral = came(there.packet(ours, centre), centre)
    me = case_worker(centre)
    with row_security(organization_id=centre.pk, user_id=me.pk):
        accept_referral(referral, at=NOON, by=me)
        finish_referral(referral, feedback=Feedback.GIVEN, at=NOON, by=me)

    said = [there.read(one, ours) for one in Parcel.objects.filter(is_incoming=False).order_by("pk")]
    assert [(one.kind, one.detail) for one in said] == [
        ("received", ""),
        ("accepted", ""),
        ("done", "implemented"),
    ]


def test_declined_here_is_told_with_its_reason(ours, there, centre):
    there.trusted()
    referral = came(there.packet(ours, centre), centre)
    me = case_worker(centre)
    with row_security(organization_id=centre.pk, user_id=me.pk):
        decline_referral(referral, reason=DeclineReason.NO_PLACE, at=NOON, by=me)

    said = there.read(Parcel.objects.filter(is_incoming=False).latest("pk"), ours)
    assert (said.kind, said.detail) == ("rejected", "no_place")


def test_taken_back_there_ends_access_here_at_once_and_is_confirmed(
    ours, there, centre, django_capture_on_commit_callbacks
):
    there.trusted()
    referral = came(there.packet(ours, centre), centre)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            arrive(there.receipt(ours, centre.code, referral.number_there, ParcelKind.REVOKED), centre)

    referral.refresh_from_db()
    assert referral.status == "revoked"
    with pytest.raises(KeyUnavailable):
        open_key(referral.key_id)
    assert there.read(Parcel.objects.filter(is_incoming=False).latest("pk"), ours).kind == "destroyed"


def test_taken_back_before_it_came_it_is_not_opened(ours, there, centre):
    there.trusted()
    number = uuid.uuid4()
    arrive(there.receipt(ours, centre.code, number, ParcelKind.REVOKED), centre)

    with pytest.raises(PacketTakenBack):
        arrive(there.packet(ours, centre, number=number), centre)

    assert not Referral.objects.exists()


def test_when_her_consent_is_over_it_ends_here_too(ours, there, centre):
    there.trusted()
    arrive(there.packet(ours, centre, holds_until=NOON.date()), centre)

    end_consents_over_today(0)

    assert Referral.objects.get().status == "revoked"


def test_what_goes_there_is_what_she_agreed_to_with_her_documents(ours, there, centre):
    there.trusted()
    case = open_invented_case(centre)
    document = with_document(case)

    referral = sent_there(case, "wishes", "documents", documents=[document.uuid])

    parcel = Parcel.objects.get()
    said = there.read(parcel, ours)
    assert isinstance(said, Packet)
    assert (said.organization, said.code, said.categories) == (
        "THERE-1",
        referral.code,
        ["documents", "wishes"],
    )
    assert set(said.words) == {"wishes", "documents"}
    assert len(said.files) == PacketDocument.objects.count() == 1
    assert said.files[0].content.startswith(b"\xff\xd8")


def test_answers_from_there_in_any_order_and_twice_do_no_harm(ours, there, centre):
    there.trusted()
    case = open_invented_case(centre)
    referral = sent_there(case, "wishes")
    receipts = [
        there.receipt(ours, "THERE-1", referral.uuid, kind, detail)
        for kind, detail in (
            (ParcelKind.DONE, "implemented"), (ParcelKind.ACCEPTED, ""), (ParcelKind.REJECTED, "no_place"),
            (ParcelKind.RECEIVED, ""),
        )
    ]  # fmt: skip

    for data in [*receipts, *receipts]:
        arrive(data, centre)

    referral.refresh_from_db()
    assert (referral.status, referral.feedback, referral.responded_at) == ("done", "implemented", NOON)
    assert Parcel.objects.filter(is_incoming=True).count() == len(receipts)
    assert Parcel.objects.get(kind="packet").content is None


def test_taken_back_here_a_receipt_is_sealed_for_there(ours, there, centre):
    there.trusted()
    case = open_invented_case(centre)
    referral = sent_there(case, "wishes")
    assert referral.consent is not None
    withdraw_consent(referral.consent, at=NOON, by=case.worker)

    said = there.read(Parcel.objects.latest("pk"), ours)

    assert (said.kind, said.about, said.organization) == ("revoked", referral.uuid, "THERE-1")
    assert Parcel.objects.get(kind="packet").content is None


def test_another_partner_answers_nothing_of_ours(ours, there, centre):
    there.trusted()
    referral = sent_there(open_invented_case(centre), "wishes")
    other = Elsewhere()
    by = UserFactory.create()
    add_partner(read_card(other.card()), at=NOON, by=by).__class__.objects.filter(
        installation=other.number
    ).update(confirmed_at=NOON, confirmed_by=by)

    with pytest.raises(PacketUnknown):
        arrive(other.receipt(ours, "THERE-1", referral.uuid, ParcelKind.DONE, "implemented"), centre)


def test_nothing_goes_where_trust_has_ended(ours, there, centre):
    partner = there.trusted()
    case = open_invented_case(centre)
    (receiver,) = elsewhere()
    agree_invented(case, receiver.label, "wishes")
    end_partner(partner, at=NOON, by=UserFactory.create())
    receiver.partner.refresh_from_db()

    with pytest.raises(ReceiverUnknown):
        send_referral(
            case, Outgoing(receiver=receiver, service="cash", categories=["wishes"]), entry_id=uuid.uuid4(), at=NOON,
            by=case.worker,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_the_same_packet_carried_in_by_two_at_once_is_one(ours, there, centre):
    there.trusted()
    data, start, came_in, failed = there.packet(ours, centre), threading.Barrier(4), [], []

    def carry() -> None:
        try:
            start.wait()
            came_in.append(arrive(data, centre).pk)
        except Exception as fault:  # noqa: BLE001  reason: whatever it is, it is a failure
            failed.append(type(fault).__name__)
        finally:
            connections.close_all()

    carriers = [threading.Thread(target=carry) for _ in range(4)]
    for carrier in carriers:
        carrier.start()
    for carrier in carriers:
        carrier.join()

    assert (failed, len(came_in), len(set(came_in))) == ([], 4, 1)
    assert Referral.objects.count() == 1
