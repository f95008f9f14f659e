"""What is still heard after trust in another installation has ended, and what keys made anew can do."""

import datetime as dt
import uuid

import pytest

from safefair.cases.enums.exchange import ParcelKind
from safefair.cases.errors import PacketUnknown, PartnerNotTrusted
from safefair.cases.models import Parcel, Referral
from safefair.cases.operations import withdraw_consent
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.installation import end_partner
from safefair.core.rls import row_security
from tests.accounts.factories import UserFactory
from tests.cases.elsewhere import Elsewhere, arrive, came, sent_there
from tests.cases.factories import NOON, case_worker, open_invented_case

pytestmark = pytest.mark.django_db


def end(partner) -> None:
    """Nobody here trusts it any more."""
    end_partner(partner, at=NOON, by=UserFactory.create())


def test_her_withdrawal_is_heard_after_trust_has_ended_and_nothing_else(ours, there, centre):
    partner = there.trusted()
    referral = came(there.packet(ours, centre), centre)
    me = case_worker(centre)
    with row_security(organization_id=centre.pk, user_id=me.pk):
        accept_referral(referral, at=NOON, by=me)
    end(partner)
    assert referral.number_there is not None

    for refused in (
        there.packet(ours, centre),
        there.receipt(ours, centre.code, uuid.uuid4(), ParcelKind.REVOKED),
        Elsewhere(number=there.number).receipt(ours, centre.code, referral.number_there, ParcelKind.REVOKED),
    ):
        with pytest.raises(PartnerNotTrusted):
            arrive(refused, centre)
    arrive(there.receipt(ours, centre.code, referral.number_there, ParcelKind.REVOKED), centre)

    referral.refresh_from_db()
    assert referral.status == "revoked"
    assert Referral.objects.count() == 1
    assert there.read(Parcel.objects.filter(is_incoming=False).latest("pk"), ours).kind == "destroyed"


def test_trusted_anew_it_takes_back_what_it_sent_before(ours, there, centre):
    end(there.trusted())
    older = there.trusted()
    referral = came(there.packet(ours, centre), centre)
    end(older)
    newer = there.trusted()

    arrive(there.receipt(ours, centre.code, referral.number_there, ParcelKind.REVOKED), centre)

    referral.refresh_from_db()
    assert (referral.status, referral.came_from) == ("revoked", older)
    assert Parcel.objects.filter(is_incoming=False).latest("pk").partner == newer


def test_our_taking_back_goes_to_whom_we_trust_no_more_and_its_answer_is_heard(ours, there, centre):
    partner = there.trusted()
    case = open_invented_case(centre)
    referral = sent_there(case, "wishes")
    end(partner)
    for kind in (ParcelKind.ACCEPTED, ParcelKind.DESTROYED):
        with pytest.raises(PartnerNotTrusted):
            arrive(there.receipt(ours, "THERE-1", referral.uuid, kind), centre)
    assert referral.consent is not None
    withdraw_consent(referral.consent, at=NOON, by=case.worker)

    assert there.read(Parcel.objects.latest("pk"), ours).kind == "revoked"
    arrive(there.receipt(ours, "THERE-1", referral.uuid, ParcelKind.DESTROYED), centre)

    assert Parcel.objects.get(kind="revoked").delivered_at == NOON
    with pytest.raises(PacketUnknown):
        arrive(there.receipt(ours, "THERE-1", uuid.uuid4(), ParcelKind.DESTROYED), centre)


def test_taken_back_before_it_came_is_confirmed_too(ours, there, centre):
    there.trusted()
    number = uuid.uuid4()

    arrive(there.receipt(ours, centre.code, number, ParcelKind.REVOKED), centre)

    said = there.read(Parcel.objects.get(is_incoming=False), ours)
    assert (said.kind, said.about) == ("destroyed", number)


def test_a_clock_that_is_fast_or_slow_makes_no_answer_before_the_question(ours, there, centre):
    there.trusted()
    fast, slow = NOON + dt.timedelta(days=3), NOON - dt.timedelta(days=3)
    asked = came(there.packet(ours, centre, sent_at=fast), centre)
    ahead, behind = (sent_there(open_invented_case(centre), "wishes") for _ in range(2))

    for referral, at in ((ahead, fast), (behind, slow)):
        arrive(there.receipt(ours, "THERE-1", referral.uuid, ParcelKind.ACCEPTED, at=at), centre)
        referral.refresh_from_db()

    assert [asked.sent_at, ahead.responded_at, behind.responded_at] == [NOON, NOON, NOON]


def test_what_has_arrived_there_is_not_kept_to_be_carried(ours, there, centre):
    there.trusted()
    referral = sent_there(open_invented_case(centre), "wishes")

    arrive(there.receipt(ours, "THERE-1", referral.uuid, ParcelKind.RECEIVED), centre)

    packet = Parcel.objects.get(kind="packet")
    assert (packet.delivered_at, packet.content) == (NOON, None)
