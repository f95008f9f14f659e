"""The list of questions, and the page of one: read, answer, pass on, close."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.contact.enums import READABLE, RequestStatus
from safefair.contact.forms.answers import AnswerForm, PassOnForm, RequestFilter
from safefair.contact.models import Desk, Dispatch, Enclosure, HelpRequest, RequestNote, Sender
from safefair.contact.offers import offers_for
from safefair.contact.operations.answering import answer, close_request, open_request, pass_on, take
from safefair.contact.operations.asking import contact_of
from safefair.contact.queries.channels import is_stopped
from safefair.contact.queries.requests import requests_of
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.errors import DomainError
from safefair.core.paging import ListPaginator
from safefair.core.sealed import read_all
from safefair.core.zawgyi import from_zawgyi

PAGE = 25
CRUMB = (gettext_lazy("Questions"), reverse_lazy("contact:list"))


@require_GET
@requires(Permission.ANSWER_QUESTIONS)
def request_list(request: HttpRequest) -> HttpResponse:
    """The questions of the own desk: who is not safe first, then whoever waits longest."""
    membership = membership_of(request)
    narrowing = RequestFilter(request.GET)
    rows = narrowing.narrow(requests_of(membership).select_related("taken_by"), request.GET.get("sort", ""))
    page = ListPaginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": narrowing,
        "page": page,
        "rows": list(page),
        "desk": Desk.objects.filter(organization=membership.organization_id).first(),
        "may_keep_desk": membership.may(Permission.KEEP_DESK),
    }
    return render(request, "contact/list.html", context)


@requires(Permission.ANSWER_QUESTIONS)
def request_detail(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """One question with everything written in both directions; to post is to answer."""
    found, by = _find(request, address), membership_of(request).user
    sender = getattr(found, "sender", None)
    form = AnswerForm(request.POST or None, is_by_channel=sender is not None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            answer(found, data["text"], entry_id=data["entry_id"], at=timezone.now(), by=by)
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            return _after_answer(request, found, sender)
    return render(request, "contact/detail.html", _page(request, found, form))


def _after_answer(request: HttpRequest, found: HelpRequest, sender: Sender | None) -> HttpResponse:
    """Whoever wrote by a channel has no receipt: what goes to her phone is chosen next."""
    if sender is None:
        messages.success(request, _("Saved. She reads it when she comes back with her receipt."))
    elif sender.channel.is_active and not is_stopped(sender):
        messages.success(request, _("Saved. Nothing has gone to her phone yet: choose what."))
        return redirect("contact:send", found.uuid)
    else:
        messages.warning(request, _("Saved. Nothing can be sent to her phone."))
    return redirect("contact:detail", found.uuid)


def _page(request: HttpRequest, found: HelpRequest, form: AnswerForm) -> dict[str, Any]:
    membership = membership_of(request)
    context: dict[str, Any] = {"asked": found, "breadcrumb": [CRUMB, (found.code, "")]}
    if found.status not in READABLE:
        return context
    try:
        key = open_request(found, by=membership.user)
    except KeyUnavailable:
        return context
    rows = found.notes.select_related("by").prefetch_related(
        Prefetch("dispatches", Dispatch.objects.order_by("pk")),
        Prefetch("enclosures", Enclosure.objects.defer("content").order_by("kind")),
    )
    notes = read_all(rows.order_by("sent_at", "pk"), key=key)
    sender = getattr(found, "sender", None)
    return context | {
        "channel": sender.channel if sender else None,
        "is_stopped": sender is not None and is_stopped(sender),
        "may_send": any(not row.is_hers for row, _words in notes),
        "form": form,
        "notes": [_shown(row, words.get("text", "")) for row, words in notes],
        "contact": contact_of(found, key=key),
        "offers": offers_for(found, membership),
        "pass_on": PassOnForm(asked=found) if found.may_pass_on else None,
        "is_closed": found.status == RequestStatus.CLOSED,
        "is_mine": found.taken_by_id == membership.user.pk,
    }


def _shown(row: RequestNote, text: str) -> tuple[RequestNote, str, str]:
    """A note as it came, and in Unicode where an older phone wrote it in Zawgyi."""
    return row, text, from_zawgyi(text) if row.is_hers else ""


def _find(request: HttpRequest, address: uuid.UUID) -> HelpRequest:
    rows = requests_of(membership_of(request)).select_related("taken_by", "sender__channel")
    found: HelpRequest = get_object_or_404(rows, uuid=address)
    return found


@require_POST
@requires(Permission.ANSWER_QUESTIONS)
def request_take(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """I answer this."""
    return _move(request, address, take, _("You answer this question."))


@require_POST
@requires(Permission.ANSWER_QUESTIONS)
def request_close(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Nothing is left to answer."""
    return _move(request, address, close_request, _("Closed. It opens again when she writes."))


def _move(request: HttpRequest, address: uuid.UUID, move: Callable[..., Any], told: str) -> HttpResponse:
    found = _find(request, address)
    try:
        move(found, by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        messages.success(request, told)
    return redirect("contact:detail", found.uuid)


@require_POST
@requires(Permission.ANSWER_QUESTIONS)
def request_pass_on(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """To another desk that answers for her country, since she allowed it."""
    found = _find(request, address)
    form = PassOnForm(request.POST, asked=found)
    if not form.is_valid():
        raise Http404
    try:
        pass_on(found, form.cleaned_data["to"], by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
        return redirect("contact:detail", found.uuid)
    messages.success(request, _("%(code)s is now with the other desk.") % {"code": found.code})
    return redirect("contact:list")
