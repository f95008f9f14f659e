"""Who works on a case: giving it away, letting a colleague in, opening by exception."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.intake import ExceptionReason
from safefair.cases.forms.access import ColleagueForm, ExceptionForm
from safefair.cases.models import Admittance, Case
from safefair.cases.operations.access import (
    admit,
    end_admittance,
    open_by_exception,
    see_exception,
)
from safefair.cases.operations.cases import assign_case
from safefair.cases.queries.access import exceptions_to_see, listed_cases
from safefair.cases.queries.workers import workers_of
from safefair.cases.views.common import CRUMB, crumbs
from safefair.core.errors import DomainError


@requires(Permission.ASSIGN_CASE, Permission.TAKE_IN)
def access(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Who works on this case, who was let in, who opened it."""
    membership, today = membership_of(request), timezone.localdate()
    case = managed_case(request, address)
    colleagues = [user for user in workers_of(case.organization_id, on=today) if user.pk != case.worker_id]
    form = ColleagueForm(request.POST or None, colleagues=colleagues)
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("action") == "assign":
                assign_case(case, worker=form.colleague, on=today, by=membership.user)
                messages.success(request, _("Given to %(name)s.") % {"name": form.colleague.name})
            else:
                admit(case, user=form.colleague, by=membership.user)
                messages.success(
                    request, _("%(name)s may open this case now.") % {"name": form.colleague.name}
                )
        except DomainError as fault:
            messages.error(request, str(fault.message))
        return (
            redirect("cases:list")
            if case.worker_id != membership.user.pk
            else redirect("cases:access", case.uuid)
        )
    context = {
        "case": case,
        "form": form,
        "can_assign": membership.may(Permission.ASSIGN_CASE),
        "admitted": case.admittances.filter(ended_at=None)
        .select_related("user", "granted_by")
        .order_by("-pk"),
        "now": timezone.now(),
        "breadcrumb": crumbs(case, _("Who may open it")),
    }
    return render(request, "cases/access.html", context)


def managed_case(request: HttpRequest, address: uuid.UUID) -> Case:
    """A case that one gives away or lets others into: one's own, or any of the organisation for a supervisor."""
    membership = membership_of(request)
    cases = listed_cases(membership).select_related("worker", "organization")
    if not membership.may(Permission.ASSIGN_CASE):
        cases = cases.filter(worker=membership.user)
    case: Case = get_object_or_404(cases, uuid=address)
    return case


@require_POST
@requires(Permission.ASSIGN_CASE, Permission.TAKE_IN)
def admittance_end(request: HttpRequest, address: uuid.UUID, admittance: uuid.UUID) -> HttpResponse:
    """Somebody let in opens it no more."""
    case = managed_case(request, address)
    found = get_object_or_404(Admittance, case=case, uuid=admittance, ended_at=None)
    end_admittance(found, at=timezone.now(), by=membership_of(request).user)
    return redirect("cases:access", case.uuid)


@requires(Permission.BREAK_GLASS)
def exception(request: HttpRequest) -> HttpResponse:
    """Opening a case by exception: by its code, for a reason, for four hours, and others are told."""
    membership = membership_of(request)
    form = ExceptionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"].strip().upper()
        case = Case.objects.filter(organization=membership.organization, code=code, erased_at=None).first()
        if case is None:
            form.add_error("code", _("No case of your organisation has this code."))
        else:
            reason = ExceptionReason(form.cleaned_data["reason"])
            open_by_exception(case, reason=reason, at=timezone.now(), by=membership.user)
            return redirect("cases:detail", case.uuid)
    return render(
        request, "cases/exception.html", {"form": form, "breadcrumb": [CRUMB, (_("Open by exception"), "")]}
    )


@require_POST
@requires(Permission.VIEW_CASES)
def exception_seen(request: HttpRequest, admittance: uuid.UUID) -> HttpResponse:
    """The worker or a supervisor has read that a case was opened by exception."""
    membership = membership_of(request)
    found = get_object_or_404(exceptions_to_see(membership), uuid=admittance)
    see_exception(found, at=timezone.now(), by=membership.user)
    return redirect("workspace:home")
