"""Assessing danger; the safety plan and its paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.danger import NotWantedForm, ReviewForm, RiskForm, SafetyForm
from safefair.cases.models import SafetyPlan
from safefair.cases.operations.danger import Assessment, assess
from safefair.cases.operations.safety import SECTIONS, SafetyText, make_safety_plan, review_safety_plan
from safefair.cases.queries.danger import current_plan
from safefair.cases.sealing import read_words
from safefair.cases.sections import CasePage
from safefair.cases.sections.danger import assessments_of
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.core.errors import DomainError

ON_PAPER = ("people", "places", "prepare", "steps")
"""What is printed unless she wants otherwise: nothing that says what the paper is about."""


@requires(Permission.ASSESS_RISK)
@drafted("danger")
def danger(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The questions, and the assessments so far. Sent without a level, it comes back with what is suggested."""
    page = open_page(request, find_case(request, address))
    form = RiskForm(typed(request, "danger"))
    unblamed(request, form)
    is_asking = request.POST.get("action") == "suggest"
    is_valid = request.method == "POST" and form.is_valid()
    if is_asking:
        form.errors.clear()
        form.data = {**request.POST.dict(), "level": request.POST.get("level") or form.suggested}
    elif is_valid and _assess(page, form):
        messages.success(request, _("Assessed. The next look is on record."))
        return redirect("cases:detail", page.case.uuid)
    context = {
        "case": page.case,
        "form": form,
        "suggested": form.suggested if request.method == "POST" else None,
        "assessments": assessments_of(page),
        "breadcrumb": crumbs(page.case, _("Danger")),
    }
    return render(request, "cases/danger.html", context)


def _assess(page: CasePage, form: RiskForm) -> bool:
    data = form.cleaned_data
    found = Assessment(
        answers=form.answers,
        level=data["level"],
        assessed_on=data["assessed_on"],
        review_on=data["review_on"],
        words={name: data[name].strip() for name in ("note", "lowered_because")},
    )
    try:
        assess(page.case, found, entry_id=data["entry_id"], on=page.today, by=page.membership.user)
    except DomainError as fault:
        form.add_error(None, str(fault.message))
        return False
    return True


@require_GET
@requires(Permission.ASSESS_RISK)
def safety(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The plan that holds, and those before it."""
    return _show(request, open_page(request, find_case(request, address)))


def _show(request: HttpRequest, page: CasePage, **forms: Any) -> HttpResponse:
    plan = current_plan(page.case)
    earlier = (
        page.case.safetyplans.exclude(replaced_at=None).select_related("made_by").order_by("-replaced_at")
    )
    context = {
        "case": page.case,
        "plan": plan,
        "parts": parts_of(plan, page) if plan else [],
        "said": read_words(plan, key=page.key).get("said", "") if plan else "",
        "earlier": [(row, parts_of(row, page)) for row in earlier],
        "on_paper": ON_PAPER,
        "not_wanted": NotWantedForm(),
        "review": ReviewForm(),
        "today": page.today,
        "breadcrumb": crumbs(page.case, _("Safety plan")),
        **forms,
    }
    return render(request, "cases/safety.html", context)


def parts_of(plan: SafetyPlan, page: CasePage) -> list[tuple[str, Any, str]]:
    """Name, question and words of each part that says something."""
    words = read_words(plan, key=page.key)
    labels = {name: SafetyForm.base_fields[name].label for name in SECTIONS}
    return [(name, labels[name], words[name]) for name in SECTIONS if words.get(name)]


@requires(Permission.ASSESS_RISK)
@drafted("safety")
def safety_new(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """A plan, beginning with the words of the one that holds; the earlier one stays on record."""
    page = open_page(request, find_case(request, address))
    plan = current_plan(page.case)
    form = SafetyForm(typed(request, "safety"), initial=read_words(plan, key=page.key) if plan else None)
    unblamed(request, form)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        text = SafetyText(
            words=form.words,
            made_on=data["made_on"],
            review_on=data["review_on"],
            made_with_her=data["made_with_her"],
        )
        try:
            make_safety_plan(
                page.case, text, entry_id=data["entry_id"], at=timezone.now(), by=page.membership.user
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            return redirect("cases:safety", page.case.uuid)
    context = {
        "case": page.case,
        "form": form,
        "replaces": plan is not None,
        "breadcrumb": crumbs(page.case, _("Safety plan")),
    }
    return render(request, "cases/safety_form.html", context)


@require_POST
@requires(Permission.ASSESS_RISK)
def safety_not_wanted(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """She wants no plan: on record, and offered again on a day."""
    page = open_page(request, find_case(request, address))
    form = NotWantedForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        text = SafetyText(
            words={"said": data["said"].strip()},
            made_on=page.today,
            review_on=data["review_on"],
            is_needed=False,
        )
        try:
            make_safety_plan(
                page.case, text, entry_id=data["entry_id"], at=timezone.now(), by=page.membership.user
            )
        except DomainError as fault:
            messages.error(request, str(fault.message))
        return redirect("cases:safety", page.case.uuid)
    return _show(request, page, not_wanted=form)


@require_POST
@requires(Permission.ASSESS_RISK)
def safety_review(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """It was looked at with her and still holds."""
    page = open_page(request, find_case(request, address))
    plan = current_plan(page.case)
    if plan is None:
        raise Http404
    form = ReviewForm(request.POST)
    if form.is_valid():
        try:
            review_safety_plan(
                plan, review_on=form.cleaned_data["review_on"], on=page.today, by=page.membership.user
            )
        except DomainError as fault:
            messages.error(request, str(fault.message))
        return redirect("cases:safety", page.case.uuid)
    return _show(request, page, review=form)


@require_GET
@requires(Permission.ASSESS_RISK)
def safety_paper(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """A small paper without a name, a code, a title or a date: nobody who finds it reads what it is about."""
    page = open_page(request, find_case(request, address))
    plan = current_plan(page.case)
    if plan is None or not plan.is_needed:
        raise Http404
    words = read_words(plan, key=page.key)
    chosen = [name for name in SECTIONS if name in request.GET.getlist("with", ON_PAPER)]
    parts = [words[name] for name in chosen if words.get(name)]
    return render(request, "cases/safety_paper.html", {"parts": parts})
