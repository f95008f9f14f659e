"""What goes to another installation by its address: sent, answered, tried again, stopped, taken back."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.exchange.contents import Packet
from safefair.cases.models import Parcel, Referral
from safefair.cases.operations import withdraw_consent
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.deliveries import deliver_to, partners_waiting
from safefair.cases.operations.installation import end_partner
from safefair.core.rls import row_security
from tests.accounts.factories import UserFactory, sign_in
from tests.cases.elsewhere import Elsewhere, came, sent_there
from tests.cases.factories import NOON, case_worker, open_invented_case
from tests.cases.listening import Answer, listening

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "localhost"])]
OUR_REFUSAL: Answer = (403, {}, json.dumps({"code": "not_trusted"}).encode())


class Answering:
    """The other installation at its address; `answer` instead of a receipt, if a test sets one."""

    def __init__(self, ours) -> None:
        self.ours, self.there = ours, Elsewhere()
        self.answer: Answer | None = None

    def __call__(self, data: bytes) -> Answer:
        if self.answer is not None:
            return self.answer
        said = self.there.read(data, self.ours)
        if isinstance(said, Packet):
            about, kind = said.number, ParcelKind.RECEIVED
        elif said.kind == ParcelKind.REVOKED:
            about, kind = said.about, ParcelKind.DESTROYED
        else:
            return 204, {}, b""
        return 200, {}, self.there.receipt(self.ours, "THERE-1", about, kind)


@pytest.fixture
def answering(ours):
    return Answering(ours)


@pytest.fixture
def line(answering):
    with listening(answering) as listener:
        answering.there.address = listener.address
        yield listener


def run(partner, *, at: dt.datetime = NOON) -> None:
    """The job of this partner."""
    deliver_to(partner.pk, at=at)


def test_a_packet_goes_once_and_its_receipt_is_taken_in(line, answering, centre):
    partner = answering.there.trusted()
    referral = sent_there(open_invented_case(centre), "wishes")
    waiting = partners_waiting(at=NOON)

    run(partner)
    run(partner)

    packet = Parcel.objects.get(kind="packet")
    assert waiting == [partner.pk]
    assert (packet.delivered_at, packet.content, packet.fault) == (NOON, None, "")
    assert [(one.kind, one.referral) for one in Parcel.objects.filter(is_incoming=True)] == [
        ("received", referral)
    ]
    assert len(line.came) == 1
    assert partners_waiting(at=NOON) == []


def test_what_can_heal_is_tried_again_later_and_later_and_what_cannot_stops(line, answering, centre):
    partner = answering.there.trusted()
    sent_there(open_invented_case(centre), "wishes")
    packet, at, waited = Parcel.objects.get(kind="packet"), NOON, []
    for answering.answer in [(503, {}, b""), OUR_REFUSAL] * 4:
        run(partner, at=at)
        packet.refresh_from_db()
        assert packet.next_at is not None
        waited.append(int((packet.next_at - at).total_seconds() // 60))
        run(partner, at=packet.next_at - dt.timedelta(seconds=1))
        at = packet.next_at
    tried, faults = len(line.came), packet.fault

    answering.answer = (410, {}, json.dumps({"code": "over"}).encode())
    run(partner, at=at)
    run(partner, at=at + dt.timedelta(days=30))
    packet.refresh_from_db()

    assert waited == [1, 5, 15, 60, 240, 720, 1440, 1440]
    assert (tried, faults, len(line.came)) == (8, "not_trusted", 9)
    assert (packet.fault, packet.next_at, packet.content is None) == ("over", None, False)


def test_an_answer_that_is_no_receipt_of_theirs_counts_for_nothing(line, answering, ours, centre):
    partner = answering.there.trusted()
    referral = sent_there(open_invented_case(centre), "wishes")
    for answer in (
        b"", b"x" * 200, Elsewhere(number=answering.there.number).receipt(
            ours, "THERE-1", referral.uuid, ParcelKind.RECEIVED),
    ):  # fmt: skip
        answering.answer = (200, {}, answer)
        Parcel.objects.update(next_at=NOON)
        run(partner)

    packet = Parcel.objects.get()
    assert (packet.fault, packet.delivered_at, packet.tries) == ("unreachable", None, 3)


def test_taken_back_before_it_went_only_the_taking_back_goes_also_to_whom_nobody_trusts_any_more(
    line, answering, ours, centre
):
    partner = answering.there.trusted()
    case = open_invented_case(centre)
    referral = sent_there(case, "wishes")
    other = sent_there(open_invented_case(centre), "wishes")
    assert referral.consent is not None
    withdraw_consent(referral.consent, at=NOON, by=case.worker)
    end_partner(partner, at=NOON, by=UserFactory.create())

    run(partner)

    assert [answering.there.read(data, ours).kind for data in line.came] == ["revoked"]
    assert Parcel.objects.get(kind="destroyed", is_incoming=True).referral == referral
    assert Parcel.objects.get(kind="packet", referral=other).delivered_at is None


def test_our_answers_go_back_by_themselves_in_their_order(line, answering, ours, centre):
    partner = answering.there.trusted()
    referral = came(answering.there.packet(ours, centre), centre)
    me = case_worker(centre)
    with row_security(organization_id=centre.pk, user_id=me.pk):
        accept_referral(referral, at=NOON, by=me)

    run(partner)

    assert [answering.there.read(data, ours).kind for data in line.came] == ["received", "accepted"]
    assert not Parcel.objects.filter(delivered_at=None).exists()


def test_what_does_not_arrive_stands_on_the_home_page_once_an_hour_has_passed(
    client, line, answering, centre
):
    partner = answering.there.trusted()
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    referral = sent_there(case, "wishes")
    answering.answer, shown = (503, {}, b""), []
    for tries in range(5):
        Parcel.objects.update(tries=tries, next_at=NOON)
        run(partner)
        Referral.objects.update(answer_by=timezone.now() + dt.timedelta(days=1))
        shown.append("not delivered" in client.get(reverse("workspace:home")).content.decode())

    assert shown == [False, False, False, True, True]
    assert referral.code in client.get(reverse("workspace:home")).content.decode()


def test_the_worker_sees_what_became_of_it_and_sends_again(client, line, answering, centre):
    partner = answering.there.trusted()
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    referral = sent_there(case, "wishes")
    page = reverse("cases:referral", args=[referral.uuid])
    packet = Parcel.objects.get()
    again = reverse("cases:parcel_send", args=[referral.uuid, packet.uuid])
    waits = client.get(page).content.decode()
    answering.answer = (404, {}, json.dumps({"code": "not_ours"}).encode())
    run(partner, at=timezone.now())
    stopped = client.get(page).content.decode()
    answering.answer = (503, {}, b"")
    client.post(again)
    run(partner, at=timezone.now())
    later = client.get(page).content.decode()
    answering.answer = None
    asked = client.post(again, follow=True).content.decode()
    run(partner, at=timezone.now())
    arrived = client.get(page).content.decode()
    too_late = client.post(again, follow=True).content.decode()

    assert "is being sent" in waits
    assert "does not receive referrals there any more" in stopped
    assert "not tried again by itself" in stopped
    assert "The other installation does not answer. Next try:" in later.replace("\n", " ")
    assert "It is tried at once." in asked
    assert "has arrived there" in arrived
    assert "Fetch the file" not in arrived
    assert "There is nothing to send any more" in too_late
