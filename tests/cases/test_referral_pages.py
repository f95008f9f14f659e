"""Referrals by page: the look before sending is what the receiver sees; who sees what when; lists and home."""

import re
import uuid
from collections.abc import Mapping

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.models import Organization
from safefair.cases.models import Case, Referral
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.revocation import revoke_referral
from safefair.core.models import ReadLog
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import (
    WISH,
    agree_invented,
    case_worker,
    open_invented_case,
    send_invented,
)
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db
QUESTION = "Invented question: may she come on Monday?"


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="MY")


@pytest.fixture
def partner():
    return OrganizationFactory.create(country="ID")


@pytest.fixture
def theirs() -> Client:
    """The browser of the receiver."""
    return Client()


def show(client: Client, referral: Referral) -> str:
    """The page of a referral."""
    response = client.get(reverse("cases:referral", args=[referral.uuid]))
    assert response.status_code == 200
    return response.content.decode()


def card(page: str, title: str) -> str:
    """What stands in the card of this title, blanks evened out."""
    found = re.search(rf"<h2>{title}</h2>(.*?)</section>", page, re.DOTALL)
    assert found, title
    return " ".join(found.group(1).split())


def composed(case: Case, consent_uuid: object, client: Client, action: str, **changed: object):
    """The form of a referral sent in."""
    url = f"{reverse('cases:refer', args=[case.uuid])}?consent={consent_uuid}"
    form = {
        "service": "health_medical_service", "kind": "service", "urgency": "day", "children": "2",
        "categories": ["wishes", "needs"], "question": QUESTION, "entry_id": str(uuid.uuid4()), "action": action,
    }  # fmt: skip
    return posted(client, url, {**form, **changed})


def posted(client: Client, url: str, form: Mapping[str, object]):
    """A form sent in; before it is sent off it is looked at."""
    if form["action"] == "send":
        look = client.post(url, {**form, "action": "preview"}).content.decode()
        form = {**form, "seen": "".join(re.findall(r'name="seen" value="(\w+)"', look))}
    return client.post(url, form)


def waiting(organization: Organization, partner: Organization, *categories: str, **given: object) -> Referral:
    """A referral sent now."""
    case = open_invented_case(organization)
    return send_invented(case, agree_invented(case, partner, *categories), **given)


def test_the_look_before_sending_is_what_the_receiver_sees(client, theirs, centre, partner):
    me = sign_in(client, "CASE_WORKER", centre)
    case = open_invented_case(centre, worker=me)
    consent = agree_invented(case, partner, "name", "wishes", "needs")

    look = composed(case, consent.uuid, client, "preview", categories=["name", "wishes"]).content.decode()
    assert not Referral.objects.exists()
    response = composed(case, consent.uuid, client, "send", categories=["name", "wishes"])

    referral = Referral.objects.get()
    assert response.url == reverse("cases:referral", args=[referral.uuid])
    sign_in(theirs, "CASE_WORKER", partner)
    before = show(theirs, referral)
    assert card(before, "The request") == card(look, "What they see before they accept")
    for secret in (WISH, QUESTION, "Invented Daisy"):
        assert secret not in before
    theirs.post(reverse("cases:referral_accept", args=[referral.uuid]))
    packet = card(show(theirs, referral), "The packet")
    shown = card(look, "What they see once they have accepted")
    assert packet[packet.index("<h3>") :] == shown[shown.index("<h3>") :]
    for named in (WISH, QUESTION):
        assert named in packet


@pytest.mark.parametrize("role", ["CASE_WORKER", "CASE_SUPERVISOR"])
def test_whoever_refers_is_shown_her_conditions_or_told_that_there_are_some(client, centre, partner, role):
    me = sign_in(client, role, centre)
    case = open_invented_case(centre, worker=me if role == "CASE_WORKER" else case_worker(centre))
    consent = agree_invented(case, partner, conditions="Invented: not to the clinic in my village")

    page = client.get(f"{reverse('cases:refer', args=[case.uuid])}?consent={consent.uuid}").content.decode()

    assert ("not to the clinic in my village" in page) is (role == "CASE_WORKER")
    assert ("Ask her worker before you send this." in page) is (role == "CASE_SUPERVISOR")


def test_what_was_changed_after_the_look_is_looked_at_again(client, centre, partner):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    consent = agree_invented(case, partner)
    look = composed(case, consent.uuid, client, "preview").content.decode()
    (seen,) = re.findall(r'name="seen" value="(\w+)"', look)
    url = f"{reverse('cases:refer', args=[case.uuid])}?consent={consent.uuid}"
    form = {
        "service": "health_medical_service", "kind": "service", "urgency": "day", "children": "2",
        "categories": ["wishes", "needs"], "question": QUESTION, "entry_id": str(uuid.uuid4()),
        "action": "send", "seen": seen,
    }  # fmt: skip

    again = client.post(url, {**form, "categories": ["wishes"]})

    assert (again.status_code, Referral.objects.count()) == (200, 0)
    assert "What she needs" not in card(again.content.decode(), "What they see once they have accepted")
    assert client.post(url, form).status_code == 302


def test_what_she_did_not_name_cannot_be_chosen_and_says_why(client, centre, partner):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    consent = agree_invented(case, partner, "wishes")

    page = client.get(f"{reverse('cases:refer', args=[case.uuid])}?consent={consent.uuid}").content.decode()
    sent = composed(case, consent.uuid, client, "send", categories=["wishes", "incident"])

    assert re.findall(r'name="categories" value="(\w+)"', page) == ["wishes"]
    assert "what happened to her: she did not agree to share it with them" in page
    assert "not one of the available choices" in sent.content.decode()
    assert not Referral.objects.exists()


def test_without_consent_a_worker_is_sent_to_ask_and_a_supervisor_may_go_on(client, centre, partner):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    url = f"{reverse('cases:refer', args=[case.uuid])}?to={partner.uuid}"
    assert "Ask her first" in client.get(url).content.decode()
    assert client.post(url, {"action": "send"}).status_code == 200
    assert not Referral.objects.exists()

    boss = Client()
    sign_in(boss, "CASE_SUPERVISOR", centre)
    form = {
        "service": "safehouse_service", "kind": "service", "urgency": "now", "children": "0", "categories": ["wishes"],
        "override": "life_in_danger", "entry_id": str(uuid.uuid4()), "action": "send",
    }  # fmt: skip
    assert "This field is required" in boss.post(url, {**form, "override": ""}).content.decode()
    posted(boss, url, form)

    referral = Referral.objects.get()
    assert "her life is in danger" in show(client, referral)
    home = client.get(reverse("workspace:home")).content.decode()
    assert referral.code in home
    assert "sent without consent" in home


def test_only_who_accepted_and_supervisors_open_the_packet_and_each_opening_is_logged(
    theirs, centre, partner
):
    referral = waiting(centre, partner, "wishes")
    accept_referral(referral, at=timezone.now(), by=sign_in(theirs, "CASE_WORKER", partner))
    colleague, boss = Client(), Client()
    sign_in(colleague, "CASE_WORKER", partner)
    sign_in(boss, "CASE_SUPERVISOR", partner)

    readings = ReadLog.objects.filter(subject="cases.Referral", organization_id=partner.pk)
    assert [WISH in show(reader, referral) for reader in (theirs, colleague, boss)] == [True, False, True]
    assert [row.record_ids for row in readings.order_by("pk")] == [[referral.pk], [referral.pk]]


def test_a_role_that_reads_no_violence_reads_none_in_a_packet(theirs, centre, partner):
    referral = waiting(centre, partner, "wishes", "risk")
    officer = sign_in(theirs, "LABOUR_OFFICER", partner)
    Referral.objects.filter(pk=referral.pk).update(status="accepted", responded_by=officer)

    page = show(theirs, referral)

    assert WISH in page
    assert "<h3>Danger and safety plan</h3>" not in page


def test_taken_back_the_receiver_is_told_and_reads_nothing(client, theirs, centre, partner):
    referral = waiting(centre, partner, "wishes")
    sign_in(theirs, "CASE_WORKER", partner)
    assert referral.code in theirs.get(reverse("workspace:home")).content.decode()

    assert referral.case is not None
    revoke_referral(referral, at=timezone.now(), by=referral.case.worker)

    home = theirs.get(reverse("workspace:home")).content.decode()
    assert referral.code in card(home, '<a href="/workspace/cases/referrals/">Referrals taken back</a>')
    page = show(theirs, referral)
    assert "The packet can no longer be opened" in page
    assert "Accept" not in page
    answer = theirs.post(reverse("cases:referral_accept", args=[referral.uuid]), follow=True)
    assert "was taken back" in answer.content.decode()


def test_a_message_goes_to_the_other_side(client, theirs, centre, partner):
    me = sign_in(client, "CASE_WORKER", centre)
    case = open_invented_case(centre, worker=me)
    referral = send_invented(case, agree_invented(case, partner))
    sign_in(theirs, "CASE_WORKER", partner)

    url = reverse("cases:referral_message", args=[referral.uuid])
    theirs.post(url, {"text": "Invented: on Monday at nine", "entry_id": str(uuid.uuid4())})
    refused = theirs.post(url, {"text": "", "entry_id": str(uuid.uuid4())}, follow=True)

    assert "Invented: on Monday at nine" in show(client, referral)
    assert "Write something first" in refused.content.decode()


def test_taken_up_she_is_searched_for_and_the_case_is_the_receivers_own(theirs, centre, partner):
    referral = waiting(centre, partner, "wishes")
    accept_referral(referral, at=timezone.now(), by=sign_in(theirs, "CASE_WORKER", partner))
    url = reverse("cases:take_up", args=[referral.uuid])
    assert WISH in theirs.get(url).content.decode()

    nobody = theirs.post(url, {"person": "", "q": "", "action": "save", "entry_id": str(uuid.uuid4())})
    response = theirs.post(
        url, {"person": "none", "action": "save", "sex": "F", "entry_id": str(uuid.uuid4())}
    )

    assert "Choose one of the people found" in nobody.content.decode()
    own = Case.objects.get(organization=partner)
    assert response.url == reverse("cases:detail", args=[own.uuid])
    assert WISH in theirs.get(response.url).content.decode()
    assert theirs.get(url).status_code == 302


def test_taken_up_her_open_case_with_the_receiver_is_named_before_another_is_opened(theirs, centre, partner):
    referral, hers = waiting(centre, partner, "wishes"), register_invented(partner)
    me = sign_in(theirs, "CASE_WORKER", partner)
    first = open_invented_case(partner, worker=me, registration=hers)
    accept_referral(referral, at=timezone.now(), by=me)
    url = reverse("cases:take_up", args=[referral.uuid])
    sent = {"person": str(hers.uuid), "action": "save", "entry_id": str(uuid.uuid4())}

    told = theirs.post(url, sent)
    opened = theirs.post(url, sent | {"is_another": "1"})

    assert first.code in told.content.decode().split("She has a case with you already")[1]
    assert opened.status_code == 302
    assert Case.objects.filter(organization=partner, registration=hers).count() == 2


def test_on_paper_for_somebody_outside_and_the_sender_writes_the_answer_down(client, centre):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    referral = send_invented(case, agree_invented(case, "Invented Hospital", "wishes"))
    paper = client.get(reverse("cases:referral_print", args=[referral.uuid])).content.decode()

    client.post(reverse("cases:referral_accept", args=[referral.uuid]))
    client.post(reverse("cases:referral_done", args=[referral.uuid]), {"feedback": "implemented"})

    assert WISH in paper
    referral.refresh_from_db()
    assert (referral.status, referral.feedback) == ("done", "implemented")
    assert client.get(reverse("cases:referral_print", args=[referral.uuid])).status_code == 404


def test_the_sender_does_not_answer_for_an_organisation_that_can(client, centre, partner):
    case = open_invented_case(centre, worker=sign_in(client, "CASE_WORKER", centre))
    referral = send_invented(case, agree_invented(case, partner))

    for move in ("accept", "decline", "she_declines", "done"):
        assert client.post(reverse(f"cases:referral_{move}", args=[referral.uuid])).status_code == 404


@pytest.mark.parametrize("move", ["decline", "done"])
def test_an_answer_without_a_reason_changes_nothing(theirs, centre, partner, move):
    referral = waiting(centre, partner)
    sign_in(theirs, "CASE_WORKER", partner)

    page = theirs.post(reverse(f"cases:referral_{move}", args=[referral.uuid]), follow=True).content.decode()

    assert "Choose" in page
    assert Referral.objects.get().status == "in_progress"


def test_lists_narrow_and_name_nobody(client, theirs, centre, partner):
    me = sign_in(client, "CASE_WORKER", centre)
    case = open_invented_case(centre, worker=me)
    mine = send_invented(case, agree_invented(case, partner, "name", "wishes"), urgency="now")
    others = waiting(centre, partner)
    sign_in(theirs, "SHELTER_MANAGER", partner)

    sent = client.get(reverse("cases:referrals_sent"), {"late": "on"}).content.decode()
    received = theirs.get(reverse("cases:referrals"), {"sort": "answer"}).content.decode()

    assert (mine.code in sent, others.code in sent) == (True, False)
    assert re.findall(r">(R[\w-]+)</a>", received) == [mine.code, others.code]
    assert "Invented Daisy" not in sent + received
    assert mine.code not in theirs.get(reverse("cases:referrals"), {"status": "done"}).content.decode()


@pytest.mark.parametrize("side", ["sent", "received"])
def test_lists_and_pages_ask_as_much_for_three_as_for_one(side, client, centre, partner, assert_same_queries):
    me = sign_in(client, "CASE_WORKER", centre if side == "sent" else partner)

    def more() -> None:
        case = open_invented_case(centre, worker=me if side == "sent" else None)
        send_invented(case, agree_invented(case, partner))

    name = "cases:referrals_sent" if side == "sent" else "cases:referrals"
    assert_same_queries(reverse(name), more, at_most=12)
    assert_same_queries(reverse("workspace:home"), more, at_most=15)


def test_roles_without_case_work_see_no_referral(client, centre, partner):
    referral = waiting(centre, partner)
    sign_in(client, "COUNSELLOR", partner)

    assert client.get(reverse("cases:referrals")).status_code == 403
    assert client.get(reverse("cases:referral", args=[referral.uuid])).status_code == 403


def test_a_worker_of_the_sender_who_may_not_open_the_case_sees_no_referral_of_it(client, centre, partner):
    referral = waiting(centre, partner)
    sign_in(client, "CASE_WORKER", centre)
    assert referral.case is not None
    assert case_worker(centre) != referral.case.worker

    assert client.get(reverse("cases:referral", args=[referral.uuid])).status_code == 404
