"""Who reads how to reach her: her worker, whoever was let in, an exception; a review goes without it, on every page."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.models import Complaint
from safefair.cases.operations import admit, open_by_exception
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.cases import WORDS
from safefair.cases.sealing import open_case, write_words
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.complaints import invented_complaint
from tests.cases.factories import NOON, agree_invented, case_worker, open_invented_case, send_invented

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
