"""Numbers of case work, counted by hand: unknown is not nought, what is not due is in no share."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from safefair.cases import numbers
from safefair.cases.models import Amount, Case, Closure, Complaint, Referral, RiskAssessment, SafetyPlan
from safefair.cases.numbers import Share
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import case_worker, open_invented_case

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 4, 1)
MARCH = numbers.Period(dt.date(2026, 3, 1), dt.date(2026, 4, 1), TODAY)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def organization():
    return OrganizationFactory.create()


def assess(case: Case, on: dt.date) -> None:
    RiskAssessment.objects.create(
        case=case, organization=case.organization, assessed_on=on, level="low", review_on=on, assessed_by=case.worker,
        entry_id=uuid.uuid4(),
    )  # fmt: skip


def refer(case: Case, status: str, *, hours: int | None = None, **given: object) -> Referral:
    facts = {
        "case": case, "organization": case.organization, "to": OrganizationFactory.create(), "code": uuid.uuid4().hex[:8],
        "service": "cash", "overridden_because": "danger", "key_id": uuid.uuid4(), "sent_at": NOON, "sent_by": case.worker,
        "answer_by": NOON + dt.timedelta(days=1), "entry_id": uuid.uuid4(), "status": status,
        "responded_at": None if hours is None else NOON + dt.timedelta(hours=hours),
    }  # fmt: skip
    return Referral.objects.create(**{**facts, **given})


def test_assessed_in_time_leaves_out_who_is_not_due_yet(organization):
    in_time, late, _never, fresh = (
        open_invented_case(organization, on=day)
        for day in (dt.date(2026, 3, 2), dt.date(2026, 3, 2), dt.date(2026, 3, 2), dt.date(2026, 3, 30))
    )
    assess(in_time, dt.date(2026, 3, 5))
    assess(late, dt.date(2026, 3, 6))
    found = numbers.case_numbers(organization.pk, MARCH)

    assert found.assessed_in_time == Share(1, 3)
    assert found.opened == 4

    assess(fresh, dt.date(2026, 3, 31))
    assert numbers.case_numbers(organization.pk, MARCH).assessed_in_time == Share(2, 4)


def test_a_case_entered_twice_is_no_case(organization):
    case = open_invented_case(organization)
    Case.objects.filter(pk=case.pk).update(status="duplicate")

    assert numbers.case_numbers(organization.pk, MARCH).opened == 0


def test_plans_are_counted_among_those_who_need_one(organization):
    high, low, unwanted, planned = (open_invented_case(organization) for _ in range(4))
    Case.objects.filter(pk__in=[high.pk, unwanted.pk, planned.pk]).update(risk="high")
    common = {"organization": organization, "made_by": low.worker}
    SafetyPlan.objects.create(case=unwanted, is_needed=False, **common)
    SafetyPlan.objects.create(case=planned, is_needed=True, made_on=TODAY, **common)

    assert numbers.plans_among_needed(organization.pk) == Share(1, 2)


def test_an_overdue_answer_stays_in_the_denominator(organization):
    case = open_invented_case(organization)
    refer(case, "accepted", hours=2)
    refer(case, "done", hours=4, feedback="implemented")
    refer(case, "rejected", hours=30, decline_reason="no_place")
    refer(case, "declined_by_survivor", hours=1)
    refer(case, "in_progress")
    refer(case, "in_progress", answer_by=dt.datetime(2026, 4, 2, tzinfo=dt.UTC))
    refer(case, "revoked")

    found = numbers.referral_numbers(organization.pk, MARCH)

    assert (found.sent, found.median_hours) == (6, 3.0)
    assert (found.answered, found.accepted, found.completed) == (Share(4, 5), Share(2, 3), Share(1, 2))
    assert (found.declined_by_her, found.reasons) == (1, [("no place free", 1)])


def test_money_of_two_currencies_is_never_added(organization):
    case = open_invented_case(organization)
    complaint = Complaint.objects.create(
        case=case, organization=organization, code="L1", types=["unpaid_wages"], respondent="employer", country="TH",
        forum="labour_office", opened_on=dt.date(2026, 3, 3), worker=case.worker, entry_id=uuid.uuid4(),
        outcome="resolved_partial", ended_on=TODAY,
    )  # fmt: skip
    for kind, amount, currency in (
        ("claimed", "300.10", "THB"), ("received", "100.05", "THB"), ("awarded", "250", "THB"), ("received", "7", "MYR")
    ):  # fmt: skip
        Amount.objects.create(
            complaint=complaint, organization=organization, kind=kind, amount=Decimal(amount), currency=currency,
            on=TODAY, entry_id=uuid.uuid4(),
        )  # fmt: skip

    found = numbers.complaint_numbers(organization.pk, MARCH)

    assert found.resolved == Share(1, 1)
    assert [(one.currency, one.claimed, one.received, one.recovery) for one in found.money] == [
        ("MYR", 0, Decimal(7), None),
        ("THB", Decimal("300.10"), Decimal("100.05"), 33),
    ]


def test_outcomes_only_where_both_ends_are_known_and_she_was_asked(organization):
    supervisor = case_worker(organization, "CASE_SUPERVISOR")
    for start, end, said in (
        ("high", "low", 5),
        ("low", "medium", 3),
        ("", "low", None),
        ("high", "high", None),
        ("low", "low", None),
    ):
        case = open_invented_case(organization)
        Case.objects.filter(pk=case.pk).update(risk_at_start=start)
        Closure.objects.create(
            case=case, organization=organization, reason="missing", risk=end, satisfaction=said, status="approved",
            asked_on=TODAY, asked_by=case.worker, decided_on=dt.date(2026, 3, 9), decided_by=supervisor,
        )  # fmt: skip

    found = numbers.outcome_numbers(organization.pk, MARCH)

    assert (found.less_danger, found.more_danger, found.satisfied) == (Share(1, 3), 1, Share(1, 2))


def test_nothing_at_all_is_no_data_and_not_nought(client, organization):
    sign_in(client, "CASE_SUPERVISOR", organization)

    page = client.get(reverse("cases:numbers")).content.decode()

    assert page.count("no data") >= 6
    assert "0 %" not in page


def test_other_organisations_count_for_themselves(client, organization):
    open_invented_case(OrganizationFactory.create())
    sign_in(client, "CASE_SUPERVISOR", organization)

    assert numbers.case_numbers(organization.pk, MARCH).opened == 0
    assert (
        client.get(reverse("cases:numbers"), {"start": "2026-03-01", "last": "2026-02-01"}).status_code == 200
    )


def test_a_worker_sees_no_numbers(client, organization):
    sign_in(client, "CASE_WORKER", organization)

    assert client.get(reverse("cases:numbers")).status_code == 403
