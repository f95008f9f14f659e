"""Coming to the shelter, moving, leaving."""

import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.shelter import LeaveReason
from safefair.cases.forms.shelter import AdmitForm, LeaveForm, MoveForm
from safefair.cases.models import Stay
from safefair.cases.nights import nights_in
from safefair.cases.operations.stays import (
    admit_to_shelter,
    cancel_admission,
    come_back,
    leave_shelter,
    move_to_bed,
)
from safefair.cases.queries.access import openable_cases
from safefair.cases.queries.referrals import received_referrals
from safefair.cases.queries.shelter import free_beds
from safefair.cases.views.common import crumbs, find_case
from safefair.cases.views.shelter import CRUMB
from safefair.core.errors import DomainError


@requires(Permission.MANAGE_SHELTER)
def admit(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Take a woman of a case in."""
    case = find_case(request, address)
    form = AdmitForm(request.POST or None, beds=free_beds(case.organization))
    if request.method == "POST" and form.is_valid():
        referral = received_referrals(membership_of(request)).filter(taken_up=case.uuid).first()
        try:
            admit_to_shelter(
                case,
                replace(form.coming, referral=referral),
                entry_id=form.cleaned_data["entry_id"],
                on=timezone.localdate(),
                by=membership_of(request).user,
            )
        except DomainError as fault:
            form.add_error("bed", str(fault.message))
        else:
            messages.success(request, _("She is taken in."))
            return redirect("cases:detail", case.uuid)
    context = {"form": form, "case": case, "breadcrumb": crumbs(case, _("Take her in"))}
    return render(request, "cases/shelter/admit.html", context)


@require_GET
@requires(Permission.MANAGE_SHELTER)
def stay(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """One stay by code: moving, leaving, taking back."""
    found = _stay(request, stay)
    return _show(request, found)


@require_POST
@requires(Permission.MANAGE_SHELTER)
def stay_move(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """To another bed."""
    found, today = _stay(request, stay), timezone.localdate()
    form = MoveForm(
        request.POST, beds=free_beds(organization_of(membership_of(request))), is_child=found.is_child
    )
    if form.is_valid():
        try:
            moved = move_to_bed(
                found, form.chosen, on=form.cleaned_data["on"], today=today, by=membership_of(request).user
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("Moved."))
            return redirect("cases:stay", moved.uuid)
    return _show(request, found, move_form=form)


@require_POST
@requires(Permission.MANAGE_SHELTER)
def stay_leave(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """She goes."""
    found, form = _stay(request, stay), LeaveForm(request.POST)
    if form.is_valid():
        try:
            leave_shelter(
                found,
                LeaveReason(form.cleaned_data["reason"]),
                on=form.cleaned_data["on"],
                today=timezone.localdate(),
                by=membership_of(request).user,
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("She has left. You can take this back while the bed is free."))
            return redirect("cases:stay", found.uuid)
    return _show(request, found, leave_form=form)


@require_POST
@requires(Permission.MANAGE_SHELTER)
def stay_undo(request: HttpRequest, stay: uuid.UUID) -> HttpResponse:
    """She did not leave; with `cancel`, she never came."""
    found, by = _stay(request, stay), membership_of(request).user
    try:
        if request.POST.get("cancel"):
            cancel_admission(found, by=by)
            messages.success(request, _("Taken away: she was not here."))
            return redirect("cases:shelter")
        come_back(found, by=by)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("Taken back: she stays."))
    return redirect("cases:stay", found.uuid)


def _show(request: HttpRequest, found: Stay, **bound: object) -> HttpResponse:
    today = timezone.localdate()
    opens = openable_cases(membership_of(request)).filter(pk=found.case_id, erased_at=None)
    is_here = found.left_on is None
    others = Stay.objects.filter(admission=found.admission).exclude(pk=found.pk).select_related("bed__house")
    context = {
        "stay": found,
        "nights": nights_in(found.came_on, found.left_on, start=found.came_on, end=today),
        "others": others.order_by("came_on", "pk"),
        "can_open": opens.exists(),
        "is_here": is_here,
        "today": today,
        "move_form": MoveForm(
            beds=free_beds(organization_of(membership_of(request))), is_child=found.is_child
        )
        if is_here
        else None,
        "leave_form": LeaveForm(),
        "breadcrumb": [CRUMB, (found.case.code, "")],
        **bound,
    }
    return render(request, "cases/shelter/stay.html", context)


def _stay(request: HttpRequest, stay: uuid.UUID) -> Stay:
    rows = Stay.objects.select_related("bed__house", "case")
    found: Stay = get_object_or_404(rows, organization=organization_of(membership_of(request)), uuid=stay)
    return found
