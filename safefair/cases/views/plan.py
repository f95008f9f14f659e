"""The plan of a case: goals, steps, contacts; added on one page, each corrected on its own."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.intake import ContactChannel
from safefair.cases.errors import CaseChangedMeanwhile
from safefair.cases.forms.plan import (
    HERSELF,
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
    words = read_words(row, key=page.key)
    initial = {
        **words, "need": row.need, "target_on": row.target_on, "status": row.status, "version": row.version,
    }  # fmt: skip
    form = GoalEditForm(typed(request, "save"), initial=initial)
    unblamed(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_goal(
                row, form.goal, version=form.cleaned_data["version"], on=page.today, by=page.membership.user
            )
        except CaseChangedMeanwhile as fault:
            return _changed(request, page, row, form, fault)
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            return redirect("cases:plan", page.case.uuid)
    return _show(request, page, _("Goal"), edit=form)


@requires(Permission.PLAN_CASE)
@drafted("save", "done")
def action(request: HttpRequest, address: uuid.UUID, action: uuid.UUID) -> HttpResponse:
    """One step: said anew, or what became of it."""
    page = open_page(request, find_case(request, address))
    row = get_object_or_404(
        Action.objects.select_related("case", "goal", "worker"), case=page.case, uuid=action
    )
    words = read_words(row, key=page.key)
    is_ending = request.POST.get("action") == "done"
    edit = StepEditForm(
        typed(request, "save", is_sent=not is_ending), initial=_step_facts(row, words), **_choices(page)
    )
    done = DoneForm(
        typed(request, "done", is_sent=is_ending), prefix="done", initial={"note": words.get("note", "")}
    )
    unblamed(request, edit, done)
    if request.method == "POST" and (done if is_ending else edit).is_valid():
        try:
            if is_ending:
                operations.end_step(row, **done.cleaned_data, on=page.today, by=page.membership.user)
            else:
                operations.change_step(
                    row, edit.step, version=edit.cleaned_data["version"], by=page.membership.user
                )
        except CaseChangedMeanwhile as fault:
            return _changed(request, page, row, edit, fault)
        except DomainError as fault:
            (done if is_ending else edit).add_error(None, str(fault.message))
        else:
            return redirect("cases:plan", page.case.uuid)
    return _show(request, page, _("Step"), edit=edit, done=done)


def _changed(
    request: HttpRequest, page: CasePage, row: Goal | Action, form: forms.Form, fault: DomainError
) -> HttpResponse:
    """What the colleague saved above what was typed here; saving again puts this in its place."""
    form.add_error(None, str(fault.message))
    row.refresh_from_db()
    form.data = {**request.POST.dict(), "version": row.version}
    return _show(request, page, _("Changed meanwhile"), edit=form, theirs=read_words(row, key=page.key))


def _step_facts(row: Action, words: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": words.get("text", ""),
        "service": row.service,
        "who": HERSELF if row.by_her else row.worker.uuid if row.worker else "",
        "due_on": row.due_on,
        "goal": row.goal.uuid if row.goal else "",
        "version": row.version,
    }


@requires(Permission.PLAN_CASE)
@drafted("save", "done")
def contact(request: HttpRequest, address: uuid.UUID, contact: uuid.UUID) -> HttpResponse:
    """One contact: another day, or what became of it."""
    page = open_page(request, find_case(request, address))
    row = get_object_or_404(FollowUp.objects.select_related("case"), case=page.case, uuid=contact)
    is_ending = request.POST.get("action") == "done"
    edit = ContactEditForm(
        typed(request, "save", is_sent=not is_ending), initial={"due_on": row.due_on, "channel": row.channel}
    )
    done = HeldForm(
        typed(request, "done", is_sent=is_ending),
        prefix="done",
        initial={"note": read_words(row, key=page.key).get("note", ""), "outcome": row.outcome},
    )
    unblamed(request, edit, done)
    if request.method == "POST" and (done if is_ending else edit).is_valid():
        try:
            if is_ending:
                operations.hold_contact(row, done.contact, on=page.today, by=page.membership.user)
            else:
                data = edit.cleaned_data
                operations.change_contact(
                    row, due_on=data["due_on"], channel=data["channel"], by=page.membership.user
                )
        except DomainError as fault:
            (done if is_ending else edit).add_error(None, str(fault.message))
        else:
            return redirect("cases:plan", page.case.uuid)
    return _show(request, page, _("Contact with her"), edit=edit, done=done)


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
