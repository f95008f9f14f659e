"""What she agrees to: to a purpose and a recipient, by category, until she takes it back."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from safefair.cases.enums.consent import Purpose
from safefair.cases.errors import (
    AnswerIsOlder,
    CaseNotOpen,
    NothingToShare,
    RecipientMissing,
    SharedWithOurselves,
)
from safefair.cases.models import Case, Consent, TimelineEntry
from safefair.cases.operations import Answer, give_consent, refuse, withdraw_consent
from safefair.cases.queries.consent import valid_share
from safefair.cases.sealing import read_words
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, NOON, agree_invented, case_worker, open_invented_case, send_invented

pytestmark = pytest.mark.django_db
LATER = DAY + dt.timedelta(days=1)


def say(case: Case, purpose: Purpose, *, yes: bool = True, **given: object) -> Consent:
    """An answer of hers of an invented day."""
    answer = Answer(purpose=purpose, obtained_on=given.pop("obtained_on", DAY), **given)  # type: ignore[arg-type]
    record = give_consent if yes else refuse
    return record(case, answer, entry_id=uuid.uuid4(), at=NOON, by=case.worker)


def counts(case: Case) -> bool | None:
    return Case.objects.values_list("counts", flat=True).get(pk=case.pk)


def test_a_share_holds_for_this_recipient_these_categories_and_these_days():
    case, partner = open_invented_case(), OrganizationFactory.create()
    consent = agree_invented(case, partner, "wishes", "needs", valid_until=LATER)

    assert valid_share(case, partner, ["wishes"], DAY) == consent
    assert valid_share(case, partner, ["wishes", "needs"], LATER) == consent
    assert valid_share(case, partner, ["wishes", "incident"], DAY) is None
    assert valid_share(case, OrganizationFactory.create(), ["wishes"], DAY) is None
    assert valid_share(case, partner.name, ["wishes"], DAY) is None
    assert valid_share(open_invented_case(), partner, ["wishes"], DAY) is None
    assert valid_share(case, partner, ["wishes"], LATER + dt.timedelta(days=1)) is None


def test_somebody_outside_is_known_by_name():
    case = open_invented_case()
    consent = agree_invented(case, "Invented Hospital", "needs")

    assert valid_share(case, "invented hospital ", ["needs"], DAY) == consent
    assert valid_share(case, "Invented Hospice", ["needs"], DAY) is None


def test_the_newest_answer_to_a_question_counts():
    case, partner, other = open_invented_case(), OrganizationFactory.create(), OrganizationFactory.create()
    agree_invented(case, partner, "wishes", "needs")
    agree_invented(case, other, "wishes")

    narrower = agree_invented(case, partner, "needs", obtained_on=LATER)

    assert valid_share(case, partner, ["wishes"], LATER) is None
    assert valid_share(case, partner, ["needs"], LATER) == narrower
    say(case, Purpose.SHARE, yes=False, recipient=partner, obtained_on=LATER)
    assert valid_share(case, partner, ["needs"], LATER) is None
    assert valid_share(case, other, ["wishes"], LATER) is not None


def test_an_older_answer_does_not_replace_a_newer_one():
    case, partner = open_invented_case(), OrganizationFactory.create()
    say(case, Purpose.SHARE, yes=False, recipient=partner, obtained_on=LATER)

    with pytest.raises(AnswerIsOlder):
        agree_invented(case, partner, "wishes", obtained_on=DAY)


def test_taken_back_it_holds_no_more_even_when_the_case_has_ended():
    case, partner = open_invented_case(), OrganizationFactory.create()
    consent = agree_invented(case, partner, "wishes")
    Case.objects.filter(pk=case.pk).update(status="closed")

    withdraw_consent(consent, at=NOON, by=case.worker)
    withdraw_consent(consent, at=NOON + dt.timedelta(days=9), by=case.worker)

    consent.refresh_from_db()
    assert consent.withdrawn_at == NOON
    assert valid_share(case, partner, ["wishes"], DAY) is None
    assert TimelineEntry.objects.filter(case=case, kind="consent_withdrawn").count() == 1


def test_who_no_longer_wants_the_file_kept_shares_nothing():
    case, partner = open_invented_case(), OrganizationFactory.create()
    services = say(case, Purpose.SERVICES)
    agree_invented(case, partner, "wishes")

    withdraw_consent(services, at=NOON, by=case.worker)

    assert valid_share(case, partner, ["wishes"], DAY) is None


def test_being_counted_follows_her_newest_answer():
    case = open_invented_case()
    assert counts(case) is None

    consent = say(case, Purpose.STATISTICS)
    assert counts(case) is True
    withdraw_consent(consent, at=NOON, by=case.worker)
    assert counts(case) is False
    say(case, Purpose.STATISTICS)
    assert counts(case) is True
    say(case, Purpose.STATISTICS, yes=False)
    assert counts(case) is False


def test_a_share_says_with_whom_and_what():
    case = open_invented_case()

    with pytest.raises(RecipientMissing):
        say(case, Purpose.SHARE, categories=["wishes"])
    with pytest.raises(NothingToShare):
        say(case, Purpose.SHARE, recipient=OrganizationFactory.create())
    with pytest.raises(SharedWithOurselves):
        say(case, Purpose.SHARE, recipient=case.organization, categories=["wishes"])
    assert not Consent.objects.exists()


def test_the_same_form_twice_is_one_answer():
    case, entry = open_invented_case(), uuid.uuid4()
    answer = Answer(purpose=Purpose.SERVICES, obtained_on=DAY)

    first = give_consent(case, answer, entry_id=entry, at=NOON, by=case.worker)
    second = give_consent(case, answer, entry_id=entry, at=NOON, by=case.worker)

    assert first == second
    assert Consent.objects.get().withdrawn_at is None


def test_a_closed_case_takes_no_new_answer():
    case = open_invented_case()
    Case.objects.filter(pk=case.pk).update(status="closed")

    with pytest.raises(CaseNotOpen):
        say(case, Purpose.SERVICES)


def test_her_conditions_are_sealed_and_no_other_organisation_sees_the_row():
    case = open_invented_case()
    consent = agree_invented(case, conditions="Invented: never to my uncle")

    assert b"uncle" not in bytes(consent.sealed or b"")
    assert read_words(consent, key=open_key(case.key_id)) == {"conditions": "Invented: never to my uncle"}
    assert consent.recipient is not None
    with row_security(organization_id=consent.recipient.pk, user_id=None):
        assert not Consent.objects.exists()


def test_a_worker_writes_an_answer_down_and_takes_it_back_by_page(client):
    organization, partner = OrganizationFactory.create(), OrganizationFactory.create()
    me = sign_in(client, "CASE_WORKER", organization)
    case = open_invented_case(organization, worker=me)
    page = reverse("cases:consent", args=[case.uuid])
    sent = {
        "purpose": "share", "recipient": str(partner.uuid), "categories": ["wishes"], "decision": "given",
        "conditions": "Invented: only the women there", "given_by": "individual", "method": "verbal",
        "obtained_on": "2026-03-02", "entry_id": str(uuid.uuid4()),
    }  # fmt: skip

    assert client.post(page, sent).status_code == 302

    shown = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    assert partner.name in shown
    assert "only the women there" in shown
    consent = Consent.objects.get()
    client.post(reverse("cases:consent_withdraw", args=[case.uuid, consent.uuid]))
    shown = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    assert "no longer in force since" in shown
    assert "She takes it back" not in shown


def test_a_narrower_answer_says_which_referral_it_takes_back(client):
    organization, partner = OrganizationFactory.create(), OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))
    referral = send_invented(case, agree_invented(case, partner, "wishes", "needs"))
    sent = {
        "purpose": "share", "recipient": str(partner.uuid), "categories": ["needs"], "decision": "given",
        "given_by": "individual", "method": "verbal", "obtained_on": "2026-03-03", "entry_id": str(uuid.uuid4()),
    }  # fmt: skip

    page = client.post(reverse("cases:consent", args=[case.uuid]), sent, follow=True).content.decode()

    assert f"went further than what she says now: {referral.code}" in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"recipient": ""}, "Choose one organisation"),
        ({"recipient_name": "Invented Hospital"}, "Choose one organisation"),
        ({"categories": []}, "Mark what she agrees to share."),
        ({"obtained_on": "2999-01-01"}, "still to come"),
        ({"valid_until": "2026-03-01"}, "over already"),
        ({"decision": ""}, "This field is required."),
    ],
)
def test_bad_input_is_said_beside_the_field(client, wrong, said):
    organization, partner = OrganizationFactory.create(), OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))
    sent = {
        "purpose": "share", "recipient": str(partner.uuid), "categories": ["wishes"], "decision": "given",
        "given_by": "individual", "method": "verbal", "obtained_on": "2026-03-02", "entry_id": str(uuid.uuid4()),
    }  # fmt: skip

    page = client.post(reverse("cases:consent", args=[case.uuid]), {**sent, **wrong})

    assert said in page.content.decode()
    assert not Consent.objects.exists()


def test_a_supervisor_takes_back_and_does_not_ask(client):
    organization = OrganizationFactory.create()
    consent = agree_invented(open_invented_case(organization, worker=case_worker(organization)))
    sign_in(client, "CASE_SUPERVISOR", organization)
    case = consent.case

    assert client.get(reverse("cases:consent", args=[case.uuid])).status_code == 403
    client.post(reverse("cases:consent_withdraw", args=[case.uuid, consent.uuid]))

    consent.refresh_from_db()
    assert consent.withdrawn_at is not None
