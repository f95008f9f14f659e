"""What invented women want to reach, which steps were planned and done, and who spoke with them when."""

import datetime as dt
import random
import uuid

from safefair.cases.enums.intake import ContactChannel
from safefair.cases.enums.plan import ContactOutcome, GoalStatus, Outcome, Service
from safefair.cases.models import Case
from safefair.cases.operations.plan import (
    ContactText,
    GoalText,
    StepEnd,
    StepText,
    change_goal,
    end_step,
    hold_contact,
    plan_contact,
    plan_step,
    set_goal,
)
from safefair.config.demo.activities import Calendar

STEPS = {
    Service.LABOUR: "Write the days and wages down with her (invented)",
    Service.REPATRIATION: "Ask the airline and her sister for a day (invented)",
    Service.SHELTER: "Find out whether the house has a bed (invented)",
    Service.PSYCHOSOCIAL: "A first talk with the counsellor (invented)",
    Service.CONSULAR: "Go with her to the consulate (invented)",
    Service.HEALTH: "Go with her to the hospital (invented)",
    Service.LEGAL: "An hour with the lawyer (invented)",
}
OTHER_STEP = "Ask who can help with it (invented)"


def plan_cases(cases: list[Case], calendar: Calendar, today: dt.date) -> None:
    """A goal for each need with a step or two; older steps done, some overdue; a contact held and one to come."""
    for number, case in enumerate(cases):
        if number % 8 == 6:
            continue
        for place, need in enumerate(case.needs):
            _goal(case, Service(need), number + place, calendar.draw, today)
        _contacts(case, number, calendar.draw, today)


def _goal(case: Case, need: Service, number: int, draw: random.Random, today: dt.date) -> None:
    text = GoalText(
        text=f"Invented: {need.label}, as she wants it",
        need=need,
        target_on=case.opened_on + dt.timedelta(days=60),
    )
    goal = set_goal(case, text, entry_id=_entry(draw), on=case.opened_on, by=case.worker)
    due_on = case.opened_on + dt.timedelta(days=7 + number % 20)
    step = StepText(
        text=STEPS.get(need, OTHER_STEP),
        service=need,
        by_her=number % 4 == 3,
        worker=None if number % 4 == 3 else case.worker,
        due_on=due_on,
        goal=goal,
    )
    row = plan_step(case, step, entry_id=_entry(draw), on=case.opened_on, by=case.worker)
    if number % 3 and due_on < today:
        outcome = (Outcome.PROVIDED, Outcome.UNAVAILABLE, Outcome.DECLINED)[number % 3]
        end = StepEnd(outcome=outcome, done_on=due_on)
        end_step(row, end=end, version=row.version, on=due_on, by=case.worker)
        if outcome == Outcome.PROVIDED:
            met = GoalText(text=text.text, need=need, target_on=text.target_on, status=GoalStatus.MET)
            change_goal(goal, met, version=goal.version, on=due_on, by=case.worker)


def _contacts(case: Case, number: int, draw: random.Random, today: dt.date) -> None:
    channel = (
        ContactChannel.VISIT
        if case.contact_channel == ContactChannel.NONE
        else ContactChannel(case.contact_channel)
    )
    first = case.opened_on + dt.timedelta(days=5)
    contact = plan_contact(case, due_on=first, channel=channel, entry_id=_entry(draw), by=case.worker)
    if first >= today:
        return
    held = ContactText(
        outcome=(ContactOutcome.REACHED, ContactOutcome.REACHED, ContactOutcome.NOT_REACHED)[number % 3],
        held_on=first,
        note="She is well and asks for patience. This note is invented." if number % 3 < 2 else "",
        next_on=today + dt.timedelta(days=number % 12 - 2),
    )
    hold_contact(contact, held, version=contact.version, on=first, by=case.worker)


def _entry(draw: random.Random) -> uuid.UUID:
    return uuid.UUID(int=draw.getrandbits(128))
