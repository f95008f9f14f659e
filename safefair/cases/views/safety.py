"""The safety plan, what was said of it, and its paper."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.danger import NotWantedForm, ReviewForm, SafetyForm
from safefair.cases.forms.meanwhile import Now, SeenForm
from safefair.cases.identity import SAFETY_OPEN_TO_REVIEW, words_to_review
from safefair.cases.models import SafetyPlan
from safefair.cases.operations.safety import SECTIONS, SafetyText, make_safety_plan, review_safety_plan
from safefair.cases.queries.danger import current_plan, plan_version
from safefair.cases.sealing import read_words
from safefair.cases.sections import CasePage
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen

ON_PAPER = ("people", "places", "prepare", "steps")
"""What is printed unless she wants otherwise: nothing that says what the paper is about."""


@require_GET
@requires(Permission.ASSESS_RISK)
def safety(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The plan that holds, and those before it."""
    return _show(request, open_page(request, find_case(request, address)))


def _show(request: HttpRequest, page: CasePage, **forms: Any) -> HttpResponse:
    plan = current_plan(page.case)
    now = _now(page, plan)
    earlier = (
        page.case.safetyplans.exclude(replaced_at=None).select_related("made_by").order_by("-replaced_at")
    )
    context = {
        "case": page.case,
        "plan": plan,
        "parts": parts_of(plan, page) if plan else [],
        "said": read_words(plan, key=page.key).get("said", "") if plan and page.shows_identity else "",
        "shows_identity": page.shows_identity,
        "earlier": [(row, parts_of(row, page)) for row in earlier],
        "on_paper": ON_PAPER,
        "not_wanted": NotWantedForm(now=now),
        "review": ReviewForm(now=now),
        "today": page.today,
        "breadcrumb": crumbs(page.case, _("Safety plan")),
        **forms,
    }
    return render(request, "cases/safety.html", context)


def parts_of(plan: SafetyPlan, page: CasePage) -> list[tuple[str, Any, str]]:
    """Name, question and words of each part that says something; without words where a reviewer reads none."""
    words = read_words(plan, key=page.key)
    shown = words if page.shows_identity else words_to_review(words, SAFETY_OPEN_TO_REVIEW)
    labels = {name: SafetyForm.base_fields[name].label for name in SECTIONS}
    return [(name, labels[name], shown.get(name, "")) for name in SECTIONS if words.get(name)]


def _open_whole(request: HttpRequest, address: uuid.UUID) -> CasePage:
    """The page for whoever may read all of a plan; 404 for a reviewer, who writes none over what she does not see."""
    page = open_page(request, find_case(request, address))
    if not page.shows_identity:
        raise Http404
    return page


@requires(Permission.ASSESS_RISK)
@drafted("safety")
def safety_new(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """A plan, beginning with the words of the one that holds; the earlier one stays on record."""
    page = _open_whole(request, address)
    plan = current_plan(page.case)
    words = read_words(plan, key=page.key) if plan else None
    form = SafetyForm(typed(request, "safety"), initial=words, now=_now(page, plan))
    take_chosen(request, form)
    unblamed(request, form)

    def save() -> None:
        data = form.cleaned_data
        text = SafetyText(
            words=form.words,
            made_on=data["made_on"],
            review_on=data["review_on"],
            made_with_her=data["made_with_her"],
        )
        _make(page, form, text)

    if answer := save_edit(
        request, form, _edit(page, save, _("Your colleague wrote that she wants no plan."))
    ):
        return answer
    context = {
        "case": page.case,
        "form": form,
        "replaces": plan is not None,
        "breadcrumb": crumbs(page.case, _("Safety plan")),
    }
    return render(request, "cases/safety_form.html", context)


def _make(page: CasePage, form: SeenForm, text: SafetyText) -> None:
    entry, by = form.cleaned_data["entry_id"], page.membership.user
    make_safety_plan(page.case, text, entry_id=entry, at=timezone.now(), by=by, version=form.seen)


@require_POST
@requires(Permission.ASSESS_RISK)
def safety_not_wanted(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """She wants no plan: on record, and offered again on a day."""
    page = _open_whole(request, address)
    form = NotWantedForm(request.POST, now=_now(page, current_plan(page.case)))
    take_chosen(request, form)

    def save() -> None:
        data = form.cleaned_data
        said = {"said": data["said"].strip()}
        text = SafetyText(words=said, made_on=page.today, review_on=data["review_on"], is_needed=False)
        _make(page, form, text)

    edit = _edit(page, save, planned=_("Your colleague wrote a plan with her. Saved, this takes its place."))
    return save_edit(request, form, edit) or _show(request, page, not_wanted=form)


@require_POST
@requires(Permission.ASSESS_RISK)
def safety_review(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """It was looked at with her and still holds."""
    page = open_page(request, find_case(request, address))
    plan = current_plan(page.case)
    if plan is None:
        raise Http404
    form = ReviewForm(request.POST, now=_now(page, plan))
    take_chosen(request, form)
    edit = _edit(
        page,
        lambda: review_safety_plan(
            plan,
            review_on=form.cleaned_data["review_on"],
            on=page.today,
            by=page.membership.user,
            version=form.seen,
        ),
        not_wanted=_("Your colleague wrote that she wants no plan."),
        planned=_("Your colleague has written or looked at the plan. Read it before you say that it holds."),
    )
    return save_edit(request, form, edit) or _show(request, page, review=form)


def _edit(page: CasePage, save: Any, not_wanted: str = "", planned: str = "") -> Edit:
    """With what is told of a plan that a colleague wrote meanwhile, or of her word that she wants none."""

    def again() -> Now:
        plan = current_plan(page.case)
        now = _now(page, plan)
        told = planned if plan and plan.is_needed else not_wanted
        return Now(now.version, now.values, told)

    back = reverse("cases:safety", args=[page.case.uuid])
    return Edit(
        save=save,
        again=again,
        record=lambda: current_plan(page.case),
        done=back,
        breadcrumb=crumbs(page.case, _("Safety plan")),
    )


def _now(page: CasePage, plan: SafetyPlan | None) -> Now:
    if plan is None:
        return Now(plan_version(page.case))
    facts = {name: getattr(plan, name) for name in ("made_on", "review_on", "made_with_her")}
    return Now(plan_version(page.case), {**facts, **read_words(plan, key=page.key)})


@require_GET
@requires(Permission.ASSESS_RISK)
def safety_paper(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """A small paper without a name, a code, a title or a date: nobody who finds it reads what it is about."""
    page = _open_whole(request, address)
    plan = current_plan(page.case)
    if plan is None or not plan.is_needed:
        raise Http404
    words = read_words(plan, key=page.key)
    chosen = [name for name in SECTIONS if name in request.GET.getlist("with", ON_PAPER)]
    parts = [words[name] for name in chosen if words.get(name)]
    return render(request, "cases/safety_paper.html", {"parts": parts})
