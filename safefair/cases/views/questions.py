"""Opening a case from a question that somebody asked without an account."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.questions import FromQuestionForm
from safefair.cases.operations.from_question import take_up_question
from safefair.contact.enums import READABLE
from safefair.contact.models import HelpRequest
from safefair.contact.offers import Offer
from safefair.contact.queries.requests import requests_of
from safefair.core.errors import DomainError


def take_up_offer(asked: HelpRequest, membership: Membership) -> Offer | None:
    """On the page of a question: open a case, or the case that there is."""
    if asked.taken_up_as is not None:
        if not membership.may(Permission.VIEW_CASES):
            return None
        return Offer(gettext_lazy("The case"), reverse("cases:detail", args=[asked.taken_up_as]))
    if not membership.may(Permission.TAKE_IN):
        return None
    return Offer(
        gettext_lazy("Open a case, if she agreed"), reverse("cases:from_question", args=[asked.uuid])
    )


@requires(Permission.TAKE_IN)
def from_question(request: HttpRequest, question: uuid.UUID) -> HttpResponse:
    """Ask for the day of her yes; then the case stands open, with her words in it."""
    membership = membership_of(request)
    asked = get_object_or_404(requests_of(membership).filter(status__in=READABLE), uuid=question)
    if asked.taken_up_as is not None:
        return redirect("cases:detail", asked.taken_up_as)
    form = FromQuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            case = take_up_question(
                asked,
                agreed_on=data["agreed_on"],
                entry_id=data["entry_id"],
                on=timezone.localdate(),
                by=membership.user,
            )
        except DomainError as fault:
            form.add_error("agreed_on", str(fault.message))
        else:
            messages.success(
                request,
                _("The case has the code %(code)s. Ask her what she agrees to.") % {"code": case.code},
            )
            return redirect("cases:detail", case.uuid)
    context = {
        "form": form,
        "asked": asked,
        "breadcrumb": [
            (_("Questions"), reverse("contact:list")),
            (asked.code, reverse("contact:detail", args=[asked.uuid])),
            (_("Open a case"), ""),
        ],
    }
    return render(request, "cases/from_question.html", context)
