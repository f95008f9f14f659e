"""Goals, steps, contacts and incidents of invented cases."""

import datetime as dt
import uuid
from typing import Any

from safefair.cases.models import Action, Case, FollowUp, Goal
from safefair.cases.operations.incidents import IncidentText, record_incident
from safefair.cases.operations.plan import GoalText, StepText, plan_contact, plan_step, set_goal
from tests.cases.factories import DAY

GOAL = "Invented goal: my wages back"
STEP = "Invented step: call the labour office"


def a_goal(case: Case, **given: Any) -> Goal:
    goal = GoalText(**{"text": GOAL, "need": "labour_complaint", **given})
    return set_goal(case, goal, entry_id=uuid.uuid4(), on=DAY, by=case.worker)


def a_step(case: Case, **given: Any) -> Action:
    step = StepText(
        **{"text": STEP, "service": "labour_complaint", "due_on": DAY, "worker": case.worker, **given}
    )
    return plan_step(case, step, entry_id=uuid.uuid4(), on=DAY, by=case.worker)


def a_contact(case: Case, due_on: dt.date = DAY) -> FollowUp:
    return plan_contact(case, due_on=due_on, channel="call", entry_id=uuid.uuid4(), by=case.worker)


def planned_in(case: Case) -> dict[str, uuid.UUID]:
    """One of each, by its address."""
    told = IncidentText(facts={"reported_on": DAY})
    incident = record_incident(case, told, entry_id=uuid.uuid4(), on=DAY, by=case.worker)
    return {
        "goal": a_goal(case).uuid,
        "action": a_step(case).uuid,
        "contact": a_contact(case).uuid,
        "incident": incident.uuid,
    }
