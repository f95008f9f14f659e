"""Referrals: what goes, on which ground, who reads it when, and how it ends."""

import datetime as dt
import uuid

import pytest
from django.utils import timezone

from safefair.cases.enums.consent import DataCategory, Purpose
from safefair.cases.enums.referral import DeclineReason, Feedback, OverrideReason
from safefair.cases.errors import (
    CannotTakeUp,
    ConsentOver,
    NoConsent,
    NotAllowedToOverride,
    ReferralAnswered,
    ReferralOver,
    ReferralTakenBack,
    ReferralUnderWay,
    SharedWithOurselves,
)
from safefair.cases.models import Bed, Case, Consent, House, Referral, SafetyPlan, Stay, TimelineEntry
from safefair.cases.operations import Answer, give_consent, refuse, withdraw_consent
from safefair.cases.operations.answers import (
    accept_referral,
    decline_by_her,
    decline_referral,
    finish_referral,
    take_up,
)
from safefair.cases.operations.referrals import Outgoing, send_referral, write_message
from safefair.cases.operations.revocation import revoke_referral
from safefair.cases.queries.referrals import response_times
from safefair.cases.sealing import read_words, write_words
from safefair.cases.tasks import end_consents_over_today
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory
from tests.cases.factories import (
    DAY,
    NOON,
    WISH,
    agree_invented,
    case_worker,
    open_invented_case,
    send_invented,
)

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def partner():
    """The receiver."""
    return OrganizationFactory.create(country="ID")


def sent_to(partner, *categories, **given):
    """A referral of an invented case to a partner."""
    case = open_invented_case(contact="+66 2 000 0000", contact_channel="call")
    return send_invented(case, agree_invented(case, partner, *categories), **given)


def words_of(referral):
    """What the packet says."""
    return read_words(referral, key=open_key(referral.key_id))


def test_the_packet_has_what_she_named_and_nothing_else(partner):
    referral = sent_to(partner, "wishes", "needs", question="Invented: is there a bed?")

    assert words_of(referral) == {
        "question": "Invented: is there a bed?",
        "wishes": {"wishes": WISH},
        "needs": {"needs": ["legal_assistance_service"], "priority": "normal"},
    }
    assert WISH.encode() not in bytes(referral.sealed or b"")
    with pytest.raises(KeyUnavailable):
        read_words(referral, key=open_key(referral.case.key_id))


def test_her_name_goes_only_where_she_named_it_and_from_her_registration(partner):
    with_name, without = sent_to(partner, "name"), sent_to(partner, "contact")

    assert list(words_of(with_name)) == ["name"]
    assert "Invented" in words_of(with_name)["name"]["latin"]
    assert words_of(without)["contact"]["contact"] == "+66 2 000 0000"
    assert "name" not in words_of(without)


def test_where_she_sleeps_goes_with_no_category(partner):
    case = open_invented_case()
    key = open_key(case.key_id)
    plan = SafetyPlan(organization=case.organization, case=case, made_on=DAY, made_by=case.worker)
    write_words(plan, {"steps": "Invented step", "places": "Invented Hidden Street 7"}, key=key)
    plan.save()
    house = House(organization=case.organization, name="Invented front", country="TH", key_id=case.key_id)
    write_words(house, {"address": "Invented Hidden Street 7"}, key=key)
    house.save()
    bed = Bed.objects.create(organization=case.organization, house=house, room="1", label="Invented bed")
    Stay.objects.create(
        organization=case.organization, case=case, bed=bed, admission=uuid.uuid4(), came_on=DAY,
        admitted_by=case.worker, entry_id=uuid.uuid4(),
    )  # fmt: skip

    referral = send_invented(case, agree_invented(case, partner, *DataCategory.values))

    packet = str(words_of(referral))
    assert "Invented step" in packet
    for hidden in ("Hidden Street", "Invented front", "Invented bed"):
        assert hidden not in packet


def test_nothing_goes_without_a_consent_for_this_receiver_and_each_category(partner):
    case = open_invented_case()
    agree_invented(case, partner, "wishes")
    agree_invented(case, OrganizationFactory.create(), "wishes", "migration")

    for categories in (["migration"], ["wishes", "migration"]):
        with pytest.raises(NoConsent):
            send(case, partner, categories)
    with pytest.raises(NoConsent):
        send(case, OrganizationFactory.create(), ["wishes"])
    with pytest.raises(SharedWithOurselves):
        send(case, case.organization, [])
    assert not Referral.objects.exists()


def send(case, receiver, categories, *, by=None, **given):
    """Send as her worker."""
    outgoing = Outgoing(receiver=receiver, service="health_medical_service", categories=categories, **given)
    return send_referral(case, outgoing, entry_id=uuid.uuid4(), at=NOON, by=by or case.worker)


def test_only_a_supervisor_overrides_and_it_stays_on_record(partner):
    case = open_invented_case()
    supervisor = case_worker(case.organization, "CASE_SUPERVISOR")
    elsewhere = case_worker(OrganizationFactory.create(), "CASE_SUPERVISOR")
    for by in (case.worker, elsewhere):
        with pytest.raises(NotAllowedToOverride):
            send(case, partner, ["wishes"], override=OverrideReason.LIFE, by=by)

    referral = send(case, partner, ["wishes"], override=OverrideReason.LIFE, by=supervisor)

    assert (referral.consent, referral.overridden_because) == (None, "life_in_danger")
    assert TimelineEntry.objects.get(case=case, kind="referred").detail == "life_in_danger"


def test_one_live_referral_for_one_service_to_one_receiver_and_a_form_twice_is_one(partner):
    case, entry = open_invented_case(), uuid.uuid4()
    agree_invented(case, partner, "wishes")
    outgoing = Outgoing(receiver=partner, service="health_medical_service")

    first = send_referral(case, outgoing, entry_id=entry, at=NOON, by=case.worker)
    assert send_referral(case, outgoing, entry_id=entry, at=NOON, by=case.worker) == first
    with pytest.raises(ReferralUnderWay):
        send(case, partner, [])
    revoke_referral(first, at=NOON, by=case.worker)

    assert send(case, partner, []).pk != first.pk


def test_taking_a_consent_back_takes_back_what_rests_on_it_and_destroys_the_key(
    partner, django_capture_on_commit_callbacks
):
    referral, other = sent_to(partner), sent_to(partner)
    accept_referral(other, at=NOON, by=case_worker(partner))

    with django_capture_on_commit_callbacks(execute=True):
        withdraw_consent(referral.consent, at=NOON, by=referral.case.worker)

    referral.refresh_from_db()
    assert (referral.status, referral.ended_at) == ("revoked", NOON)
    with pytest.raises(KeyUnavailable):
        words_of(referral)
    assert words_of(other)["wishes"]
    with pytest.raises(ReferralTakenBack):
        accept_referral(referral, at=NOON, by=case_worker(partner))


def test_an_accepted_referral_ends_with_the_consent_too(partner, django_capture_on_commit_callbacks):
    referral = accept_referral(sent_to(partner), at=NOON, by=case_worker(partner))

    with django_capture_on_commit_callbacks(execute=True):
        say_no(referral)

    referral.refresh_from_db()
    assert referral.status == "revoked"
    with pytest.raises(KeyUnavailable):
        words_of(referral)


def say_no(referral):
    """She answers no to the same question."""
    answer = Answer(purpose=Purpose.SHARE, recipient=referral.to, obtained_on=DAY)
    refuse(referral.case, answer, entry_id=uuid.uuid4(), at=NOON, by=referral.case.worker)


def test_a_newer_yes_that_covers_what_was_sent_carries_it_on_a_narrower_one_does_not(partner):
    referral = sent_to(partner, "wishes")

    wider = agree_invented(referral.case, partner, "wishes", "needs")
    referral.refresh_from_db()
    assert (referral.status, referral.consent) == ("in_progress", wider)
    agree_invented(referral.case, partner, "needs")

    referral.refresh_from_db()
    assert referral.status == "revoked"


def test_who_takes_back_that_her_file_is_kept_ends_every_referral(partner):
    referral = sent_to(partner)
    answer = Answer(purpose=Purpose.SERVICES, obtained_on=DAY)
    services = give_consent(referral.case, answer, entry_id=uuid.uuid4(), at=NOON, by=referral.case.worker)

    withdraw_consent(services, at=NOON, by=referral.case.worker)

    referral.refresh_from_db()
    assert referral.status == "revoked"


def test_a_consent_that_is_over_lets_nobody_accept(partner):
    referral = sent_to(partner)
    Consent.objects.filter(pk=referral.consent_id).update(valid_until=DAY)

    with row_security(organization_id=partner.pk, user_id=None), pytest.raises(ConsentOver):
        accept_referral(referral, at=NOON + dt.timedelta(days=1), by=case_worker(partner))

    accept_referral(referral, at=NOON, by=case_worker(partner))


def test_each_night_what_is_over_is_taken_back_and_no_longer_counted(
    partner, django_capture_on_commit_callbacks
):
    over, other = sent_to(partner), sent_to(partner)
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    answer = Answer(purpose=Purpose.STATISTICS, obtained_on=DAY, valid_until=yesterday)
    give_consent(over.case, answer, entry_id=uuid.uuid4(), at=NOON, by=over.case.worker)
    Consent.objects.filter(pk=over.consent_id).update(valid_until=yesterday)

    with django_capture_on_commit_callbacks(execute=True):
        end_consents_over_today(timestamp=0)
        end_consents_over_today(timestamp=0)

    over.refresh_from_db()
    other.refresh_from_db()
    assert (over.status, other.status) == ("revoked", "in_progress")
    assert Case.objects.get(pk=over.case_id).counts is False
    assert TimelineEntry.objects.filter(case=over.case, kind="referral_revoked", by=None).count() == 1
    with pytest.raises(KeyUnavailable):
        words_of(over)
    assert words_of(other)


def test_the_receiver_answers_within_its_own_row_security_and_the_sender_is_told(partner):
    referral = sent_to(partner)
    by = case_worker(partner)

    with row_security(organization_id=partner.pk, user_id=by.pk):
        accepted = accept_referral(referral, at=NOON + HOUR, by=by)
        with pytest.raises(ReferralAnswered):
            accept_referral(referral, at=NOON + HOUR, by=by)
        assert not Case.objects.exists()
        assert not TimelineEntry.objects.exists()

    assert (accepted.status, accepted.responded_at, accepted.responded_by) == ("accepted", NOON + HOUR, by)
    entry = TimelineEntry.objects.get(case=referral.case, kind="referral_accepted")
    assert (entry.organization, entry.by) == (referral.organization, None)


def test_she_declines_and_a_provider_declines_are_two_things(partner, django_capture_on_commit_callbacks):
    by, hers, theirs = case_worker(partner), sent_to(partner), sent_to(partner)

    with (
        django_capture_on_commit_callbacks(execute=True),
        row_security(organization_id=partner.pk, user_id=by.pk),
    ):
        decline_by_her(hers, at=NOON, by=by)
        decline_referral(theirs, reason=DeclineReason.NO_PLACE, at=NOON, by=by)

    hers.refresh_from_db()
    theirs.refresh_from_db()
    assert (hers.status, hers.decline_reason) == ("declined_by_survivor", "")
    assert (theirs.status, theirs.decline_reason) == ("rejected", "no_place")
    for referral in (hers, theirs):
        with pytest.raises(KeyUnavailable):
            words_of(referral)
        with pytest.raises(ReferralOver):
            accept_referral(referral, at=NOON, by=by)


def test_done_ends_access_and_is_reported_once(partner, django_capture_on_commit_callbacks):
    by, referral = case_worker(partner), sent_to(partner)
    with pytest.raises(ReferralOver):
        finish_referral(referral, feedback=Feedback.GIVEN, at=NOON, by=by)
    accept_referral(referral, at=NOON, by=by)

    with (
        django_capture_on_commit_callbacks(execute=True),
        row_security(organization_id=partner.pk, user_id=by.pk),
    ):
        finish_referral(referral, feedback=Feedback.PARTLY, at=NOON + HOUR, by=by)

    referral.refresh_from_db()
    assert (referral.status, referral.feedback) == ("done", "partly")
    with pytest.raises(KeyUnavailable):
        words_of(referral)
    with pytest.raises(ReferralOver):
        revoke_referral(referral, at=NOON, by=referral.case.worker)


def test_a_transfer_hands_the_case_over_when_it_is_accepted(partner):
    referral, by = sent_to(partner, kind="transfer"), case_worker(partner)
    assert referral.case.is_open

    with row_security(organization_id=partner.pk, user_id=by.pk):
        accept_referral(referral, at=NOON, by=by)

    case = Case.objects.get(pk=referral.case_id)
    assert (case.status, case.closed_on, case.closure_reason) == ("transferred", DAY, "transfer")


def test_taken_up_neither_side_lists_the_others_case(partner):
    referral, by = sent_to(partner, "wishes", "contact", "migration"), case_worker(partner)
    entry = uuid.uuid4()

    def open_own():
        return take_up(referral, None, organization=partner, entry_id=entry, at=NOON, by=by)

    with row_security(organization_id=partner.pk, user_id=by.pk):
        with pytest.raises(CannotTakeUp):
            open_own()
        accept_referral(referral, at=NOON, by=by)
        own = open_own()
        assert open_own() == own
        with pytest.raises(CannotTakeUp):
            take_up(referral, None, organization=partner, entry_id=uuid.uuid4(), at=NOON, by=by)
        assert list(Case.objects.all()) == [own]

    words = read_words(own, key=open_key(own.key_id))
    assert (words["wishes"], words["contact"]) == (WISH, "+66 2 000 0000")
    assert (own.source, own.needs, own.sex) == ("referral", ["legal_assistance_service"], "F")
    assert own.uuid != referral.case.uuid
    with row_security(organization_id=referral.organization_id, user_id=None):
        assert list(Case.objects.all()) == [referral.case]


def test_messages_are_sealed_and_both_sides_read_them_until_the_end(partner):
    referral, by = sent_to(partner), case_worker(partner)
    third = OrganizationFactory.create()

    with row_security(organization_id=partner.pk, user_id=by.pk):
        answer = write_message(
            referral, "Invented: from Monday", organization=partner, entry_id=uuid.uuid4(), at=NOON, by=by
        )

    assert b"Monday" not in bytes(answer.sealed or b"")
    assert read_words(answer, key=open_key(referral.key_id)) == {"text": "Invented: from Monday"}
    for organization, seen in ((partner, 1), (referral.organization, 1), (third, 0)):
        with row_security(organization_id=organization.pk, user_id=None):
            assert referral.messages.count() == seen
    revoke_referral(referral, at=NOON, by=referral.case.worker)
    referral.refresh_from_db()
    with pytest.raises(ReferralOver):
        write_message(referral, "Invented", organization=partner, entry_id=uuid.uuid4(), at=NOON, by=by)


def test_an_answer_that_never_comes_is_late(partner):
    by = case_worker(partner)
    soon, late, never, gone, fresh = (sent_to(partner, urgency="now") for _ in range(5))
    accept_referral(soon, at=NOON + HOUR, by=by)
    accept_referral(late, at=NOON + 2 * HOUR, by=by)
    revoke_referral(gone, at=NOON + 3 * HOUR, by=gone.case.worker)
    revoke_referral(fresh, at=NOON + HOUR / 2, by=fresh.case.worker)

    times = response_times(Referral.objects.all(), at=NOON + 5 * HOUR)
    at_noon = response_times(Referral.objects.filter(pk=never.pk), at=NOON)

    assert (times.sent, times.in_time, times.late, times.awaited) == (5, 1, 3, 1)
    assert (at_noon.in_time, at_noon.late, at_noon.awaited) == (0, 0, 1)
