"""Complaints of an organisation as coded facts, and which of them somebody may open."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.cases.enums.complaint import ComplaintOutcome, ComplaintType, Respondent, StepKind
from safefair.cases.models import Complaint, ComplaintStep
from safefair.cases.money import Money, amounts_subquery, read_amounts
from safefair.cases.queries.access import listed_cases, openable_cases, reviews


@dataclass(frozen=True, slots=True)
class Listed:
    """A complaint on a list. `types` is empty where the reader may not open the case: they could say too much."""

    complaint: Complaint
    can_open: bool
    types: list[str]
    next_on: dt.date | None
    money: list[Money]


def complaints_of(membership: Membership) -> QuerySet[Complaint]:
    """All complaints of the organisation, each with whether this reader may open it, its next date and its money."""
    if membership.organization_id is None or not sees_complaints(membership):
        return Complaint.objects.none()
    openable = openable_cases(membership).filter(pk=OuterRef("case_id"), erased_at=None)
    return Complaint.objects.filter(organization_id=membership.organization_id).annotate(
        can_open=Exists(openable), next_on=next_date(), money=amounts_subquery()
    )


def listed_complaints(membership: Membership) -> QuerySet[Complaint]:
    """Those of a list: by code and coded facts; of protected cases only to whom a list shows them."""
    complaints = complaints_of(membership)
    if membership.may(Permission.VIEW_ALL_CASES):
        return complaints
    if membership.may(Permission.VIEW_TEAM_CASES):
        return complaints.filter(case__in=listed_cases(membership))
    return complaints.filter(Q(can_open=True) | Q(case__is_protected=False))


def sees_complaints(membership: Membership) -> bool:
    """Who writes complaints down, and who reviews cases."""
    return membership.may(Permission.RECORD_COMPLAINT) or reviews(membership)


def next_date() -> Subquery:
    """The next date of a complaint that is not done: of one that has ended, a payment only."""
    steps = ComplaintStep.objects.filter(complaint=OuterRef("pk"), held_on=None).filter(
        Q(complaint__outcome=ComplaintOutcome.PENDING) | Q(kind=StepKind.PAYMENT_DUE)
    )
    return Subquery(steps.order_by().values("complaint").annotate(first=Min("due_on")).values("first"))


def with_case() -> ArraySubquery:
    """The complaints of a case beside it, the newest first, for `Brief.read`: its page asks nothing more for them."""
    rows = Complaint.objects.filter(case=OuterRef("pk")).annotate(next_on=next_date())
    facts = JSONObject(
        uuid="uuid", code="code", types="types", respondent="respondent", outcome="outcome", next_on="next_on",
        money=amounts_subquery(),
    )  # fmt: skip
    return ArraySubquery(rows.order_by("-opened_on", "-pk").values(json=facts))


@dataclass(frozen=True, slots=True)
class Brief:
    """A complaint in a line."""

    uuid: str
    code: str
    types: list[str]
    respondent: str
    outcome: ComplaintOutcome
    next_on: dt.date | None
    money: list[Money]

    @classmethod
    def read(cls, facts: dict[str, Any]) -> "Brief":
        """One of the rows that `with_case` gave."""
        return cls(
            facts["uuid"],
            facts["code"],
            [str(ComplaintType(code).label) for code in facts["types"]],
            str(Respondent(facts["respondent"]).label),
            ComplaintOutcome(facts["outcome"]),
            dt.date.fromisoformat(facts["next_on"]) if facts["next_on"] else None,
            read_amounts(facts["money"]),
        )


def as_listed(complaint: Complaint) -> Listed:
    """A row of `complaints_of` as a list shows it."""
    can_open: bool = getattr(complaint, "can_open")  # noqa: B009  annotated
    types = [str(ComplaintType(code).label) for code in complaint.types] if can_open else []
    money = read_amounts(getattr(complaint, "money"))  # noqa: B009  annotated
    return Listed(complaint, can_open, types, getattr(complaint, "next_on"), money)  # noqa: B009  annotated
