"""What a reviewer's pages may contain: a canary in every sealed word of a case, and the few words that a review needs."""

import re
import uuid

import pytest
from django.apps import apps
from django.urls import URLPattern, reverse
from django.utils import timezone

from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.enums.consent import DataCategory
from safefair.cases.models import Attachment, Case, Consent, Referral
from safefair.cases.operations.answers import accept_referral
from safefair.cases.operations.attachments import NewDocument, attach
from safefair.cases.operations.cases import WORDS
from safefair.cases.operations.messages import send_message
from safefair.cases.operations.referrals import write_message
from safefair.cases.operations.safety import SECTIONS
from safefair.cases.sealing import open_case, read_words, write_words
from safefair.cases.urls import urlpatterns
from safefair.core.keys.store import open_key
from safefair.core.sealed import Sealed
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.complaints import invented_complaint
from tests.cases.factories import DAY, NOON, agree_invented, case_worker, open_invented_case, send_invented
from tests.cases.plans import planned_in
from tests.cases.sending import as_shown
from tests.cases.test_attachments import photo
from tests.cases.test_closing import ask
from tests.cases.test_danger import find, plan_for
from tests.cases.test_teams import invented_team

pytestmark = pytest.mark.django_db
OF_A_CASE = {
    "Case": WORDS,
    "Complaint": ("respondent_name", "facts", "demand"),
    "Consent": ("conditions",),
    "Goal": ("text",),
    "Action": ("text", "note"),
    "FollowUp": ("note",),
    "SafetyPlan": (*SECTIONS, "said"),
    "RiskAssessment": ("note", "lowered_because"),
    "Incident": ("account", "place_name"),
    "Closure": ("note", "answer", "reopened_because"),
    "Attachment": ("name",),
}
"""The words of each sealed row of a case. Those of messages, referrals and their messages are written by their operations."""
BY_OPERATIONS = {"CaseMessage", "Referral", "ReferralMessage"}
NOT_OF_A_CASE = {"Draft", "House"}
MAY_BE_READ = {
    "Case-wishes",
    "Goal-text",
    "Action-text",
    "SafetyPlan-signs",
    "SafetyPlan-prepare",
    "RiskAssessment-lowered_because",
    "Closure-note",
    "Closure-answer",
    "Closure-reopened_because",
}
"""What she wants, what is to be done, and the reasons of what a reviewer decides on. All else is codes, days and amounts."""


@pytest.fixture
def case():
    """A case with everything that can be written in one, a canary in each word, and a referral that was accepted."""
    case = open_invented_case(OrganizationFactory.create(), contact_channel="call")
    ask(case)
    invented_complaint(case)
    planned_in(case)
    plan_for(case)
    find(case, "high", DAY, yes=("weapon",))
    consent = agree_invented(case, None, *[code for code in DataCategory.values if code != "documents"])
    document = NewDocument(data=photo(), kind=DocumentKind.PASSPORT, name="-")
    attach(case, document, key=open_key(case.key_id), entry_id=uuid.uuid4(), on=DAY, by=case.worker)
    plant(case)
    referral = send_invented(case, consent, question="Canary-Referral-question")
    assert referral.to is not None
    accepted = accept_referral(referral, at=NOON, by=case_worker(referral.to))
    entry, at, by = uuid.uuid4(), timezone.now(), case.worker
    text, key = "Canary-ReferralMessage-text", open_key(case.key_id)
    write_message(accepted, text, organization=case.organization, entry_id=entry, at=at, by=by)
    send_message(case, "Canary-CaseMessage-text", key=key, entry_id=entry, at=at, by=by)
    return case


def plant(case: Case) -> None:
    """A canary in every word of every row."""
    key = open_case(case, by_id=case.worker_id)
    for name, words in OF_A_CASE.items():
        model = apps.get_model("cases", name)
        rows = [case] if model is Case else list(model.objects.filter(case=case))
        assert rows, f"no {name} to write into"
        for row in rows:
            kept = {"kind": DocumentKind.PASSPORT.value} if model is Attachment else {}
            write_words(row, {**kept, **{word: f"Canary-{name}-{word}" for word in words}}, key=key)
            row.save()


def all_pages(case: Case) -> list[str]:
    """Every address of case work that a row of the case, or none, fills in."""
    rows = {
        "address": case.uuid, "referral": Referral.objects.get().uuid, "consent": Consent.objects.get().uuid,
        "complaint": case.complaints.get().uuid, "goal": case.goals.get().uuid, "action": case.actions.get().uuid,
        "contact": case.followups.get().uuid, "incident": case.incidents.get().uuid, "document": case.attachments.get().uuid,
    }  # fmt: skip
    found = []
    for pattern in urlpatterns:
        needed = set(pattern.pattern.converters)
        assert isinstance(pattern, URLPattern)
        if needed <= {*rows}:
            found.append(reverse(f"cases:{pattern.name}", kwargs={name: rows[name] for name in needed}))
        elif "address" in needed and needed - {*rows} == {"kind"}:
            found.append(reverse(f"cases:{pattern.name}", kwargs={"address": case.uuid, "kind": "danger"}))
    return [*found, reverse("workspace:home")]


def read_on(client, pages: list[str]) -> set[str]:
    """Which canaries stand on the pages that answer."""
    text = "".join(client.get(url).content.decode(errors="ignore") for url in pages)
    return set(re.findall(r"Canary-(\w+-\w+)", text))


def test_every_sealed_row_is_planted_or_is_no_cases():
    names = {
        model.__name__ for model in apps.get_app_config("cases").get_models() if issubclass(model, Sealed)
    }

    assert names == {*OF_A_CASE} | BY_OPERATIONS | NOT_OF_A_CASE


@pytest.mark.parametrize("role", ["CASE_SUPERVISOR", "TEAM_LEADER"])
def test_a_reviewer_reads_these_words_and_no_others(client, case, role):
    me = sign_in(client, role, case.organization)
    if role == "TEAM_LEADER":
        invented_team(case.organization, [case.worker], [me])

    assert read_on(client, all_pages(case)) == MAY_BE_READ


def test_a_reviewer_at_the_receiver_reads_what_she_wants_and_no_other_words(client, case):
    sign_in(client, "CASE_SUPERVISOR", Referral.objects.get().to)

    assert read_on(client, all_pages(case)) == {"Case-wishes", "SafetyPlan-signs"}


def test_a_colleague_at_the_receiver_who_did_not_accept_reads_no_words(client, case):
    sign_in(client, "CASE_WORKER", Referral.objects.get().to)

    assert read_on(client, all_pages(case)) == set()


def test_her_worker_reads_every_word(client, case):
    """The other way round: each canary stands on a page, so that the tests above look where words are shown."""
    client.force_login(case.worker, backend="allauth.account.auth_backends.AuthenticationBackend")
    every = {f"{name}-{word}" for name, words in OF_A_CASE.items() for word in words}

    shown = read_on(client, all_pages(case))

    assert every | {"CaseMessage-text", "Referral-question", "ReferralMessage-text"} == shown


def test_what_a_reviewer_says_of_a_step_leaves_its_note_and_she_holds_no_contact(client, case):
    sign_in(client, "CASE_SUPERVISOR", case.organization)
    step, contact = case.actions.get(), case.followups.get()
    ended = {"action": "done", "done-outcome": "referred", "done-done_on": DAY.isoformat()}
    url = reverse("cases:action", args=[case.uuid, step.uuid])

    sent = client.post(url, ended | as_shown(client.get(url).context["done"]) | ended)
    held = client.post(reverse("cases:contact", args=[case.uuid, contact.uuid]), {"action": "done"})

    assert (sent.status_code, held.status_code) == (302, 404)
    step.refresh_from_db()
    assert step.outcome == "referred"
    assert read_words(step, key=open_key(case.key_id))["note"] == "Canary-Action-note"
