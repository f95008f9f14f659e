"""What was typed and not sent: kept sealed, offered to its writer alone, gone once saved, thrown away or erased."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from safefair.cases.models import CaseMessage, Draft, RiskAssessment
from safefair.cases.models.case import DRAFT_DAYS
from safefair.cases.operations import admit
from safefair.cases.operations.drafts import Drawer, end_old_drafts, save_draft
from safefair.cases.operations.erasure import erase_case
from safefair.cases.tasks import end_old_drafts_today
from safefair.cases.views.drafts import KINDS
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.people.enums import ErasureReason
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import agree_invented, open_invented_case
from tests.cases.plans import planned_in

pytestmark = pytest.mark.django_db
CANARY = "Canary typed and not sent"


@pytest.fixture
def organization():
    return OrganizationFactory.create()


@pytest.fixture
def case(client, organization):
    """A case of whoever is signed in."""
    return open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))


def keep(client, case, kind: str, **data: object):
    """What the page sends every ten seconds."""
    return client.post(reverse("cases:draft", args=[case.uuid, kind]), data)


def test_what_was_typed_is_offered_again_filled_in_without_blame_and_gone_once_saved(client, case):
    url = reverse("cases:danger", args=[case.uuid])
    entry = str(uuid.uuid4())
    assert b"You did not finish here" not in client.get(url).content

    answer = keep(client, case, "danger", note=CANARY, entry_id=entry, assessed_on="no day", level="")

    assert (answer.status_code, b"Kept at" in answer.content) == (200, True)
    offered = client.get(url).content.decode()
    assert "You did not finish here" in offered
    assert CANARY not in offered
    going_on = client.get(url, {"draft": "danger"}).content.decode()
    assert CANARY in going_on
    assert entry in going_on
    assert "error-summary" not in going_on
    today = timezone.localdate().isoformat()
    sent = {
        "note": CANARY,
        "entry_id": entry,
        "assessed_on": today,
        "review_on": today,
        "level": "low",
        "version": "0",
    }
    assert client.post(url, sent).status_code == 302
    assert RiskAssessment.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_form_that_cannot_be_saved_stays_kept(client, case):
    keep(client, case, "danger", note=CANARY)

    assert client.post(reverse("cases:danger", args=[case.uuid]), {"note": CANARY}).status_code == 200
    assert Draft.objects.count() == 1


def test_nobody_else_is_offered_it_or_finds_it_in_the_database(client, organization, case):
    keep(client, case, "message", text=CANARY)
    url = reverse("cases:messages", args=[case.uuid])
    colleague = sign_in(client, "CASE_WORKER", organization)
    admit(case, user=colleague, by=case.worker)

    assert b"You did not finish here" not in client.get(url).content
    assert CANARY not in client.get(url, {"draft": "message"}).content.decode()
    assert CANARY.encode() not in bytes(Draft.objects.get().sealed or b"")
    keep(client, case, "message", text="Invented other")
    assert Draft.objects.count() == 2


def test_it_can_be_thrown_away(client, case):
    keep(client, case, "message", text=CANARY)
    back = reverse("cases:messages", args=[case.uuid])
    url = reverse("cases:draft_drop", args=[case.uuid, "message"])

    assert client.post(url, {"next": back}).url == back
    assert client.post(url, {"next": "https://elsewhere.example/"}).url != "https://elsewhere.example/"
    assert not Draft.objects.exists()
    assert not CaseMessage.objects.exists()


def test_it_ends_with_the_case(client, case):
    keep(client, case, "message", text=CANARY)

    erase_case(case, reason=ErasureReason.REQUEST, at=timezone.now(), by=case.worker)

    assert not Draft.objects.exists()
    assert keep(client, case, "message", text=CANARY).status_code == 404


def test_after_the_day_that_its_writer_was_told_it_is_thrown_away_with_its_key(client, case):
    answer = keep(client, case, "danger", note=CANARY).content.decode()
    drawer = Drawer(user=case.worker, organization=case.organization)
    intake = save_draft(drawer, "intake", {"wishes": CANARY})
    last = timezone.localdate() + dt.timedelta(days=DRAFT_DAYS)
    assert f"until {date_format(last, 'j M')}" in answer
    home = client.get(reverse("workspace:home")).content.decode().split("Forms that you did not finish")[1]
    assert reverse("cases:danger", args=[case.uuid]) in home
    assert f"kept until {date_format(last, 'j M')}" in home

    assert end_old_drafts(on=last) == 0
    assert end_old_drafts(on=last + dt.timedelta(days=1)) == 2

    assert not Draft.objects.exists()
    assert intake.key_id is not None
    with pytest.raises(KeyUnavailable):
        open_key(intake.key_id)
    assert "Forms that you did not finish" not in client.get(reverse("workspace:home")).content.decode()


def test_a_job_ends_them_each_night(case):
    drawer = Drawer(user=case.worker, organization=case.organization)
    for kind in ("old", "new"):
        save_draft(drawer, kind, {"wishes": CANARY})
    long_ago = timezone.now() - dt.timedelta(days=DRAFT_DAYS + 1)
    Draft.objects.filter(kind="old").update(saved_at=long_ago)

    end_old_drafts_today(timestamp=0)

    assert [draft.kind for draft in Draft.objects.all()] == ["new"]


def test_only_forms_of_a_case_that_she_may_open_are_kept_and_none_without_end(client, case):
    other = open_invented_case(OrganizationFactory.create())

    assert keep(client, other, "message", text=CANARY).status_code == 404
    assert keep(client, case, "anything", text=CANARY).status_code == 404
    assert keep(client, case, "message", text="x" * 60_001).status_code == 413
    assert not Draft.objects.exists()


def test_of_several_forms_on_a_page_the_one_that_was_saved_is_gone(client, case):
    for kind in ("goal", "contact"):
        keep(client, case, kind, **{f"{kind}-text": CANARY})
    url = reverse("cases:plan", args=[case.uuid])
    sent = {
        "action": "goal", "goal-text": "Invented goal", "goal-need": "cash", "goal-entry_id": str(uuid.uuid4()),
    }  # fmt: skip

    assert client.post(url, sent).status_code == 302
    assert [draft.kind for draft in Draft.objects.all()] == ["contact"]
    assert CANARY in client.get(url, {"draft": "goal"}).content.decode() or Draft.objects.count() == 1


def test_every_kept_form_goes_on_with_what_was_typed(client, case):
    """The pages with long forms: each keeps under its own kind and opens with it."""
    rows = planned_in(case)
    consent = agree_invented(case)
    pages = {
        "correct": reverse("cases:correct", args=[case.uuid]),
        "safety": reverse("cases:safety_new", args=[case.uuid]),
        "incident": reverse("cases:incident_new", args=[case.uuid]),
        "closure": reverse("cases:closure", args=[case.uuid]),
        "complaint": reverse("cases:complaint_lodge", args=[case.uuid]),
        "refer": reverse("cases:refer", args=[case.uuid]) + f"?consent={consent.uuid}",
        "consent": reverse("cases:consent", args=[case.uuid]),
        "goal": reverse("cases:plan", args=[case.uuid]),
        "save": reverse("cases:goal", args=[case.uuid, rows["goal"]]),
        "done": reverse("cases:contact", args=[case.uuid, rows["contact"]]),
    }
    words = {
        "correct": "story", "safety": "concern", "incident": "account", "closure": "note", "complaint": "facts",
        "refer": "question", "goal": "goal-text", "save": "text", "consent": "conditions", "done": "done-note",
    }  # fmt: skip
    assert set(pages) | {"danger", "message", "step", "contact"} == KINDS

    for kind, url in pages.items():
        page = client.get(url).content.decode()
        start = page.index('data-draft="', page.index(f"/drafts/{kind}/") - 80) + len('data-draft="')
        address = page[start : page.index('"', start)].replace("&amp;", "&")
        management = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"} if kind == "incident" else {}
        assert client.post(address, {words[kind]: f"{CANARY} {kind}", **management}).status_code == 200, kind
        glue = "&" if "?" in url else "?"
        assert f"{CANARY} {kind}" in client.get(f"{url}{glue}draft={kind}").content.decode(), kind
