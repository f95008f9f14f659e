"""The plan: goals, steps and contacts; only met is met, and what was done can be undone."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.errors import CaseChangedMeanwhile, CaseNotOpen, DayInFuture
from safefair.cases.models import Action, Case, FollowUp, Goal, TimelineEntry
from safefair.cases.operations.plan import (
    ContactText,
    GoalText,
    StepEnd,
    StepText,
    change_goal,
    change_step,
    end_step,
    hold_contact,
    plan_contact,
    reopen_contact,
    reopen_step,
)
from safefair.cases.queries.next import due_in
from safefair.cases.sealing import read_words
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import DAY, open_invented_case
from tests.cases.plans import GOAL, STEP, a_contact, a_goal, a_step

pytestmark = pytest.mark.django_db
LATER = DAY + dt.timedelta(days=5)


def due(case: Case) -> list[str]:
    found = due_in(Case.objects.filter(pk=case.pk), until=LATER, limit=9, sees_danger=True)
    return [str(one.what) for one in found]


def kinds(case: Case) -> list[str]:
    return list(TimelineEntry.objects.filter(case=case).order_by("pk").values_list("kind", flat=True))


def test_words_of_the_plan_are_sealed():
    case = open_invented_case()
    goal, step = a_goal(case), a_step(case)

    assert GOAL.encode() not in bytes(goal.sealed or b"")
    assert read_words(goal, key=open_key(case.key_id)) == {"text": GOAL}
    assert read_words(step, key=open_key(case.key_id)) == {"text": STEP}


@pytest.mark.parametrize(
    ("status", "is_met", "has_ended"),
    [("in_progress", False, False), ("met", True, True), ("not_met", False, True), ("n_a", False, True)],
)
def test_only_met_is_met_and_what_goes_on_has_no_end(status, is_met, has_ended):
    case = open_invented_case()
    goal = a_goal(case)

    change_goal(goal, GoalText(text=GOAL, need=goal.need, status=status), version=1, on=LATER, by=case.worker)

    assert ("goal_met" in kinds(case)) is is_met
    assert (Goal.objects.get().ended_on == LATER) is has_ended


def test_a_goal_met_may_go_on_again():
    case = open_invented_case()
    goal = a_goal(case)
    met = change_goal(
        goal, GoalText(text=GOAL, need=goal.need, status="met"), version=1, on=DAY, by=case.worker
    )

    change_goal(met, GoalText(text=GOAL, need=goal.need), version=2, on=DAY, by=case.worker)

    assert Goal.objects.get().ended_on is None


def test_two_who_change_at_once_the_second_is_told():
    case = open_invented_case()
    goal, step = a_goal(case), a_step(case)
    text = GoalText(text="Invented other words", need=goal.need)
    said = StepText(text="Invented other step", service=step.service)
    change_goal(goal, text, version=1, on=DAY, by=case.worker)
    change_step(step, said, version=1, by=case.worker)

    with pytest.raises(CaseChangedMeanwhile):
        change_goal(goal, text, version=1, on=DAY, by=case.worker)
    with pytest.raises(CaseChangedMeanwhile):
        change_step(step, said, version=1, by=case.worker)


def test_a_step_is_due_until_it_is_done_and_again_when_undone():
    case = open_invented_case()
    step = a_step(case)
    assert due(case) == ["labour complaint"]

    end = StepEnd(outcome="service_unavailable", done_on=DAY, note="Invented note")
    end_step(step, end=end, version=1, on=DAY, by=case.worker)
    assert due(case) == []
    assert read_words(Action.objects.get(), key=open_key(case.key_id)) == {
        "text": STEP,
        "note": "Invented note",
    }

    reopen_step(Action.objects.get(), on=DAY, by=case.worker)
    assert due(case) == ["labour complaint"]


def test_nothing_was_done_tomorrow():
    case = open_invented_case()
    step, contact = a_step(case), a_contact(case)
    end = StepEnd(outcome="referred", done_on=LATER)
    held = ContactText(outcome="reached", held_on=LATER)

    with pytest.raises(DayInFuture):
        end_step(step, end=end, version=1, on=DAY, by=case.worker)
    with pytest.raises(DayInFuture):
        hold_contact(contact, held, version=0, on=DAY, by=case.worker)


@pytest.mark.parametrize("outcome", ["reached", "not_reached", "postponed"])
def test_a_contact_is_held_or_not_and_the_next_is_planned_once(outcome):
    case = open_invented_case()
    contact = a_contact(case)
    held = ContactText(outcome=outcome, held_on=DAY, note="Invented note", next_on=LATER)

    for version in (0, 1):
        hold_contact(contact, held, version=version, on=DAY, by=case.worker)

    rows = list(FollowUp.objects.order_by("pk").values_list("outcome", "held_on", "due_on"))
    assert rows == [(outcome, DAY, DAY), ("", None, LATER)]


def test_a_contact_not_held_after_all_is_due_again():
    case = open_invented_case()
    contact = hold_contact(
        a_contact(case), ContactText(outcome="reached", held_on=DAY), version=0, on=DAY, by=case.worker
    )
    assert due(case) == []

    reopen_contact(contact, on=DAY, by=case.worker)

    assert due(case) == ["contact with her"]


def test_a_form_sent_twice_plans_one_contact():
    case, entry = open_invented_case(), uuid.uuid4()

    for _ in range(2):
        plan_contact(case, due_on=DAY, channel="call", entry_id=entry, by=case.worker)

    assert FollowUp.objects.count() == 1


def test_nothing_is_planned_in_a_closed_case():
    case = open_invented_case()
    step = a_step(case)
    Case.objects.filter(pk=case.pk).update(status="closed")

    with pytest.raises(CaseNotOpen):
        a_goal(case)
    with pytest.raises(CaseNotOpen):
        reopen_step(step, on=DAY, by=case.worker)


def test_another_organisation_sees_nothing_of_it():
    case = open_invented_case()
    a_goal(case), a_step(case), a_contact(case)

    with row_security(organization_id=OrganizationFactory.create().pk, user_id=None):
        assert not Goal.objects.exists()
        assert not Action.objects.exists()
        assert not FollowUp.objects.exists()


@pytest.fixture
def mine(client):
    organization = OrganizationFactory.create()
    return open_invented_case(organization, worker=sign_in(client, "CASE_WORKER", organization))


def test_a_plan_is_made_on_one_page(client, mine):
    url, day = reverse("cases:plan", args=[mine.uuid]), timezone.localdate().isoformat()

    client.post(
        url, {"action": "goal", "goal-text": GOAL, "goal-need": "cash", "goal-entry_id": uuid.uuid4()}
    )
    goal = Goal.objects.get()
    step = {
        "action": "step", "step-text": STEP, "step-service": "cash", "step-who": "her", "step-due_on": day,
        "step-goal": goal.uuid, "step-entry_id": uuid.uuid4(),
    }  # fmt: skip
    refused = client.post(url, step | {"step-text": ""})
    client.post(url, step)
    client.post(
        url,
        {
            "action": "contact",
            "contact-due_on": day,
            "contact-channel": "visit",
            "contact-entry_id": uuid.uuid4(),
        },
    )
    page = client.get(reverse("cases:detail", args=[mine.uuid])).content.decode()

    assert refused.context["forms"]["step"].errors.keys() == {"text"}
    row = Action.objects.get()
    assert (row.goal, row.by_her, row.worker) == (goal, True, None)
    assert GOAL in page
    assert STEP in page
    assert "she comes by herself" in page


def test_a_step_is_changed_done_and_undone_on_its_page(client, mine):
    step, today = a_step(mine), timezone.localdate()
    url = reverse("cases:action", args=[mine.uuid, step.uuid])
    fields = {"text": "Invented other step", "service": "cash", "who": "", "version": 1, "action": "save"}

    client.post(url, fields)
    second = client.post(url, fields | {"text": "Invented late words"}).content.decode()
    client.post(
        url,
        {
            "action": "done",
            "done-outcome": "referred",
            "done-done_on": today.isoformat(),
            "done-note": "Invented",
            "done-version": 2,
        },
    )

    assert "You saved this meanwhile" in second
    assert "Invented other step" in second
    assert "Invented late words" in second
    step.refresh_from_db()
    assert (step.service, step.outcome, step.done_on) == ("cash", "referred", today)
    client.post(reverse("cases:action_undo", args=[mine.uuid, step.uuid]))
    step.refresh_from_db()
    assert (step.outcome, step.done_on) == ("", None)


def test_a_contact_is_held_on_its_page(client, mine):
    contact, today = a_contact(mine), timezone.localdate()
    url = reverse("cases:contact", args=[mine.uuid, contact.uuid])
    fields = {
        "action": "done",
        "done-outcome": "not_reached",
        "done-held_on": today.isoformat(),
        "done-version": 0,
    }

    early = client.post(url, fields | {"done-next_on": today.isoformat()})
    client.post(url, fields | {"done-next_on": (today + dt.timedelta(days=2)).isoformat()})

    assert early.context["done"].errors.keys() == {"next_on"}
    assert FollowUp.objects.filter(outcome="").count() == 1
    client.post(reverse("cases:contact_undo", args=[mine.uuid, contact.uuid]))
    assert FollowUp.objects.filter(outcome="").count() == 2


def test_a_goal_is_met_on_its_page(client, mine):
    goal = a_goal(mine)

    client.post(
        reverse("cases:goal", args=[mine.uuid, goal.uuid]),
        {"text": GOAL, "need": "cash", "status": "met", "version": 1},
    )

    assert b"met" in client.get(reverse("cases:plan", args=[mine.uuid])).content
    assert Goal.objects.get().ended_on == timezone.localdate()


def test_a_row_of_another_case_is_not_found_under_this_one(client, mine):
    other = open_invented_case(mine.organization, worker=mine.worker)

    for name, row in (("goal", a_goal(other)), ("action", a_step(other)), ("contact", a_contact(other))):
        assert client.get(reverse(f"cases:{name}", args=[mine.uuid, row.uuid])).status_code == 404
