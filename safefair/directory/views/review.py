"""The queue of what waits for a second pair of eyes, and one change: accept, decline, take back, undo."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.directory.entries import BLANK, entry_of
from safefair.directory.enums import ProposalStatus
from safefair.directory.models import Proposal
from safefair.directory.numbers import is_mobile
from safefair.directory.operations.reviewing import accept, decline, undo, withdraw
from safefair.directory.queries.services import proposals_of
from safefair.directory.views.services import CRUMB
from safefair.directory.words import differences

PAGE = 25


@require_GET
@requires(Permission.PROPOSE_SERVICE, Permission.REVIEW_SERVICE)
def proposal_list(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first; then what was decided lately."""
    rows = proposals_of(membership_of(request))
    waiting = rows.filter(status=ProposalStatus.WAITING).order_by("proposed_at", "pk")
    decided = rows.exclude(status=ProposalStatus.WAITING).order_by("-decided_at", "-pk")
    context = {
        "page": Paginator(waiting, PAGE).get_page(request.GET.get("page")),
        "decided": decided[:10],
        "breadcrumb": [CRUMB, (_("Changes that wait"), "")],
    }
    return render(request, "directory/proposals.html", context)


@require_GET
@requires(Permission.PROPOSE_SERVICE, Permission.REVIEW_SERVICE)
def proposal_detail(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """One change, line by line beside what the directory says."""
    membership = membership_of(request)
    found = _find(request, proposal)
    waits = found.status == ProposalStatus.WAITING
    now = entry_of(found.service) if found.service and waits else found.before or BLANK
    is_own = found.proposed_by_id == membership.user.pk
    may_review = membership.may(Permission.REVIEW_SERVICE)
    context = {
        "proposal": found,
        "name": found.entry["name"],
        "rows": differences(now, found.entry),
        "waits": waits,
        "is_own": is_own,
        "may_decide": waits and may_review and not is_own,
        "may_undo": found.status == ProposalStatus.ACCEPTED and may_review,
        "mobiles": [phone["number"] for phone in found.entry["phones"] if is_mobile(phone["number"])],
        "breadcrumb": [CRUMB, (_("Changes that wait"), reverse("directory:proposals")), (_("A change"), "")],
    }
    return render(request, "directory/proposal.html", context)


@require_POST
@requires(Permission.REVIEW_SERVICE)
def proposal_accept(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """The directory says it from now on."""
    told = _(
        "Accepted. A number that is new is shown outside once somebody has called it. You can undo this below."
    )
    return _move(request, proposal, accept, told)


@require_POST
@requires(Permission.REVIEW_SERVICE)
def proposal_decline(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """The directory stays as it is; the reason goes to whoever proposed."""

    def move(found: Proposal, **kwargs: Any) -> None:
        decline(found, request.POST.get("reason", "")[:300], **kwargs)

    return _move(request, proposal, move, _("Declined. Whoever proposed it reads why."))


@require_POST
@requires(Permission.PROPOSE_SERVICE)
def proposal_withdraw(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """Take back one's own."""
    if _find(request, proposal).proposed_by_id != membership_of(request).user.pk:
        raise PermissionDenied
    return _move(request, proposal, withdraw, _("Taken back."))


@require_POST
@requires(Permission.REVIEW_SERVICE)
def proposal_undo(request: HttpRequest, proposal: uuid.UUID) -> HttpResponse:
    """As it was before."""
    return _move(request, proposal, undo, _("Undone: the directory says what it said before."))


def _find(request: HttpRequest, proposal: uuid.UUID) -> Proposal:
    return get_object_or_404(proposals_of(membership_of(request)), uuid=proposal)


def _move(request: HttpRequest, proposal: uuid.UUID, move: Callable[..., object], told: str) -> HttpResponse:
    found = _find(request, proposal)
    try:
        move(found, at=timezone.now(), by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, told)
    return redirect("directory:proposal", found.uuid)
