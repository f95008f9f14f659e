"""What stands in the way of ending a case, and what waits to be decided."""

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from safefair.accounts.membership import Membership
from safefair.cases.enums.complaint import ComplaintOutcome
from safefair.cases.enums.plan import ClosureReason, Decided
from safefair.cases.enums.referral import LIVE
from safefair.cases.models import Action, Case, Closure, Complaint, Referral, Stay
from safefair.cases.queries.access import openable_cases
from safefair.cases.queries.danger import lacks_reviewed_plan

WITHOUT_HER = (ClosureReason.DIED, ClosureReason.NO_CONTACT)
"""Reasons with which nobody could tell her anything."""


def blocks_closing(case: Case, *, risk: str = "") -> list[str | Promise]:
    """What must be done first; `risk` is the danger as found at the end."""
    found: list[str | Promise] = []
    if lacks_reviewed_plan(case, now=risk):
        found.append(
            _("The danger is high, and the safety plan was not looked at with her since. Do that first.")
        )
    if Referral.objects.filter(case=case, organization=case.organization_id, status__in=LIVE).exists():
        found.append(_("A referral is still open. Wait for the answer, or take it back."))
    if Stay.objects.filter(case=case, left_on=None).exists():
        found.append(_("She still has a bed in the shelter. Write down first that she left."))
    return found


def warns_of_closing(case: Case) -> list[str]:
    """What was promised to her and is not done, complaints that go on; it does not stand in the way."""
    found = []
    if steps := Action.objects.filter(case=case, by_her=False, outcome="").count():
        text = ngettext(
            "%(steps)s step that was promised to her is open.",
            "%(steps)s steps that were promised to her are open.",
            steps,
        )
        found.append(text % {"steps": steps})
    if pending := Complaint.objects.filter(case=case, outcome=ComplaintOutcome.PENDING).count():
        text = ngettext(
            "%(pending)s complaint is pending. Nobody is reminded of its dates in a closed case.",
            "%(pending)s complaints are pending. Nobody is reminded of their dates in a closed case.",
            pending,
        )
        found.append(text % {"pending": pending})
    return found


def closures_to_decide(membership: Membership) -> QuerySet[Closure]:
    """Closures asked for by others, of cases that she may open, the oldest first."""
    pending = Closure.objects.filter(case__in=openable_cases(membership), status=Decided.PENDING)
    others = pending.exclude(asked_by_id=membership.user.pk)
    return others.select_related("case", "asked_by").order_by("asked_on", "pk")
