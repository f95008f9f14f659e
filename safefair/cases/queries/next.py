"""What is due in cases: reviews, steps, contacts, dates of complaints, answers awaited."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.complaint import ComplaintOutcome, StepKind
from safefair.cases.enums.intake import CaseStatus
from safefair.cases.models import Action, Case, ComplaintStep, FollowUp

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do in a case by a day."""

    case: Case
    what: Text
    due_on: dt.date


def due_in(cases: QuerySet[Case], *, until: dt.date, limit: int, sees_danger: bool) -> list[Due]:
    """What is due in some cases up to and with a day, the most overdue first; four statements.

    `sees_danger`: the reader's role may know of reviews of danger. Of a complaint that has ended only a payment is due.
    """
    open_cases = cases.filter(status=CaseStatus.OPEN)
    found: list[Due] = []
    if sees_danger:
        reviews = open_cases.filter(review_on__lte=until).order_by("review_on", "pk")[:limit]
        found += [
            Due(case, _("look at the danger again"), case.review_on) for case in reviews if case.review_on
        ]
    steps = Action.objects.filter(case__in=open_cases, outcome="", done_on=None, due_on__lte=until)
    found += [
        Due(step.case, step.get_service_display(), step.due_on)
        for step in steps.select_related("case").order_by("due_on", "pk")[:limit]
        if step.due_on
    ]
    contacts = FollowUp.objects.filter(case__in=open_cases, outcome="", due_on__lte=until)
    found += [
        Due(contact.case, _("contact with her"), contact.due_on)
        for contact in contacts.select_related("case").order_by("due_on", "pk")[:limit]
    ]
    dates = ComplaintStep.objects.filter(
        awaited(), complaint__case__in=open_cases, held_on=None, due_on__lte=until
    )
    found += [
        Due(date.complaint.case, date.get_kind_display(), date.due_on)
        for date in dates.select_related("complaint__case").order_by("due_on", "pk")[:limit]
    ]
    return sorted(found, key=lambda due: (due.due_on, due.case.pk))[:limit]


def awaited() -> Q:
    """Dates of complaints that still matter: of those not ended, and payments of those that are."""
    return Q(complaint__outcome=ComplaintOutcome.PENDING) | Q(kind=StepKind.PAYMENT_DUE)
