"""What she wants to reach, with the steps to it and the contacts with her."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F

from safefair.accounts.roles import Permission
from safefair.cases.enums.plan import GoalStatus
from safefair.cases.identity import PLAN_OPEN_TO_REVIEW, words_to_review
from safefair.cases.models import Action, FollowUp, Goal
from safefair.cases.sealing import Words, read_words
from safefair.cases.sections import CasePage, Section


@dataclass(frozen=True, slots=True, repr=False)
class Reached:
    """A goal with its words and its steps with theirs; `goal` None for steps that serve none."""

    goal: Goal | None
    words: Words
    steps: list[tuple[Action, Words]]


def plan(page: CasePage) -> Section | None:
    """What is open of the plan, and the next contact."""
    if not page.membership.may(Permission.PLAN_CASE):
        return None
    context = {
        "case": page.case,
        "goals": [
            one for one in _reached(page, page.heads.goals, page.heads.steps)
            if one.steps or (one.goal and one.goal.status == GoalStatus.IN_PROGRESS)
        ],
        "contact": page.heads.contact,
        "today": page.today,
        "can_write": page.case.is_open,
    }  # fmt: skip
    return Section("cases/sections/plan.html", context)


def goals_of(page: CasePage) -> list[Reached]:
    """Goals in the order they were set, with all their steps; then the steps that serve none."""
    steps = page.case.actions.select_related("worker").order_by(F("due_on").asc(nulls_last=True), "pk")
    return _reached(page, page.case.goals.order_by("set_on", "pk"), steps)


def _reached(page: CasePage, goals: Iterable[Goal], steps: Iterable[Action]) -> list[Reached]:
    by_goal: dict[int | None, list[tuple[Action, Words]]] = {}
    for step in steps:
        by_goal.setdefault(step.goal_id, []).append((step, plan_words(step, page)))
    found = [Reached(goal, plan_words(goal, page), by_goal.get(goal.pk, [])) for goal in goals]
    return [*found, Reached(None, {}, by_goal[None])] if None in by_goal else found


def contacts_of(page: CasePage) -> list[tuple[FollowUp, Words]]:
    """All contacts, those to come first."""
    rows = page.case.followups.select_related("worker")
    to_come = rows.filter(outcome="").order_by("due_on", "pk")
    held = rows.exclude(outcome="").order_by("-held_on", "-pk")
    return [(row, plan_words(row, page)) for row in (*to_come, *held)]


def plan_words(row: Goal | Action | FollowUp, page: CasePage) -> Words:
    """The words of a part of the plan; what was noted of it only for whoever may read who she is."""
    words = read_words(row, key=page.key)
    return words if page.shows_identity else words_to_review(words, PLAN_OPEN_TO_REVIEW)
