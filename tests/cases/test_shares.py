"""Shares of case work, counted by hand from a few coded rows: what nobody knows or asked is in neither number."""

import datetime as dt
import itertools
from collections.abc import Callable

import pytest

from safefair.cases.measures import MEASURES
from safefair.cases.models import CountedCase, CountedComplaint, CountedMoney, CountedReferral
from safefair.core.dimensions import Period
from tests.accounts.factories import OrganizationFactory

pytestmark = pytest.mark.django_db
MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 4, 1))
NUMBERS = itertools.count(10**13)


@pytest.fixture
def facts():
    """Of a coded row of March that says nothing yet."""
    return {
        "organization": OrganizationFactory.create(),
        "organization_kind": "MRC",
        "month": MARCH.start,
        "country": "TH",
        "sex": "F",
        "age_band": "25-34",
    }


@pytest.fixture
def case(facts) -> Callable[..., CountedCase]:
    common = {
        **facts, "stage": "at_destination", "sector": "T", "needs": ["cash"], "kind": "other", "assessed": "none",
        "plan": "unknown",
    }  # fmt: skip
    return lambda **given: CountedCase.objects.create(id=next(NUMBERS), **{**common, **given})


@pytest.fixture
def referral(facts) -> Callable[..., CountedReferral]:
    common = {**facts, "service": "cash", "answered": "h24"}
    return lambda **given: CountedReferral.objects.create(id=next(NUMBERS), **{**common, **given})


def share(name: str, period: Period = MARCH) -> tuple[int, int]:
    """Part and whole."""
    measure = next(measure for measure in MEASURES if measure.name == f"cases.{name}")
    reached = list(measure.rows(period).values_list("reached", flat=True))
    return reached.count("Y"), len(reached)


def test_who_was_never_assessed_stays_in_the_whole(case):
    for assessed in ("in_time", "in_time", "late", "none"):
        case(assessed=assessed)
    case(assessed="in_time", month=dt.date(2026, 2, 1))
    case(assessed="in_time", month=MARCH.end)

    assert share("danger_assessed") == (2, 4)


def test_plans_are_counted_among_those_who_need_one(case):
    for plan in ("made", "missing", "missing", "not_needed", "unknown"):
        case(plan=plan)

    assert share("plans_made") == (1, 3)


def test_a_referral_without_an_answer_stays_among_those_sent(referral):
    for answered in ("h1", "h24", "d3", "d7", "more", "none"):
        referral(answered=answered, status="in_progress" if answered == "none" else "rejected")

    assert share("referrals_answered") == (4, 6)


def test_what_she_declined_is_no_decision_of_the_provider(referral):
    for status in ("accepted", "done", "rejected", "declined_by_survivor", "in_progress"):
        referral(status=status)

    assert share("referrals_accepted") == (2, 3)


def test_a_service_is_received_in_full_or_in_part_and_an_open_one_stays_in_the_whole(referral):
    for status, feedback in (
        ("done", "implemented"),
        ("done", "partly"),
        ("done", "not_come"),
        ("done", "not_implemented"),
        ("accepted", ""),
        ("rejected", ""),
    ):
        referral(status=status, feedback=feedback)

    assert share("services_received") == (2, 5)


def test_complaints_count_in_the_month_in_which_they_ended_and_pending_ones_never(facts):
    common = {**facts, "types": ["unpaid_wages"], "respondent": "employer", "forum": "mediation"}
    rows = (
        ("resolved_full", MARCH.start), ("resolved_partial", MARCH.start), ("rejected", MARCH.start),
        ("lost_contact", MARCH.start), ("resolved_full", MARCH.end), ("pending", None),
    )  # fmt: skip
    for outcome, ended in rows:
        month = dt.date(2026, 1, 1)
        CountedComplaint.objects.create(
            id=next(NUMBERS), outcome=outcome, ended_month=ended, **{**common, "month": month}
        )

    assert share("complaints_resolved") == (2, 4)


def test_danger_falls_only_where_both_ends_are_known_and_it_could(case):
    for start, end in (
        ("high", "low"), ("high", "medium"), ("high", "high"), ("low", "high"), ("low", "low"), ("", "low"), ("high", ""),
    ):  # fmt: skip
        case(risk_at_start=start, risk_at_end=end, closed_month=MARCH.start)
    case(risk_at_start="high", risk_at_end="low", closed_month=None)

    assert share("danger_fell") == (2, 4)


def test_content_is_of_those_who_answered(case):
    for said in ("content", "content", "middle", "not", "declined", "not_asked"):
        case(satisfaction=said, closed_month=MARCH.start)

    assert share("women_content") == (2, 4)


def test_a_month_without_any_has_no_rows(case):
    case(assessed="in_time")

    assert share("danger_assessed", Period(dt.date(2027, 1, 1), dt.date(2027, 2, 1))) == (0, 0)


def test_money_is_what_was_received_in_dollars_and_without_a_rate_it_is_not_known(facts):
    complaint = CountedComplaint.objects.create(
        id=next(NUMBERS),
        types=["unpaid_wages"],
        respondent="employer",
        forum="mediation",
        outcome="pending",
        **facts,
    )
    for kind, currency, month, usd in (
        ("received", "THB", MARCH.start, "100.50"),
        ("received", "MYR", MARCH.start, None),
        ("received", "USD", MARCH.start, "20.00"),
        ("claimed", "THB", MARCH.start, "900.00"),
        ("received", "THB", MARCH.end, "7.00"),
    ):
        CountedMoney.objects.create(
            id=next(NUMBERS), organization=complaint.organization, complaint=complaint, month=month, kind=kind,
            currency=currency, amount="1000.00", usd=usd,
        )  # fmt: skip
    measure = next(measure for measure in MEASURES if measure.name == "cases.money_received")

    rows = list(measure.rows(MARCH).values_list("number", "country", "on"))

    assert sorted(rows) == [(20, "TH", MARCH.start), (101, "TH", MARCH.start)]
