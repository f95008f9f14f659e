"""Assessing danger."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.danger import RiskForm
from safefair.cases.forms.meanwhile import Now
from safefair.cases.models import RiskAssessment
from safefair.cases.operations.danger import Assessment, assess
from safefair.cases.sections import CasePage
from safefair.cases.sections.danger import assessments_of, danger_words
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen


@requires(Permission.ASSESS_RISK)
@drafted("danger")
def danger(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The questions, and the assessments so far. Sent without a level, it comes back with what is suggested.

    Two who assess at once: the second is shown the other's answers, and hers become the newest ones.
    """
    page = open_page(request, find_case(request, address))
    form = RiskForm(typed(request, "danger"), now=_now(page))
    take_chosen(request, form)
    unblamed(request, form)
    if request.POST.get("action") == "suggest":
        form.is_valid()
        form.errors.clear()
        form.data = {**request.POST.dict(), "level": request.POST.get("level") or form.suggested}
    elif answer := save_edit(request, form, _edit(request, page, form)):
        return answer
    context = {
        "case": page.case,
        "form": form,
        "suggested": form.suggested if request.method == "POST" and hasattr(form, "cleaned_data") else None,
        "assessments": assessments_of(page),
        "breadcrumb": crumbs(page.case, _("Danger")),
    }
    return render(request, "cases/danger.html", context)


def _edit(request: HttpRequest, page: CasePage, form: RiskForm) -> Edit:
    def save() -> None:
        data = form.cleaned_data
        found = Assessment(
            answers=form.answers,
            level=data["level"],
            assessed_on=data["assessed_on"],
            review_on=data["review_on"],
            words={name: data[name].strip() for name in ("note", "lowered_because")},
        )
        entry, by = data["entry_id"], page.membership.user
        assess(page.case, found, entry_id=entry, on=page.today, by=by, known=form.seen)
        messages.success(request, _("Assessed. The next look is on record."))

    done = reverse("cases:detail", args=[page.case.uuid])
    return Edit(
        save=save,
        again=lambda: _now(page),
        record=lambda: _newest(page),
        done=done,
        breadcrumb=crumbs(page.case, _("Danger")),
    )


def _newest(page: CasePage) -> RiskAssessment | None:
    return page.case.riskassessments.order_by("-assessed_on", "-pk").first()


def _now(page: CasePage) -> Now:
    """The newest assessment; how many there are says whether another was made."""
    newest = _newest(page)
    if newest is None:
        return Now(0)
    answers = {code: code in newest.factors for code in newest.asked}
    facts = {name: getattr(newest, name) for name in ("level", "assessed_on", "review_on")}
    return Now(page.case.riskassessments.count(), {**answers, **facts, **danger_words(newest, page)})
