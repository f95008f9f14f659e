"""Dates and money of a complaint, each added and taken away from its page."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.complaints import AmountForm, HeldForm, StepForm
from safefair.cases.models import Amount, Complaint, ComplaintStep
from safefair.cases.operations.remedies import add_amount, add_step, hold_step, remove_amount, remove_step
from safefair.cases.views.complaints import answer, find_complaint, show


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def step_add(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> HttpResponse:
    """A date more."""
    found, today = find_complaint(request, address, complaint), timezone.localdate()
    form = StepForm(request.POST, prefix="step")
    if not form.is_valid():
        return show(request, found, step_form=form)
    data, by = form.cleaned_data, membership_of(request).user
    return answer(
        request,
        found,
        lambda: add_step(found, data, entry_id=data["entry_id"], on=today, by=by),
        done=_("The date is written down."),
    )


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def step_held(
    request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID, step: uuid.UUID
) -> HttpResponse:
    """It took place; with `undo`, it did not."""
    found, today = find_complaint(request, address, complaint), timezone.localdate()
    row, by = _step(found, step), membership_of(request).user
    if request.POST.get("undo"):
        return answer(
            request, found, lambda: hold_step(row, held_on=None, on=today, by=by), done=_("Taken back.")
        )
    form = HeldForm(request.POST)
    if not form.is_valid():
        return show(request, found, held_form=form, held_step=row)  # type: ignore[arg-type]  # which of the rows
    held_on = form.cleaned_data["held_on"]
    return answer(request, found, lambda: hold_step(row, held_on=held_on, on=today, by=by), done=_("Done."))


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def step_remove(
    request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID, step: uuid.UUID
) -> HttpResponse:
    """Take away a date entered by mistake."""
    found = find_complaint(request, address, complaint)
    row, by = _step(found, step), membership_of(request).user
    return answer(request, found, lambda: remove_step(row, by=by), done=_("The date is taken away."))


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def amount_add(request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID) -> HttpResponse:
    """Money claimed, awarded or received."""
    found, today = find_complaint(request, address, complaint), timezone.localdate()
    form = AmountForm(request.POST, prefix="amount")
    if not form.is_valid():
        return show(request, found, amount_form=form)
    data, by = form.cleaned_data, membership_of(request).user
    return answer(
        request,
        found,
        lambda: add_amount(found, data, entry_id=data["entry_id"], on=today, by=by),
        done=_("The amount is written down."),
    )


@require_POST
@requires(Permission.RECORD_COMPLAINT)
def amount_remove(
    request: HttpRequest, address: uuid.UUID, complaint: uuid.UUID, amount: uuid.UUID
) -> HttpResponse:
    """Take away an amount entered by mistake."""
    found = find_complaint(request, address, complaint)
    row: Amount = get_object_or_404(Amount, complaint=found, uuid=amount)
    row.complaint = found
    by = membership_of(request).user
    return answer(request, found, lambda: remove_amount(row, by=by), done=_("The amount is taken away."))


def _step(complaint: Complaint, step: uuid.UUID) -> ComplaintStep:
    row: ComplaintStep = get_object_or_404(ComplaintStep, complaint=complaint, uuid=step)
    row.complaint = complaint
    return row
