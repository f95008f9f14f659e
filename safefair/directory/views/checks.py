"""Calling back: which services wait for a call, and writing down that all was right."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.directory.entries import phone_entry
from safefair.directory.freshness import freshness
from safefair.directory.models import CallBack
from safefair.directory.operations.checking import confirm_by_call, undo_call
from safefair.directory.queries.services import kept_by, to_check
from safefair.directory.views.services import CRUMB, find_kept
from safefair.directory.words import phone_words

PAGE = 25


@require_GET
@requires(Permission.REVIEW_SERVICE)
def check_list(request: HttpRequest) -> HttpResponse:
    """Services that nobody has called for ninety days, with their numbers."""
    membership, today = membership_of(request), timezone.localdate()
    page = Paginator(to_check(membership, today).prefetch_related("phones"), PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        (
            service,
            [phone_words(phone_entry(phone)) for phone in service.phones.all()],
            freshness(service, today),
        )
        for service in page
    ]
    context = {"page": page, "rows": rows, "breadcrumb": [CRUMB, (_("Numbers to call"), "")]}
    return render(request, "directory/checks.html", context)


@require_POST
@requires(Permission.REVIEW_SERVICE)
def check_confirm(request: HttpRequest, service: uuid.UUID) -> HttpResponse:
    """Called today, and all was right."""
    found, today = find_kept(request, service), timezone.localdate()
    try:
        confirm_by_call(found, on=today, today=today, by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("Checked today. On the page of the service you can undo it."))
    back = request.POST.get("back", "")
    return redirect("directory:checks") if back == "list" else redirect("directory:service", found.uuid)


@require_POST
@requires(Permission.REVIEW_SERVICE)
def check_undo(request: HttpRequest, call: uuid.UUID) -> HttpResponse:
    """It was not so after all."""
    membership = membership_of(request)
    found = get_object_or_404(CallBack.objects.filter(service__in=kept_by(membership)), uuid=call)
    try:
        undo_call(found, at=timezone.now(), by=membership.user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, _("Undone: the check before counts again."))
    return redirect("directory:service", found.service.uuid)
