"""What is done with a referral: answers of the receiver, taking back by the sender, messages of both."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.referral import DeclineReason, Feedback
from safefair.cases.forms.referrals import DeclineForm, FeedbackForm, MessageForm
from safefair.cases.models import Referral
from safefair.cases.operations.answers import (
    accept_referral,
    decline_by_her,
    decline_referral,
    finish_referral,
)
from safefair.cases.operations.referrals import write_message
from safefair.cases.operations.revocation import revoke_referral
from safefair.cases.queries.referrals import sent_referrals
from safefair.cases.views.referrals import find_referral
from safefair.core.errors import DomainError

BOTH = (Permission.REFER, Permission.ANSWER_REFERRAL)


def _answering(request: HttpRequest, address: uuid.UUID) -> Referral:
    """A referral that the reader answers: received, or sent outside and answered on its behalf."""
    found, is_sender = find_referral(request, address)
    if is_sender and (found.to_id is not None or found.goes_to_id is not None):
        raise Http404
    return found


def _move(request: HttpRequest, found: Referral, move: Callable[[], object], done: str) -> HttpResponse:
    try:
        move()
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, done)
    return redirect("cases:referral", found.uuid)


@require_POST
@requires(*BOTH)
def accept(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Say yes."""
    found, by = _answering(request, referral), membership_of(request).user
    return _move(
        request,
        found,
        lambda: accept_referral(found, at=timezone.now(), by=by),
        _("Accepted. The sender is told."),
    )


@require_POST
@requires(*BOTH)
def decline(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Say no as the provider, for a reason."""
    found, by = _answering(request, referral), membership_of(request).user
    form = DeclineForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose why not."))
        return redirect("cases:referral", found.uuid)
    reason = DeclineReason(form.cleaned_data["reason"])
    return _move(
        request,
        found,
        lambda: decline_referral(found, reason=reason, at=timezone.now(), by=by),
        _("Declined. The sender is told and can ask somebody else."),
    )


@require_POST
@requires(*BOTH)
def she_declines(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """She does not want it."""
    found, by = _answering(request, referral), membership_of(request).user
    return _move(
        request,
        found,
        lambda: decline_by_her(found, at=timezone.now(), by=by),
        _("Written down: she declined."),
    )


@require_POST
@requires(*BOTH)
def done(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """Report how it ended."""
    found, by = _answering(request, referral), membership_of(request).user
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose how it ended."))
        return redirect("cases:referral", found.uuid)
    feedback = Feedback(form.cleaned_data["feedback"])
    return _move(
        request,
        found,
        lambda: finish_referral(found, feedback=feedback, at=timezone.now(), by=by),
        _("Reported. The packet can no longer be read here."),
    )


@require_POST
@requires(Permission.REFER)
def revoke(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """The sender takes it back."""
    found = get_object_or_404(sent_referrals(membership_of(request)), uuid=referral)
    by = membership_of(request).user
    return _move(
        request,
        found,
        lambda: revoke_referral(found, at=timezone.now(), by=by),
        _("Taken back. The packet can no longer be read there."),
    )


@require_POST
@requires(*BOTH)
def message(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """A message to the other side."""
    found, _is_sender = find_referral(request, referral)
    form = MessageForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Write something first, up to 1,000 letters."))
        return redirect("cases:referral", found.uuid)
    return _move(
        request,
        found,
        lambda: write_message(
            found,
            form.cleaned_data["text"],
            organization=organization_of(membership_of(request)),
            entry_id=form.cleaned_data["entry_id"],
            at=timezone.now(),
            by=membership_of(request).user,
        ),
        _("Sent."),
    )
