"""What goes to her phone about an answer: looked at with its cost, then sent."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.contact.enums import READABLE, ByChannel
from safefair.contact.forms.channels import SendForm
from safefair.contact.models import HelpRequest, RequestNote
from safefair.contact.operations.answering import open_request
from safefair.contact.operations.sending import Draft, draft, send_by_channel
from safefair.contact.queries.requests import requests_of
from safefair.contact.texting.costs import write_cost
from safefair.contact.views.answers import CRUMB
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.errors import DomainError


@requires(Permission.ANSWER_QUESTIONS)
def send(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The newest answer of a question that came by a channel; to post `send` sends, anything else shows what would go."""
    rows = requests_of(membership_of(request)).select_related("sender__channel")
    found = get_object_or_404(rows, uuid=address, sender__isnull=False, status__in=READABLE)
    note = found.notes.filter(is_hers=False).order_by("-sent_at", "-pk").first()
    if note is None:
        messages.error(request, _("Write an answer first."))
        return redirect("contact:detail", found.uuid)
    form = SendForm(request.POST or None, initial={"language": found.language})
    ready = _ready(request, found, note, form)
    if request.POST.get("action") == "send" and form.is_valid() and _is_sent(request, note, form):
        return redirect("contact:detail", found.uuid)
    context = {
        "asked": found,
        "channel": found.sender.channel,
        "form": form,
        "ready": ready,
        "cost": write_cost(ready.cost, found.sender.channel.currency),
        "breadcrumb": [
            CRUMB,
            (found.code, reverse("contact:detail", args=[found.uuid])),
            (_("To her phone"), ""),
        ],
    }
    return render(request, "contact/send.html", context)


def _ready(request: HttpRequest, found: HelpRequest, note: RequestNote, form: SendForm) -> Draft:
    """What would go, as the form stands; what of it gives away is said beside the field."""
    data = form.cleaned_data if form.is_valid() else form.initial
    what = ByChannel(data.get("what", ByChannel.NEUTRAL))
    try:
        key = open_request(found, by=membership_of(request).user)
        ready = draft(
            note,
            found.sender.channel,
            what=what,
            language=data["language"],
            at=timezone.now(),
            key=key,
        )
    except KeyUnavailable:  # taken back at this moment
        raise Http404 from None
    if ready.telling:
        form.add_error(
            "what",
            _(
                "These words give away what it is about: %(words)s. Write an answer in other words, or send the neutral text."
            )
            % {"words": ", ".join(ready.telling)},
        )
    return ready


def _is_sent(request: HttpRequest, note: RequestNote, form: SendForm) -> bool:
    data = form.cleaned_data
    try:
        send_by_channel(
            note,
            what=ByChannel(data["what"]),
            language=data["language"],
            is_asked_for=data["is_asked_for"],
            entry_id=data["entry_id"],
            at=timezone.now(),
            by=membership_of(request).user,
        )
    except DomainError as fault:
        form.add_error(None, str(fault.message))
        return False
    messages.success(
        request, _("It goes out now, or as soon as the quiet hours are over. It cannot be called back.")
    )
    return True
