"""What is due in cases: reviews, safety plans, steps, contacts, dates of complaints, planned ends of stays."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.complaint import ComplaintOutcome, StepKind
from safefair.cases.enums.intake import CaseStatus
from safefair.cases.enums.plan import RiskLevel, Service
from safefair.cases.models import Action, Case, ComplaintStep, FollowUp, SafetyPlan, Stay
from safefair.cases.queries.danger import high_since

Text = str | Promise
PLAN_WITHIN = dt.timedelta(days=1)
"""High danger asks for a safety plan, or for her word that she wants none, by the day after it was found."""
WORDS: dict[str, Text] = {
    "review": _("look at the danger again"),
    "safety": _("make a safety plan with her"),
    "safety_review": _("look at the safety plan again"),
    "contact": _("contact with her"),
    "stay": _("planned end of her stay"),
}


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """One thing to do by a day, in the case with a code and an address."""

    due_on: dt.date
    code: str
    address: UUID
    what: Text = field(compare=False)


def due_in(cases: QuerySet[Case], *, until: dt.date, limit: int, sees_danger: bool) -> list[Due]:
    """What is due in some cases up to and with a day, the most overdue first; one statement.

    `sees_danger`: the reader's role may know of danger and safety plans. Of a complaint that has ended only a payment
    is due.
    """
    open_cases = cases.filter(status=CaseStatus.OPEN)
    parts = [*(_of_danger(open_cases, until) if sees_danger else []), *_of_work(open_cases, until)]
    first, *others = [part[:limit] for part in parts]
    rows = first.union(*others, all=True)
    return sorted(
        Due(_due_day(kind, day), code, address, _what(kind, detail))
        for code, address, kind, detail, day in rows
    )[:limit]


def _due_day(kind: str, day: dt.date) -> dt.date:
    return day + PLAN_WITHIN if kind == "safety" else day


def _what(kind: str, detail: str) -> Text:
    if kind == "step":
        return Service(detail).label
    return StepKind(detail).label if kind == "complaint" else WORDS[kind]


def _of_danger(cases: QuerySet[Case], until: dt.date) -> list[QuerySet[Any, Any]]:
    current = SafetyPlan.objects.filter(replaced_at=None)
    without_plan = cases.filter(~Exists(current.filter(case=OuterRef("pk"))), risk=RiskLevel.HIGH)
    return [
        _rows(cases.filter(review_on__lte=until), "review", case="", day="review_on"),
        _rows(
            without_plan.annotate(since=high_since()).filter(since__lte=until - PLAN_WITHIN),
            "safety",
            case="",
            day="since",
        ),
        _rows(current.filter(case__in=cases, review_on__lte=until), "safety_review", day="review_on"),
    ]


def _of_work(cases: QuerySet[Case], until: dt.date) -> list[QuerySet[Any, Any]]:
    steps = Action.objects.filter(case__in=cases, outcome="", done_on=None, due_on__lte=until)
    contacts = FollowUp.objects.filter(case__in=cases, outcome="", due_on__lte=until)
    stays = Stay.objects.filter(case__in=cases, left_on=None, is_child=False, planned_until__lte=until)
    dates = ComplaintStep.objects.filter(
        awaited(), complaint__case__in=cases, held_on=None, due_on__lte=until
    )
    return [
        _rows(steps, "step", detail="service"),
        _rows(contacts, "contact"),
        _rows(stays, "stay", day="planned_until"),
        _rows(dates, "complaint", case="complaint__case__", detail="kind"),
    ]


def _rows(
    rows: QuerySet[Any], kind: str, *, case: str = "case__", day: str = "due_on", detail: str = ""
) -> QuerySet[Any, Any]:
    """Code and address of the case, kind, detail and day of each row, the earliest first: the shape that all parts share."""
    return (
        rows.order_by(day, "pk")
        .annotate(
            of_code=F(f"{case}code"),
            of_address=F(f"{case}uuid"),
            of_kind=Value(kind, output_field=CharField()),
            of_detail=Cast(F(detail), CharField()) if detail else Value("", output_field=CharField()),
            of_day=F(day),
        )
        .values_list("of_code", "of_address", "of_kind", "of_detail", "of_day")
    )


def awaited() -> Q:
    """Dates of complaints that still matter: of those not ended, and payments of those that are."""
    return Q(complaint__outcome=ComplaintOutcome.PENDING) | Q(kind=StepKind.PAYMENT_DUE)
