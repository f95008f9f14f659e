"""The plan of a case: goals, steps, contacts; added on one page, each corrected on its own."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.intake import ContactChannel
from safefair.cases.forms.meanwhile import Now
from safefair.cases.forms.plan import (
    ContactEditForm,
    ContactForm,
    DoneForm,
    GoalEditForm,
    GoalForm,
    HeldForm,
    StepEditForm,
    StepForm,
)
from safefair.cases.models import Action, FollowUp, Goal
from safefair.cases.operations import plan as operations
from safefair.cases.queries.workers import workers_of
from safefair.cases.sealing import read_words
from safefair.cases.sections import CasePage
from safefair.cases.sections.plan import contacts_of, goals_of
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.cases.views.meanwhile import Edit, save_edit, take_chosen
from safefair.cases.views.standing import contact_now, end_now, goal_now, held_now, set_values, step_now
from safefair.core.errors import DomainError


@requires(Permission.PLAN_CASE)
@drafted("goal", "step", "contact")
def plan(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """All of the plan; a goal, a step or a contact is added at its foot."""
    page = open_page(request, find_case(request, address))
    found = _forms(page, request)
    unblamed(request, *found.values())
    adding = request.POST.get("action", "")
    if request.method == "POST" and adding in found and found[adding].is_valid():
        try:
            _add(page, adding, found[adding])
        except DomainError as fault:
            found[adding].add_error(None, str(fault.message))
        else:
            return redirect("cases:plan", page.case.uuid)
    context = {
        "case": page.case,
        "goals": goals_of(page),
        "contacts": contacts_of(page),
        "forms": found,
        "adding": adding,
        "shows_identity": page.shows_identity,
        "today": page.today,
        "breadcrumb": crumbs(page.case, _("Plan")),
    }
    return render(request, "cases/plan.html", context)


def _forms(page: CasePage, request: HttpRequest) -> dict[str, Any]:
    """The three forms; the one that was sent is filled in."""
    adding = request.POST.get("action")
    need = page.case.needs[0] if page.case.needs else None
    channel = page.case.contact_channel
    return {
        "goal": GoalForm(
            typed(request, "goal", is_sent=adding == "goal"), prefix="goal", initial={"need": need}
        ),
        "step": StepForm(
            typed(request, "step", is_sent=adding == "step"),
            prefix="step",
            initial={"service": need, "who": page.membership.user.uuid},
            **_choices(page),
        ),
        "contact": ContactForm(
            typed(request, "contact", is_sent=adding == "contact"),
            prefix="contact",
            initial={"channel": None if channel == ContactChannel.NONE else channel},
        ),
    }


def _choices(page: CasePage) -> dict[str, Any]:
    goals = page.case.goals.order_by("set_on", "pk")
    return {
        "colleagues": workers_of(page.case.organization_id, on=page.today),
        "goals": [(goal, read_words(goal, key=page.key).get("text", "")) for goal in goals],
    }


def _add(page: CasePage, adding: str, form: Any) -> None:
    entry, by, on = form.cleaned_data["entry_id"], page.membership.user, page.today
    if adding == "goal":
        operations.set_goal(page.case, form.goal, entry_id=entry, on=on, by=by)
    elif adding == "step":
        operations.plan_step(page.case, form.step, entry_id=entry, on=on, by=by)
    else:
        data = form.cleaned_data
        operations.plan_contact(
            page.case, due_on=data["due_on"], channel=data["channel"], entry_id=entry, by=by
        )


@requires(Permission.PLAN_CASE)
@drafted("save")
def goal(request: HttpRequest, address: uuid.UUID, goal: uuid.UUID) -> HttpResponse:
    """One goal: said anew, or how far it is."""
    page = open_page(request, find_case(request, address))
    row = get_object_or_404(Goal.objects.select_related("case"), case=page.case, uuid=goal)
    now, by = goal_now(row, page), page.membership.user
    form = GoalEditForm(typed(request, "save"), initial=dict(now.values), now=now)
    take_chosen(request, form)
    unblamed(request, form)
    saving = _edit(
        page,
        _("Goal"),
        row,
        save=lambda: operations.change_goal(row, form.goal, version=form.seen, on=page.today, by=by),
        now=goal_now,
    )
    return save_edit(request, form, saving) or _show(request, page, _("Goal"), edit=form)


@requires(Permission.PLAN_CASE)
@drafted("save", "done")
def action(request: HttpRequest, address: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """One step: said anew, or what became of it. A reviewer says it by its code, and a note stays as it was."""
    page = open_page(request, find_case(request, address))
    row = get_object_or_404(
        Action.objects.select_related("case", "goal", "worker"), case=page.case, uuid=action
    )
    now, ended, by = step_now(row, page), end_now(row, page), page.membership.user
    edit = StepEditForm(_sent(request, "save"), initial=dict(now.values), now=now, **_choices(page))
    done = DoneForm(
        _sent(request, "done"),
        prefix="done",
        initial=set_values(ended.values),
        now=ended,
        has_note=page.shows_identity,
    )
    take_chosen(request, edit, done)
    unblamed(request, edit, done)
    saving = _edit(
        page,
        _("Step"),
        row,
        save=lambda: operations.change_step(row, edit.step, version=edit.seen, by=by),
        now=step_now,
    )
    ending = _edit(
        page,
        _("Step"),
        row,
        save=lambda: operations.end_step(row, end=done.end, version=done.seen, on=page.today, by=by),
        now=end_now,
    )
    answer = save_edit(request, edit, saving) or save_edit(request, done, ending)
    return answer or _show(request, page, _("Step"), edit=edit, done=done)


@requires(Permission.PLAN_CASE)
@drafted("save", "done")
def contact(request: HttpRequest, address: uuid.UUID, contact: uuid.UUID) -> HttpResponse:
    """One contact: another day, or what became of it, which a reviewer does not write over what she cannot read."""
    page = open_page(request, find_case(request, address))
    if request.POST.get("action") == "done" and not page.shows_identity:
        raise Http404
    row = get_object_or_404(FollowUp.objects.select_related("case"), case=page.case, uuid=contact)
    now, held, by = contact_now(row, page), held_now(row, page), page.membership.user
    edit = ContactEditForm(_sent(request, "save"), initial=dict(now.values), now=now)
    done = HeldForm(_sent(request, "done"), prefix="done", initial=set_values(held.values), now=held)
    take_chosen(request, edit, done)
    unblamed(request, edit, done)
    title = _("Contact with her")
    saving = _edit(
        page,
        title,
        row,
        save=lambda: operations.change_contact(
            row,
            due_on=edit.cleaned_data["due_on"],
            channel=edit.cleaned_data["channel"],
            version=edit.seen,
            by=by,
        ),
        now=contact_now,
    )
    ending = _edit(
        page,
        title,
        row,
        save=lambda: operations.hold_contact(row, done.contact, version=done.seen, on=page.today, by=by),
        now=held_now,
    )
    answer = save_edit(request, edit, saving) or save_edit(request, done, ending)
    return answer or _show(request, page, title, edit=edit, done=done if page.shows_identity else None)


def _sent(request: HttpRequest, kind: str) -> Any:
    """Of the two forms on a page, what was sent or kept of this one."""
    is_ending = request.POST.get("action") == "done"
    return typed(request, kind, is_sent=is_ending == (kind == "done"))


def _edit(
    page: CasePage, title: str, row: Model, *, save: Callable[[], object], now: Callable[[Any, CasePage], Now]
) -> Edit:
    def again() -> Now:
        row.refresh_from_db()
        return now(row, page)

    back = reverse("cases:plan", args=[page.case.uuid])
    return Edit(save=save, again=again, record=lambda: row, done=back, breadcrumb=crumbs(page.case, title))


def _show(request: HttpRequest, page: CasePage, title: str, **found: Any) -> HttpResponse:
    context = {"case": page.case, "heading": title, **found, "breadcrumb": crumbs(page.case, title)}
    return render(request, "cases/plan_part.html", context)


@require_POST
@requires(Permission.PLAN_CASE)
def action_undo(request: HttpRequest, address: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """The step was not done after all."""
    case = find_case(request, address)
    row = get_object_or_404(Action.objects.select_related("case"), case=case, uuid=action)
    try:
        operations.reopen_step(row, on=timezone.localdate(), by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    return redirect("cases:plan", case.uuid)


@require_POST
@requires(Permission.PLAN_CASE)
def contact_undo(request: HttpRequest, address: uuid.UUID, contact: uuid.UUID) -> HttpResponse:
    """The contact was not held after all."""
    case = find_case(request, address)
    row = get_object_or_404(FollowUp.objects.select_related("case"), case=case, uuid=contact)
    try:
        operations.reopen_contact(row, on=timezone.localdate(), by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    return redirect("cases:plan", case.uuid)
