"""Forms that somebody has not finished, and where she goes on with them."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from safefair.accounts.membership import Membership
from safefair.cases.models import Draft
from safefair.cases.queries.access import openable_cases

PAGES = {
    "danger": "danger",
    "safety": "safety_new",
    "correct": "correct",
    "closure": "closure",
    "goal": "plan",
    "step": "plan",
    "contact": "plan",
    "message": "messages",
}
"""Where the forms of a case stand; others, of one of its rows, are found from the case."""


def unfinished(membership: Membership) -> QuerySet[Draft]:
    """Her own drafts, the one that ends first before the others; none of a case that she may no longer open."""
    drafts = Draft.objects.filter(user=membership.user, organization=membership.organization)
    cases = openable_cases(membership).filter(erased_at=None)
    return drafts.filter(Q(case=None) | Q(case__in=cases)).select_related("case").order_by("saved_at", "pk")


def page_of(draft: Draft) -> str:
    """The address of the page on which a draft is offered."""
    if draft.case is None:
        return reverse("cases:intake")
    return reverse(f"cases:{PAGES.get(draft.kind, 'detail')}", args=[draft.case.uuid])
