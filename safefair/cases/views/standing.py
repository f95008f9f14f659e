"""What stands in a part of the plan: the values of its forms and the version that they belong to."""

from collections.abc import Mapping
from typing import Any

from safefair.cases.forms.meanwhile import Now
from safefair.cases.forms.plan import HERSELF
from safefair.cases.models import Action, FollowUp, Goal
from safefair.cases.sealing import read_words
from safefair.cases.sections import CasePage
from safefair.cases.sections.plan import plan_words


def goal_now(row: Goal, page: CasePage) -> Now:
    """Of the form that says a goal anew."""
    text = read_words(row, key=page.key).get("text", "")
    values = {"text": text, "need": row.need, "target_on": row.target_on, "status": row.status}
    return Now(row.version, values)


def step_now(row: Action, page: CasePage) -> Now:
    """Of the form that says a step anew."""
    values = {
        "text": read_words(row, key=page.key).get("text", ""),
        "service": row.service,
        "who": HERSELF if row.by_her else row.worker.uuid if row.worker else "",
        "due_on": row.due_on,
        "goal": row.goal.uuid if row.goal else "",
    }
    return Now(row.version, values)


def end_now(row: Action, page: CasePage) -> Now:
    """Of the form that says what became of a step."""
    values = {"outcome": row.outcome, "done_on": row.done_on}
    return Now(row.version, values | _note(row, page))


def contact_now(row: FollowUp, page: CasePage) -> Now:
    """Of the form that plans a contact anew."""
    return Now(row.version, {"due_on": row.due_on, "channel": row.channel})


def held_now(row: FollowUp, page: CasePage) -> Now:
    """Of the form that says what became of a contact. The next one is a row of its own, so nothing stands for it."""
    values = {"outcome": row.outcome, "held_on": row.held_on}
    return Now(row.version, values | _note(row, page))


def _note(row: Action | FollowUp, page: CasePage) -> dict[str, str]:
    """What was noted, where the reader may read it; else the form has no such field."""
    return {"note": plan_words(row, page).get("note", "")} if page.shows_identity else {}


def set_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Those that say something; for the others the form has its own."""
    return {name: value for name, value in values.items() if value}
