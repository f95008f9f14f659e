"""Who reads how to reach her: her worker, whoever was let in, an exception; a review goes without it, on every page."""

import re
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.models import User
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.models import Complaint
from safefair.cases.operations import admit, open_by_exception
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.cases import WORDS
from safefair.cases.operations.messages import send_message
from safefair.cases.operations.safety import SECTIONS, SafetyText, make_safety_plan
from safefair.cases.sealing import open_case, write_words
from safefair.core.keys.store import open_key
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.complaints import invented_complaint
from tests.cases.factories import DAY, NOON, agree_invented, case_worker, open_invented_case, send_invented
from tests.cases.test_danger import find

pytestmark = pytest.mark.django_db
CANARIES = {name: f"Canary-{name}-{uuid.uuid4().hex[:6]}" for name in WORDS if name != "wishes"}
OF_COMPLAINT = {name: f"Canary-{name}-complaint" for name in ("respondent_name", "facts", "demand")}
CATEGORIES = [code for code in DataCategory.values if code not in ("name", "documents")]
ALL = {*CANARIES.values(), *OF_COMPLAINT.values()}


@pytest.fixture
def organization():
    return OrganizationFactory.create()


@pytest.fixture
def case(organization):
    """A case with a canary in every word, a complaint, and a referral of all of it that was accepted elsewhere."""
    case = open_invented_case(organization, contact_channel="call")
    key = open_case(case, by_id=case.worker_id)
    write_words(case, {**CANARIES, "wishes": "Invented wish."}, key=key)
    case.save()
    complaint = invented_complaint(case)
    write_words(complaint, OF_COMPLAINT, key=key)
    complaint.save()
    return case


@pytest.fixture
def referral(case):
    """Everything she may share, sent and accepted."""
    referral = send_invented(case, agree_invented(case, None, *CATEGORIES))
    assert referral.to is not None
    return accept_referral(referral, at=NOON, by=case_worker(referral.to))


def pages(case, referral) -> list[str]:
    """The pages of a case that show words."""
    complaint = Complaint.objects.get(case=case)
    names = (
        "detail",
        "sheet",
        "messages",
        "plan",
        "danger",
        "safety",
        "closure",
        "her_copy",
        "access",
        "correct",
    )
    return [
        *(reverse(f"cases:{name}", args=[case.uuid]) for name in names),
        reverse("cases:complaint", args=[case.uuid, complaint.uuid]),
        reverse("cases:complaint_correct", args=[case.uuid, complaint.uuid]),
        reverse("cases:referral", args=[referral.uuid]),
        reverse("cases:list"),
        reverse("cases:complaints"),
        reverse("cases:referrals_sent"),
        reverse("workspace:home"),
    ]


def seen(client, urls: list[str]) -> set[str]:
    """Which canaries stand on the pages that she may open."""
    text = "".join(client.get(url).content.decode() for url in urls)
    return {canary for canary in ALL if canary in text}


def preview(client, case, referral) -> str:
    """What is shown before a referral is sent."""
    url = reverse("cases:refer", args=[case.uuid]) + f"?consent={referral.consent.uuid}"
    sent = {
        "service": "cash", "kind": "service", "urgency": "day", "children": "0", "question": "",
        "categories": ["contact", "wishes", "needs", "migration", "complaint"], "entry_id": str(uuid.uuid4()), "action": "preview",
    }  # fmt: skip
    return client.post(url, sent).content.decode()


def test_a_supervisor_reads_no_identity_on_any_page(client, organization, case, referral):
    sign_in(client, "CASE_SUPERVISOR", organization)

    assert seen(client, pages(case, referral)) == set()
    looked_at = preview(client, case, referral)
    assert "What they see once they have accepted" in looked_at
    assert not [canary for canary in ALL if canary in looked_at]
    assert "Invented wish." in looked_at
    page = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    assert "shown to her worker and to those let in" in page
    assert "Not recorded: Number" not in page


def test_her_worker_reads_all_of_it(client, case, referral):
    client.force_login(case.worker, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert seen(client, pages(case, referral)) == ALL


@pytest.mark.parametrize("how", ["let in", "exception"])
def test_a_supervisor_who_was_let_in_or_broke_the_glass_reads_it_until_that_ends(
    client, organization, case, referral, how
):
    me = sign_in(client, "CASE_SUPERVISOR", organization)
    if how == "let in":
        row = admit(case, user=me, by=case.worker)
    else:
        row = open_by_exception(case, reason=ExceptionReason.DANGER, at=timezone.now(), by=me)

    shown = seen(client, pages(case, referral))

    assert shown == ALL
    row.expires_at = timezone.now()
    row.save()
    assert seen(client, pages(case, referral)) == set()


def test_a_labour_officer_reads_nothing_of_a_colleagues_case(client, organization, case, referral):
    sign_in(client, "LABOUR_OFFICER", organization)

    assert seen(client, pages(case, referral)) == set()


@pytest.fixture
def safety(case):
    """A safety plan with a canary in every part, and an assessment with one in its note."""
    text = SafetyText(words={name: f"Canary-{name}" for name in SECTIONS}, made_on=DAY, review_on=DAY)
    words = {"note": "Canary-note", "lowered_because": "Invented reason"}
    find(case, "high", DAY, yes=("weapon",), words=words)
    return make_safety_plan(case, text, entry_id=uuid.uuid4(), at=NOON, by=case.worker)


def words_on(client, case) -> set[str]:
    """Which canaries of the safety plan and the danger stand on their pages."""
    names = ("safety", "safety_new", "safety_paper", "danger", "detail", "sheet")
    text = "".join(client.get(reverse(f"cases:{name}", args=[case.uuid])).content.decode() for name in names)
    return set(re.findall(r"Canary-(\w+)", text)) - {name for name in CANARIES if name in WORDS}


def test_of_a_safety_plan_a_reviewer_reads_what_names_nobody_and_that_the_rest_is_written(
    client, organization, case, safety
):
    sign_in(client, "CASE_SUPERVISOR", organization)

    assert words_on(client, case) == {"signs", "prepare"}
    page = client.get(reverse("cases:safety", args=[case.uuid])).content.decode()
    assert page.count("written, not shown to you") == 5
    assert "Whom she can call or go to" in page
    for name in ("safety_new", "safety_paper"):
        assert client.get(reverse(f"cases:{name}", args=[case.uuid])).status_code == 404
    assert client.post(reverse("cases:safety_not_wanted", args=[case.uuid])).status_code == 404
    assert "Invented reason" in client.get(reverse("cases:danger", args=[case.uuid])).content.decode()


def test_her_worker_reads_the_whole_safety_plan(client, case, safety):
    client.force_login(case.worker, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert words_on(client, case) == {*SECTIONS, "note"}


def test_a_reviewer_reads_the_messages_to_her_and_no_others(client, organization, case):
    me = sign_in(client, "CASE_SUPERVISOR", organization)
    key, home = open_key(case.key_id), reverse("workspace:home")
    page, detail = (reverse(f"cases:{name}", args=[case.uuid]) for name in ("messages", "detail"))

    def write(text: str, to: User | None) -> None:
        send_message(case, text, key=key, entry_id=uuid.uuid4(), at=timezone.now(), by=case.worker, to=to)

    write("Canary-among-workers", None)
    write("Canary-to-another", case_worker(organization, "CASE_SUPERVISOR"))
    assert (
        case.code
        not in client.get(home).content.decode().split("New messages in cases")[1].split("</section>")[0]
    )
    assert "Write to a colleague" in client.get(detail).content.decode()
    write("Invented: please look at the closure", me)

    assert (
        case.code
        in client.get(home).content.decode().split("New messages in cases")[1].split("</section>")[0]
    )
    assert "1 message" in client.get(detail).content.decode()
    shown = client.get(page).content.decode()
    assert "Invented: please look at the closure" in shown
    assert "Canary-" not in shown
    answer = {"text": "Invented answer", "to": str(case.worker.uuid), "entry_id": str(uuid.uuid4())}
    assert client.post(page, answer).status_code == 302
    assert "Invented answer" in client.get(page).content.decode()
    admit(case, user=me, by=case.worker)
    assert client.get(page).content.decode().count("Canary-") == 2


def test_at_the_receiver_whoever_accepted_reads_it_and_her_supervisor_does_not(client, referral):
    url = reverse("cases:referral", args=[referral.uuid])
    sign_in(client, "CASE_SUPERVISOR", referral.to)

    page = client.get(url).content.decode()

    assert "Invented wish." in page
    assert not [canary for canary in ALL if canary in page]
    client.force_login(referral.responded_by, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert CANARIES["contact"] in client.get(url).content.decode()


def test_a_supervisor_prints_no_packet(client, organization, case):
    outside = send_invented(case, agree_invented(case, "Invented clinic", *CATEGORIES))
    sign_in(client, "CASE_SUPERVISOR", organization)

    page = client.get(reverse("cases:referral_print", args=[outside.uuid]), follow=True).content.decode()

    assert "open the case by exception first" in page
    assert not [canary for canary in ALL if canary in page]
