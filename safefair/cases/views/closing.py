"""Asking for the end of a case, deciding on it, opening it again."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.intake import CaseStatus
from safefair.cases.enums.plan import Decided
from safefair.cases.errors import ClosureDecided
from safefair.cases.forms.closing import ClosureForm, DecisionForm, ReopenForm
from safefair.cases.models import Closure
from safefair.cases.operations.closing import ask_closure, decide_closure, reopen_case, take_closure_back
from safefair.cases.queries.access import sees_danger
from safefair.cases.queries.closing import blocks_closing, warns_of_closing
from safefair.cases.sections import CasePage
from safefair.cases.sections.closing import closures_of
from safefair.cases.views.common import crumbs, find_case, open_page
from safefair.cases.views.drafts import drafted, typed, unblamed
from safefair.core.errors import DomainError


@requires(Permission.PLAN_CASE, Permission.APPROVE_CLOSURE)
@drafted("closure")
def closure(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """What stands in the way, the form to ask, the closure that waits, and those before it."""
    page = open_page(request, find_case(request, address))
    form = ClosureForm(
        typed(request, "closure"),
        sees_danger=sees_danger(page.membership),
        initial={"risk": page.case.risk},
    )
    unblamed(request, form)
    if request.method == "POST" and form.is_valid():
        try:
            ask_closure(page.case, form.ending, on=page.today, by=page.membership.user)
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("Asked for. The case stays open until somebody else has decided."))
            return redirect("cases:detail", page.case.uuid)
    return _show(request, page, ask=form)


def _show(request: HttpRequest, page: CasePage, **forms: Any) -> HttpResponse:
    case, membership = page.case, page.membership
    waiting = _waiting(page)
    is_mine = waiting is not None and waiting.asked_by_id == membership.user.pk
    is_new = case.is_open and waiting is None
    context = {
        "case": case,
        "closures": closures_of(page),
        "waiting": waiting,
        "sees_danger": sees_danger(membership),
        "can_decide": waiting is not None and not is_mine and membership.may(Permission.APPROVE_CLOSURE),
        "can_take_back": is_mine,
        "can_ask": is_new,
        "can_reopen": case.status == CaseStatus.CLOSED,
        "blocks": blocks_closing(case) if case.is_open else [],
        "warnings": warns_of_closing(case) if case.is_open else [],
        "ask": ClosureForm(sees_danger=sees_danger(membership), initial={"risk": case.risk}),
        "draft": getattr(request, "drafts", {}).get("closure"),  # not on the pages that decide and reopen
        "decide": DecisionForm(),
        "reopen": ReopenForm(),
        "breadcrumb": crumbs(case, _("Closing")),
        **forms,
    }
    return render(request, "cases/closure.html", context)


def _waiting(page: CasePage) -> Closure | None:
    row: Closure | None = page.case.closures.filter(status=Decided.PENDING).select_related("case").first()
    return row


@require_POST
@requires(Permission.APPROVE_CLOSURE)
def closure_decide(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Approve, or send back with an answer."""
    page = open_page(request, find_case(request, address))
    form = DecisionForm(request.POST)
    waiting = _waiting(page)
    if form.is_valid():
        is_approved = request.POST.get("action") == "approve"
        try:
            if waiting is None:
                raise ClosureDecided
            decide_closure(
                waiting,
                is_approved=is_approved,
                answer=form.cleaned_data["answer"].strip(),
                on=page.today,
                by=page.membership.user,
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("Closed.") if is_approved else _("Sent back to the worker."))
            return redirect("cases:detail", page.case.uuid)
    return _show(request, page, decide=form)


@require_POST
@requires(Permission.PLAN_CASE)
def closure_withdraw(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The case goes on after all."""
    page = open_page(request, find_case(request, address))
    waiting = _waiting(page)
    try:
        if waiting is None or waiting.asked_by_id != page.membership.user.pk:
            raise ClosureDecided
        take_closure_back(waiting, on=page.today, by=page.membership.user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    return redirect("cases:closure", page.case.uuid)


@require_POST
@requires(Permission.PLAN_CASE, Permission.APPROVE_CLOSURE)
def closure_reopen(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """A closed case goes on; what was written stays."""
    page = open_page(request, find_case(request, address))
    form = ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopen_case(
                page.case, because=form.cleaned_data["because"], on=page.today, by=page.membership.user
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("The case is open again."))
            return redirect("cases:detail", page.case.uuid)
    return _show(request, page, reopen=form)
