"""Referrals received and sent: the lists, and the page of one, which both sides read."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from safefair.accounts.membership import Membership, membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.referral import LIVE, OverrideReason, ReferralStatus
from safefair.cases.forms.referrals import DeclineForm, FeedbackForm, MessageForm, ReferralFilter
from safefair.cases.identity import packet_to_review
from safefair.cases.models import Referral, ReferralMessage
from safefair.cases.packets import hidden_from, open_referral, parts_of, read_packet
from safefair.cases.queries.access import openable_cases, sees_identity
from safefair.cases.queries.parcels import files_of, is_confirmed
from safefair.cases.queries.referrals import (
    may_open_packet,
    received_referrals,
    response_times,
    sent_referrals,
    to_answer,
)
from safefair.cases.sealing import read_all
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.models import ReadKind
from safefair.core.paging import ListPaginator

PAGE = 25
CRUMB = (gettext_lazy("Referrals"), reverse_lazy("cases:referrals"))


@require_GET
@requires(Permission.ANSWER_REFERRAL)
def received(request: HttpRequest) -> HttpResponse:
    """What others asked of us."""
    membership, at = membership_of(request), timezone.now()
    context = _listed(request, received_referrals(membership), at)
    return render(
        request, "cases/referrals.html", {**context, "is_sent": False, **_tabs(membership, sent=False)}
    )


@require_GET
@requires(Permission.REFER)
def sent(request: HttpRequest) -> HttpResponse:
    """What we asked of others, and how soon they answered."""
    membership, at = membership_of(request), timezone.now()
    referrals = sent_referrals(membership)
    context = _listed(request, referrals, at)
    context["times"] = response_times(referrals, at=at)
    return render(
        request, "cases/referrals.html", {**context, "is_sent": True, **_tabs(membership, sent=True)}
    )


def _listed(request: HttpRequest, referrals: Any, at: dt.datetime) -> dict[str, Any]:
    narrowing = ReferralFilter(request.GET)
    rows = narrowing.narrow(referrals, request.GET.get("sort", ""), at=at)
    page = ListPaginator(rows, PAGE).get_page(request.GET.get("page"))
    return {"filter": narrowing, "page": page, "rows": list(page), "now": at}


def _tabs(membership: Membership, *, sent: bool) -> dict[str, Any]:
    waiting = to_answer(membership).count()
    return {
        "tabs": [
            (_("Received"), reverse("cases:referrals"), not sent, waiting or None),
            (_("Sent"), reverse("cases:referrals_sent"), sent, None),
        ]
    }


def find_referral(request: HttpRequest, address: uuid.UUID) -> tuple[Referral, bool]:
    """A referral that the reader sees, and whether on the sender's side; else 404."""
    membership = membership_of(request)
    found = received_referrals(membership).select_related("responded_by").filter(uuid=address).first()
    if found is not None:
        return found, False
    referrals = sent_referrals(membership).select_related("responded_by", "sent_by", "organization")
    return get_object_or_404(referrals, uuid=address), True


@require_GET
@requires(Permission.REFER, Permission.ANSWER_REFERRAL)
def referral(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """One referral. Until it is accepted the receiver sees the offer; then the packet; after the end neither does."""
    found, is_sender = find_referral(request, referral)
    context = _page(request, found, is_sender=is_sender)
    return render(request, "cases/referral.html", {**context, "breadcrumb": [CRUMB, (found.code, "")]})


@require_GET
@requires(Permission.REFER)
def referral_print(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """The packet on paper, for a receiver who has no account here."""
    membership = membership_of(request)
    referrals = (
        sent_referrals(membership)
        .filter(status__in=LIVE, to=None, goes_to=None)
        .select_related("organization")
    )
    found = get_object_or_404(referrals, uuid=referral)
    if not sees_identity(found.case_id or 0, membership):
        messages.info(
            request,
            _("On paper it goes as a whole: her worker prints it, or open the case by exception first."),
        )
        return redirect("cases:referral", found.uuid)
    key = open_referral(
        found,
        by_id=membership.user.pk,
        organization_id=organization_of(membership_of(request)).pk,
        kind=ReadKind.EXPORTED,
    )
    packet = read_packet(found, key=key)
    context = {
        "referral": found,
        "parts": parts_of(packet, membership),
        "question": packet.get("question", ""),
        "today": timezone.localdate(),
        "breadcrumb": [
            CRUMB,
            (found.code, reverse("cases:referral", args=[found.uuid])),
            (_("On paper"), ""),
        ],
    }
    return render(request, "cases/referral_print.html", context)


def shows_identity(found: Referral, membership: Membership, *, is_sender: bool) -> bool:
    """At the receiver whoever accepted reads who she is; a supervisor of either side reads the rest."""
    if is_sender:
        return sees_identity(found.case_id or 0, membership)
    return found.responded_by_id == membership.user.pk


def messages_to_review(
    found: Referral, rows: list[ReferralMessage], membership: Membership
) -> list[ReferralMessage]:
    """Of its messages those without identity: written before anybody accepted, or by the reader herself."""
    since = found.responded_at
    return [row for row in rows if since is None or row.sent_at < since or row.by_id == membership.user.pk]


def document_url(referral: Referral, number: int) -> str:
    """Where the document of a number in a packet is looked at."""
    return f"{reverse('cases:referral_document', args=[referral.uuid])}?number={number}"


def _page(request: HttpRequest, found: Referral, *, is_sender: bool) -> dict[str, Any]:
    membership = membership_of(request)
    is_live = found.status in LIVE
    files = files_of(found) if found.goes_to_id or found.came_from_id else []
    answers = is_live and (
        membership.may(Permission.ANSWER_REFERRAL)
        if not is_sender
        else found.to_id is None and found.goes_to_id is None
    )
    is_accepted = found.status == ReferralStatus.ACCEPTED
    return {
        "referral": found,
        "is_sender": is_sender,
        "is_live": is_live,
        "now": timezone.now(),
        "categories": [str(DataCategory(code).label) for code in found.categories],
        "override": OverrideReason(found.overridden_because).label if found.overridden_because else "",
        "can_accept": answers and not is_accepted,
        "can_finish": answers and is_accepted,
        "can_say_she_declined": answers,
        "can_revoke": is_sender and is_live,
        "can_take_up": not is_sender
        and may_open_packet(found, membership)
        and found.taken_up is None
        and membership.may(Permission.TAKE_IN),
        "can_admit": not is_sender
        and may_open_packet(found, membership)
        and membership.may(Permission.MANAGE_SHELTER)
        and not found.stays.exists(),
        "can_open_own": not is_sender
        and found.taken_up is not None
        and openable_cases(membership).filter(uuid=found.taken_up).exists(),
        "files": files,
        "goes_by_address": any(line.waits and line.goes_by_address for line in files),
        "is_confirmed": is_confirmed(files),
        "decline_form": DeclineForm(),
        "feedback_form": FeedbackForm(),
        **(_opened(request, found, is_sender=is_sender) if is_live else {}),
    }


def _opened(request: HttpRequest, found: Referral, *, is_sender: bool) -> dict[str, Any]:
    """Packet and messages, after the reading was logged; a receiver who has not accepted gets the messages only."""
    membership = membership_of(request)
    shows_packet = is_sender or may_open_packet(found, membership)
    has_messages = found.to_id is not None and found.came_from_id is None
    rows = list(found.messages.select_related("organization", "by").order_by("pk")) if has_messages else []
    context: dict[str, Any] = {
        "shows_packet": shows_packet,
        "message_form": MessageForm(is_accepted=found.status == ReferralStatus.ACCEPTED)
        if has_messages
        else None,
        "messages_of": [],
        "messages_hidden": 0,
    }
    if not (shows_packet or rows):
        return context
    organization_id = organization_of(membership_of(request)).pk
    try:
        key = open_referral(found, by_id=membership.user.pk, organization_id=organization_id)
    except KeyUnavailable:  # it ended between the query and here
        return {**context, "shows_packet": False}
    sees_her = shows_identity(found, membership, is_sender=is_sender)
    shown = rows if sees_her else messages_to_review(found, rows, membership)
    context["messages_of"] = [(row, words.get("text", "")) for row, words in read_all(shown, key=key)]
    context["messages_hidden"] = len(rows) - len(shown)
    if shows_packet:
        packet = read_packet(found, key=key)
        question = packet.get("question", "")
        hidden = hidden_from(packet, membership)
        if not sees_her:
            packet, held_back = packet_to_review(packet)
            hidden = list(dict.fromkeys(hidden + held_back))
            if question and found.sent_by_id != membership.user.pk:
                question, hidden = "", [*hidden, _("what you should know or do")]
        context |= {
            "parts": parts_of(
                packet,
                membership,
                look=partial(document_url, found),
            ),
            "hidden": hidden,
            "question": question,
        }
    return context
