"""The end of a case: asked for by one, decided by another, and never the last word."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from safefair.cases.enums.referral import LIVE, ReferralStatus
from safefair.cases.errors import CannotClose, CaseNotClosed, ClosureDecided, ReasonMissing, SelfApproval
from safefair.cases.models import Case, Closure, Referral, TimelineEntry
from safefair.cases.operations.closing import (
    Ending,
    ask_closure,
    decide_closure,
    reopen_case,
    take_closure_back,
)
from safefair.cases.operations.plan import StepEnd, end_step
from safefair.cases.operations.safety import review_safety_plan
from safefair.cases.queries.closing import blocks_closing, warns_of_closing
from safefair.cases.sealing import new_key, read_words
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, case_worker, open_invented_case
from tests.cases.plans import a_step
from tests.cases.test_danger import find, plan_for

pytestmark = pytest.mark.django_db
NOTE = "Invented note: she is home and well"


def ask(case: Case, **given: Any) -> Closure:
    ending = Ending(**{"reason": "no_longer_needs_support", "risk": "low", "note": NOTE, **given})
    return ask_closure(case, ending, on=DAY, by=case.worker)


def supervisor(case: Case) -> Any:
    return case_worker(case.organization, "CASE_SUPERVISOR")


def close(case: Case) -> Closure:
    return decide_closure(ask(case), is_approved=True, answer="", on=DAY, by=supervisor(case))


def refer(case: Case, status: str = ReferralStatus.SENT) -> Referral:
    return Referral.objects.create(
        organization=case.organization, case=case, code=uuid.uuid4().hex[:8], outside_name="Invented hospital",
        service="health_medical_service", key_id=new_key()[0], sent_at=timezone.now(), sent_by=case.worker,
        answer_by=timezone.now(), entry_id=uuid.uuid4(), overridden_because="danger", status=status,
    )  # fmt: skip


def kinds(case: Case) -> list[str]:
    return list(TimelineEntry.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))


def test_a_case_is_closed_by_somebody_else_than_who_asked():
    case = open_invented_case()
    closure = ask(case)
    assert NOTE.encode() not in bytes(closure.sealed or b"")

    with pytest.raises(SelfApproval):
        decide_closure(closure, is_approved=True, answer="", on=DAY, by=case.worker)
    decide_closure(closure, is_approved=True, answer="Invented answer", on=DAY, by=supervisor(case))

    case.refresh_from_db()
    assert (case.status, case.closed_on, case.closure_reason) == ("closed", DAY, "no_longer_needs_support")
    words = read_words(Closure.objects.get(), key=open_key(case.key_id))
    assert words == {"note": NOTE, "answer": "Invented answer"}
    assert kinds(case) == ["opened", "closure_asked", "closed"]


def test_not_even_the_database_lets_one_approve_oneself():
    closure = ask(open_invented_case())

    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.filter(pk=closure.pk).update(decided_by=closure.asked_by)


def test_asked_twice_it_waits_once():
    case = open_invented_case()

    assert ask(case) == ask(case)
    assert kinds(case).count("closure_asked") == 1


def test_sent_back_needs_an_answer_and_the_case_goes_on():
    case = open_invented_case()
    closure = ask(case)

    with pytest.raises(ReasonMissing):
        decide_closure(closure, is_approved=False, answer=" ", on=DAY, by=supervisor(case))
    decide_closure(closure, is_approved=False, answer="Invented: ask her again", on=DAY, by=supervisor(case))

    case.refresh_from_db()
    assert case.is_open
    with pytest.raises(ClosureDecided):
        decide_closure(closure, is_approved=True, answer="", on=DAY, by=supervisor(case))
    assert ask(case).pk != closure.pk


def test_who_asked_takes_it_back_until_it_is_decided():
    case = open_invented_case()
    closure = take_closure_back(ask(case), on=DAY, by=case.worker)

    assert (closure.status, closure.decided_by) == ("rejected", None)
    with pytest.raises(ClosureDecided):
        take_closure_back(closure, on=DAY, by=case.worker)


def test_high_danger_without_a_plan_looked_at_since_stands_in_the_way():
    case = open_invented_case()
    find(case, "high")
    with pytest.raises(CannotClose):
        ask(case)

    plan = plan_for(case)
    with pytest.raises(CannotClose):
        ask(case)

    review_safety_plan(plan, review_on=DAY + dt.timedelta(days=9), on=DAY, by=case.worker)
    assert ask(case).status == "pending"


def test_high_danger_found_at_the_end_stands_in_the_way_too():
    case = open_invented_case()

    with pytest.raises(CannotClose):
        ask(case, risk="high")


@pytest.mark.parametrize("status", ReferralStatus)
def test_a_live_referral_stands_in_the_way_and_an_ended_one_does_not(status):
    case = open_invented_case()
    refer(case, status)

    assert bool(blocks_closing(case)) is (status in LIVE)


def test_what_came_in_the_way_since_stops_the_approval():
    case = open_invented_case()
    closure = ask(case)
    refer(case)

    with pytest.raises(CannotClose):
        decide_closure(closure, is_approved=True, answer="", on=DAY, by=supervisor(case))

    case.refresh_from_db()
    assert case.is_open


def test_steps_promised_to_her_warn_and_her_own_do_not():
    case = open_invented_case()
    promised = a_step(case)
    a_step(case, by_her=True, worker=None)

    assert warns_of_closing(case) == ["1 step that was promised to her is open."]
    end = StepEnd(outcome="service_unavailable", done_on=DAY)
    end_step(promised, end=end, version=1, on=DAY, by=case.worker)

    assert warns_of_closing(case) == []


def test_a_closed_case_is_opened_again_for_a_reason_and_its_history_stays():
    case = open_invented_case()
    close(case)

    with pytest.raises(ReasonMissing):
        reopen_case(case, because=" ", on=DAY, by=case.worker)
    reopen_case(case, because="Invented: she called", on=DAY, by=case.worker)

    case.refresh_from_db()
    assert (case.status, case.closed_on, case.closure_reason) == ("open", None, "")
    row = Closure.objects.get()
    assert (row.status, row.reopened_by, row.reopened_on) == ("approved", case.worker, DAY)
    assert read_words(row, key=open_key(case.key_id))["reopened_because"] == "Invented: she called"
    with pytest.raises(CaseNotClosed):
        reopen_case(case, because="Invented", on=DAY, by=case.worker)
    close(case)
    assert Closure.objects.filter(case=case).count() == 2


@pytest.mark.parametrize("status", ["transferred", "duplicate"])
def test_a_case_handed_over_or_entered_twice_is_not_opened_again(status):
    case = open_invented_case()
    Case.objects.filter(pk=case.pk).update(status=status)

    with pytest.raises(CaseNotClosed):
        reopen_case(case, because="Invented", on=DAY, by=case.worker)


def test_another_organisation_sees_no_closure():
    ask(open_invented_case())

    with row_security(organization_id=OrganizationFactory.create().pk, user_id=None):
        assert not Closure.objects.exists()


FIELDS = {
    "reason": "no_longer_needs_support", "risk": "low", "checks": ["closure_resume_notification"],
    "satisfaction": "", "note": NOTE,
}  # fmt: skip


def test_from_the_workers_wish_to_the_supervisors_word_and_back(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))
    url = reverse("cases:closure", args=[case.uuid])

    refused = client.post(url, FIELDS | {"risk": ""})
    client.post(url, FIELDS)
    own = client.post(reverse("cases:closure_decide", args=[case.uuid]), {"action": "approve"})

    assert refused.context["ask"].errors.keys() == {"risk"}
    assert Closure.objects.get().satisfaction is None
    assert own.status_code == 403
    sign_in(client, "CASE_SUPERVISOR", organization)
    home = client.get(reverse("workspace:home")).content.decode()
    page = client.get(url).content.decode()
    silent = client.post(
        reverse("cases:closure_decide", args=[case.uuid]), {"action": "reject", "answer": ""}
    )
    client.post(reverse("cases:closure_decide", args=[case.uuid]), {"action": "approve"})
    assert case.code in home
    assert "Closures to decide" in home
    assert NOTE in page
    assert "Invented Daisy" not in page
    assert b"Say why." in silent.content
    assert not Case.objects.get(pk=case.pk).is_open
    assert b"Closures to decide" in client.get(reverse("workspace:home")).content
    client.post(reverse("cases:closure_reopen", args=[case.uuid]), {"because": "Invented: she called"})
    assert Case.objects.get(pk=case.pk).is_open


def test_what_stands_in_the_way_is_said_on_the_page(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))
    refer(case)
    url = reverse("cases:closure", args=[case.uuid])

    assert b"A referral is still open." in client.get(url).content
    assert b"A referral is still open." in client.post(url, FIELDS).content
    assert not Closure.objects.exists()


def test_only_who_asked_takes_it_back(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization)
    ask(case)
    sign_in(client, "CASE_SUPERVISOR", organization)

    client.post(reverse("cases:closure_withdraw", args=[case.uuid]))

    assert Closure.objects.get().status == "pending"


def test_a_protected_case_waits_for_nobody_who_may_not_open_it(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, is_protected=True)
    ask(case)
    sign_in(client, "CASE_SUPERVISOR", organization)

    assert case.code not in client.get(reverse("workspace:home")).content.decode()
    assert client.get(reverse("cases:closure", args=[case.uuid])).status_code == 404


def test_a_labour_officer_is_told_no_danger_when_she_closes(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "LABOUR_OFFICER", organization))
    url = reverse("cases:closure", args=[case.uuid])

    assert b"Danger now" not in client.get(url).content
    client.post(url, {"reason": "refused_service"})

    assert Closure.objects.get().risk == ""
    assert b"anger" not in client.get(url).content
