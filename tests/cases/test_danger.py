"""How great the danger is: what the answers suggest, what must follow by when, and the plan for it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.danger import suggested_level
from safefair.cases.enums.plan import GRAVE, RiskFactor, RiskLevel
from safefair.cases.errors import CaseNotOpen, DayInFuture, LevelWithoutReason, NoSafetyPlan, ReviewTooLate
from safefair.cases.models import Case, RiskAssessment, SafetyPlan, TimelineEntry
from safefair.cases.operations.danger import Assessment, assess
from safefair.cases.operations.safety import SafetyText, make_safety_plan, review_safety_plan
from safefair.cases.queries.danger import lacks_reviewed_plan
from safefair.cases.queries.next import due_in
from safefair.cases.sealing import read_words
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, open_invented_case
from tests.cases.sending import send

pytestmark = pytest.mark.django_db
SECRET = "Invented: the neighbour in the blue house"


def days(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def find(
    case: Case, level: str, on: dt.date = DAY, *, yes: tuple[str, ...] = (), **given: Any
) -> RiskAssessment:
    """An assessment with every question asked, and a review in three days."""
    found = Assessment(
        answers={factor.value: factor.value in yes for factor in RiskFactor},
        level=level,
        assessed_on=on,
        review_on=given.pop("review_on", on + dt.timedelta(days=3)),
        words=given.pop("words", {}),
    )
    return assess(case, found, entry_id=given.get("entry_id") or uuid.uuid4(), on=on, by=case.worker)


def plan_for(case: Case, on: dt.date = DAY, **given: Any) -> SafetyPlan:
    given = {"words": {"people": SECRET}, "made_on": on, "review_on": on + dt.timedelta(days=14), **given}
    at = dt.datetime.combine(on, dt.time(12), dt.UTC)
    return make_safety_plan(case, SafetyText(**given), entry_id=uuid.uuid4(), at=at, by=case.worker)


def due(case: Case, until: dt.date) -> dict[str, dt.date]:
    found = due_in(Case.objects.filter(pk=case.pk), until=until, limit=9, sees_danger=True)
    return {str(one.what): one.due_on for one in found}


@pytest.mark.parametrize("factor", RiskFactor)
def test_one_yes_suggests_high_danger_if_it_is_grave_and_some_danger_if_not(factor):
    expected = RiskLevel.HIGH if factor in GRAVE else RiskLevel.MEDIUM

    assert suggested_level([factor.value], [factor.value]) == expected


def test_nothing_asked_suggests_nothing_and_every_no_suggests_low():
    assert suggested_level([], []) == RiskLevel.UNKNOWN
    assert suggested_level([], list(RiskFactor)) == RiskLevel.LOW


def test_less_than_suggested_needs_a_reason_and_more_does_not():
    case = open_invented_case()

    with pytest.raises(LevelWithoutReason):
        find(case, "medium", yes=("weapon",))
    with pytest.raises(LevelWithoutReason):
        find(case, "low", yes=("pregnant",), words={"lowered_because": "  "})
    find(case, "medium", yes=("weapon",), words={"lowered_because": SECRET})
    find(case, "high")

    assert RiskAssessment.objects.count() == 2


def test_the_reason_is_sealed():
    row = find(open_invented_case(), "low", yes=("weapon",), words={"lowered_because": SECRET})

    assert SECRET.encode() not in bytes(row.sealed or b"")
    assert read_words(row, key=open_key(row.case.key_id)) == {"lowered_because": SECRET}


def test_high_danger_is_looked_at_within_three_days():
    case = open_invented_case()

    with pytest.raises(ReviewTooLate):
        find(case, "high", review_on=days(4))
    find(case, "high", review_on=days(3))
    find(case, "low", review_on=days(300))


def test_nothing_is_assessed_tomorrow_nor_in_a_closed_case():
    case = open_invented_case()
    tomorrow = Assessment(answers={}, level="low", assessed_on=days(1), review_on=days(9))

    with pytest.raises(DayInFuture):
        assess(case, tomorrow, entry_id=uuid.uuid4(), on=DAY, by=case.worker)
    Case.objects.filter(pk=case.pk).update(status="closed")
    with pytest.raises(CaseNotOpen):
        find(case, "low")


def test_the_case_repeats_the_newest_and_keeps_the_first():
    case = open_invented_case()
    find(case, "high", days(5), yes=("weapon",))
    find(case, "medium", days(9))
    find(case, "low", days(2))

    case.refresh_from_db()

    assert (case.risk_at_start, case.risk) == ("low", "medium")
    assert (case.assessed_on, case.review_on) == (days(9), days(12))


def test_a_form_sent_twice_is_one_assessment():
    case, entry = open_invented_case(), uuid.uuid4()

    assert find(case, "low", entry_id=entry) == find(case, "low", entry_id=entry)
    assert TimelineEntry.objects.filter(case=case, kind="assessed").count() == 1


def test_high_danger_asks_for_a_plan_by_the_next_day_and_assessing_again_does_not_put_it_off():
    case = open_invented_case()
    find(case, "medium", days(1))
    find(case, "high", days(3))
    find(case, "high", days(6))

    assert "make a safety plan with her" not in due(case, days(3))
    assert due(case, days(9))["make a safety plan with her"] == days(4)


@pytest.mark.parametrize("is_needed", [True, False])
def test_a_plan_or_her_word_that_she_wants_none_ends_that(is_needed):
    case = open_invented_case()
    find(case, "high")

    plan_for(case, is_needed=is_needed)

    assert due(case, days(20)) == {
        "look at the danger again": days(3), "look at the safety plan again": days(14)
    }  # fmt: skip


def test_lower_danger_asks_for_no_plan():
    case = open_invented_case()
    find(case, "high")
    find(case, "low", days(1))

    assert due(case, days(9)) == {"look at the danger again": days(4)}


def test_when_danger_rises_an_earlier_plan_is_looked_at_by_the_next_day():
    case = open_invented_case()
    plan_for(case)

    find(case, "high", days(2))

    assert due(case, days(4))["look at the safety plan again"] == days(3)


def test_due_in_danger_is_not_for_roles_that_read_none():
    case = open_invented_case()
    find(case, "high")
    plan_for(case)

    assert due_in(Case.objects.all(), until=days(99), limit=9, sees_danger=False) == []


def test_a_newer_plan_replaces_and_the_earlier_one_stays():
    case = open_invented_case()
    first, second = plan_for(case), plan_for(case, days(2))

    assert list(SafetyPlan.objects.filter(replaced_at=None)) == [second]
    assert read_words(SafetyPlan.objects.get(pk=first.pk), key=open_key(case.key_id)) == {"people": SECRET}
    with pytest.raises(NoSafetyPlan):
        review_safety_plan(first, review_on=days(9), on=days(3), by=case.worker)


def test_high_danger_lacks_a_plan_until_one_was_looked_at_since():
    case = open_invented_case()
    find(case, "high", days(1))
    case.refresh_from_db()
    plan = plan_for(case)
    assert lacks_reviewed_plan(case)

    review_safety_plan(plan, review_on=days(9), on=days(1), by=case.worker)
    assert not lacks_reviewed_plan(case)

    find(case, "high", days(2))
    case.refresh_from_db()
    assert lacks_reviewed_plan(case)


def test_another_organisation_sees_neither():
    case = open_invented_case()
    find(case, "high")
    plan_for(case)

    with row_security(organization_id=OrganizationFactory.create().pk, user_id=None):
        assert not RiskAssessment.objects.exists()
        assert not SafetyPlan.objects.exists()


def form_of(**given: Any) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "entry_id": uuid.uuid4(),
        "assessed_on": today.isoformat(),
        "level": "high",
        "review_on": (today + dt.timedelta(days=2)).isoformat(),
        "action": "save",
        "version": 0,
        **given,
    }


def test_a_worker_assesses_and_her_home_says_what_must_follow(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))
    url = reverse("cases:danger", args=[case.uuid])

    asked = client.post(url, form_of(level="", weapon="yes", action="suggest")).content.decode()
    refused = client.post(url, form_of(level="low", weapon="yes")).content.decode()
    late = client.post(url, form_of(review_on="2050-01-01")).content.decode()
    saved = client.post(url, form_of(weapon="yes", alone="no"))

    assert "What the answers suggest" in asked
    assert (
        'value="high" required id="id_level_0" checked' in asked
        or 'value="high" id="id_level_0" checked' in asked
    )
    assert "Say why it is less than the answers suggest" in refused
    assert "within three days" in late
    assert saved.status_code == 302
    row = RiskAssessment.objects.get()
    assert (row.factors, sorted(row.asked)) == (["weapon"], ["alone", "weapon"])
    page = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    assert "High danger, and no safety plan yet" in page


def test_a_plan_is_written_looked_at_and_printed_without_a_name(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))
    today = timezone.localdate()
    fields = {
        "entry_id": uuid.uuid4(), "people": SECRET, "concern": "Invented fear", "made_with_her": "on",
        "made_on": today.isoformat(), "review_on": (today + dt.timedelta(days=9)).isoformat(), "version": 0,
    }  # fmt: skip

    empty = client.post(reverse("cases:safety_new", args=[case.uuid]), fields | {"people": "", "concern": ""})
    client.post(reverse("cases:safety_new", args=[case.uuid]), fields)
    safety = reverse("cases:safety", args=[case.uuid])
    again = reverse("cases:safety_review", args=[case.uuid])
    send(client, again, "review", on=safety, review_on=fields["review_on"])
    paper = client.get(reverse("cases:safety_paper", args=[case.uuid])).content.decode()

    assert b"Write down at least one thing." in empty.content
    assert SafetyPlan.objects.get(replaced_at=None).reviewed_on == today
    assert SECRET in paper
    assert "<title>Notes</title>" in paper
    told = (case.code, "Invented fear", organization.name, "afe", str(today.year), "plan")
    assert [word for word in told if word in paper.replace(SECRET, "").replace("static/", "")] == []


def test_she_wants_no_plan_and_it_is_on_record(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))
    review = (timezone.localdate() + dt.timedelta(days=9)).isoformat()

    client.post(
        reverse("cases:safety_not_wanted", args=[case.uuid]),
        {"entry_id": uuid.uuid4(), "said": SECRET, "review_on": review, "version": 0},
    )
    page = client.get(reverse("cases:safety", args=[case.uuid])).content.decode()

    assert SafetyPlan.objects.get().is_needed is False
    assert SECRET in page
    assert client.get(reverse("cases:safety_paper", args=[case.uuid])).status_code == 404


def test_a_labour_officer_reads_no_danger(client):
    organization = OrganizationFactory.create()
    case = open_invented_case(organization, worker=sign_in(client, "LABOUR_OFFICER", organization))
    find(case, "high", yes=("weapon",))
    plan_for(case)

    page = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    home = client.get(reverse("workspace:home")).content.decode()

    assert "a weapon was used" not in page
    assert "safety" not in page.lower()
    assert "high danger" not in page + client.get(reverse("cases:list")).content.decode()
    assert "Danger assessed" not in page
    assert "danger again" not in page + home
    for name in ("danger", "safety", "safety_new", "safety_paper"):
        assert client.get(reverse(f"cases:{name}", args=[case.uuid])).status_code == 403
