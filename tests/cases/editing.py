"""Every form that changes something in case work: its row, where it stands, what two people type into it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils import timezone

from safefair.cases.forms import complaints, danger, incidents, intake, plan, shelter, teams
from safefair.cases.forms.meanwhile import SeenForm
from safefair.cases.models import Case
from tests.cases.complaints import invented_complaint, invented_group
from tests.cases.factories import case_worker
from tests.cases.houses import invented_house
from tests.cases.plans import a_contact, a_goal, a_step, planned_in
from tests.cases.sending import as_shown, rows_as_shown
from tests.cases.test_danger import find, plan_for
from tests.cases.test_teams import invented_team

DAYS = [(timezone.localdate() + dt.timedelta(days=days)).isoformat() for days in range(9)]


@dataclass(frozen=True)
class Editing:
    """`address` gives where the form is sent and where it stands; `theirs` and `mine` are typed into the same field.

    `beside`: what both fill in besides.
    """

    name: str
    form: type[SeenForm]
    address: Callable[[Case], tuple[str, str]]
    theirs: dict[str, Any]
    mine: dict[str, Any]
    in_context: str = "form"
    beside: dict[str, Any] = field(default_factory=dict)
    role: str = "CASE_WORKER"

    def sent(self, context: Any, typed: dict[str, Any]) -> dict[str, Any]:
        """What a browser sends of the form on a page."""
        sent = as_shown(context[self.in_context], **self.beside, **typed) | {"action": self.in_context}
        return sent | rows_as_shown(context["people"]) if "people" in context else sent


def _of(name: str, make: Callable[[Case], Any] = lambda _case: None) -> Callable[[Case], tuple[str, str]]:
    """The page of a row of the case that is made first; `make` may give None, for the case itself."""

    def address(case: Case) -> tuple[str, str]:
        row = make(case)
        url = reverse(f"cases:{name}", args=[case.uuid] if row is None else [case.uuid, row.uuid])
        return url, url

    return address


def _alone(name: str, make: Callable[[Case], Any]) -> Callable[[Case], tuple[str, str]]:
    """The page of a row that is no case's."""

    def address(case: Case) -> tuple[str, str]:
        url = reverse(f"cases:{name}", args=[make(case).uuid])
        return url, url

    return address


def _sent_elsewhere(name: str, page: str, make: Callable[[Case], Any]) -> Callable[[Case], tuple[str, str]]:
    """A form that stands on another page than it is sent to."""

    def address(case: Case) -> tuple[str, str]:
        row = make(case)
        of = [case.uuid] if row is None else [case.uuid, row.uuid]
        return reverse(f"cases:{name}", args=of), reverse(f"cases:{page}", args=of)

    return address


def _incident(case: Case) -> Any:
    return case.incidents.get(uuid=planned_in(case)["incident"])


def _complaint(case: Case) -> Any:
    return invented_complaint(case)


def _assessed(case: Case) -> None:
    find(case, "medium", yes=("alone",))


def _planned(case: Case) -> None:
    plan_for(case)


def _team(case: Case) -> Any:
    return invented_team(case.organization, [case_worker(case.organization)], [])


WORDS = ("Invented: words of the colleague", "Invented: my own words")
EDITINGS = (
    Editing("case", intake.CorrectForm, _of("correct"), {"story": WORDS[0]}, {"story": WORDS[1]}),
    Editing(
        "incident", incidents.IncidentEditForm, _of("incident_correct", _incident),
        {"account": WORDS[0]}, {"account": WORDS[1]},
    ),
    Editing(
        "danger", danger.RiskForm, _of("danger", _assessed), {"note": WORDS[0]}, {"note": WORDS[1]},
        beside={"level": "high", "weapon": "yes"},
    ),
    Editing("safety plan", danger.SafetyForm, _of("safety_new", _planned), {"steps": WORDS[0]}, {"steps": WORDS[1]}),
    Editing(
        "no safety plan", danger.NotWantedForm, _sent_elsewhere("safety_not_wanted", "safety", _planned),
        {"said": WORDS[0]}, {"said": WORDS[1]}, "not_wanted",
    ),
    Editing(
        "look at the safety plan", danger.ReviewForm, _sent_elsewhere("safety_review", "safety", _planned),
        {"review_on": DAYS[3]}, {"review_on": DAYS[4]}, "review",
    ),
    Editing("goal", plan.GoalEditForm, _of("goal", a_goal), {"text": WORDS[0]}, {"text": WORDS[1]}, "edit"),
    Editing("step", plan.StepEditForm, _of("action", a_step), {"text": WORDS[0]}, {"text": WORDS[1]}, "edit"),
    Editing(
        "end of a step", plan.DoneForm, _of("action", a_step), {"note": WORDS[0]}, {"note": WORDS[1]}, "done",
        beside={"outcome": "referred"},
    ),
    Editing(
        "contact", plan.ContactEditForm, _of("contact", a_contact), {"due_on": DAYS[3]}, {"due_on": DAYS[4]}, "edit"
    ),
    Editing(
        "held contact", plan.HeldForm, _of("contact", a_contact), {"note": WORDS[0]}, {"note": WORDS[1]}, "done",
        beside={"outcome": "reached"},
    ),
    Editing(
        "complaint", complaints.ComplaintForm, _of("complaint_correct", _complaint),
        {"demand": WORDS[0]}, {"demand": WORDS[1]},
    ),
    Editing(
        "what she got", complaints.ObtainedForm, _sent_elsewhere("complaint_obtained", "complaint", _complaint),
        {"obtained": ["apology"]}, {"obtained": ["documents_returned"]}, "obtained_form",
    ),
    Editing(
        "end of a complaint", complaints.EndForm, _sent_elsewhere("complaint_end", "complaint", _complaint),
        {"outcome": "resolved_full"}, {"outcome": "rejected"}, "end_form",
    ),
    Editing(
        "group", complaints.GroupForm,
        _alone("group_correct", lambda case: invented_group(case.organization)),
        {"title": "Invented mill, May"}, {"title": "Invented mill, June"},
    ),
    Editing(
        "house", shelter.HouseForm, _alone("house", lambda case: invented_house(case.organization)),
        {"way": WORDS[0]}, {"way": WORDS[1]}, role="SHELTER_MANAGER",
    ),
    Editing(
        "team", teams.TeamForm, _alone("team", _team), {"name": "Invented north"}, {"name": "Invented south"},
        role="CASE_SUPERVISOR",
    ),
)  # fmt: skip
