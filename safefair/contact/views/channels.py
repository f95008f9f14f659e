"""Keeping the channels of the own desk: add, change, test, a new secret, off and on."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.contact.enums import DispatchFault
from safefair.contact.forms.channels import ChannelForm, TestForm
from safefair.contact.models import Channel, Desk
from safefair.contact.operations.channels import (
    add_channel,
    change_channel,
    renew_secret,
    send_test,
    switch_channel,
)
from safefair.contact.provider import NotHandedOver
from safefair.contact.queries.channels import channels_of
from safefair.contact.views.answers import CRUMB

DESK_CRUMB = (gettext_lazy("Our desk"), reverse_lazy("contact:desk"))


@requires(Permission.KEEP_DESK)
def channel_add(request: HttpRequest) -> HttpResponse:
    """A new channel; stored, the page shows the secret once."""
    membership = membership_of(request)
    organization = organization_of(membership)
    desk = Desk.objects.filter(organization=organization).first()
    if desk is None:
        messages.error(request, _("First say for which countries and on which days your desk answers."))
        return redirect("contact:desk")
    form = ChannelForm(
        request.POST or None,
        instance=Channel(organization=organization),
        countries=desk.countries,
        initial={"timezone": desk.timezone, "languages": desk.languages, "part_cost": 0},
    )
    if request.method == "POST" and form.is_valid():
        channel = form.save(commit=False)
        secret = add_channel(channel, authorization=form.cleaned_data["authorization"], by=membership.user)
        return _show_secret(request, channel, secret)
    crumbs = [CRUMB, DESK_CRUMB, (_("New channel"), "")]
    return render(request, "contact/channel_add.html", {"form": form, "breadcrumb": crumbs})


@requires(Permission.KEEP_DESK)
def channel_edit(request: HttpRequest, channel: uuid.UUID) -> HttpResponse:
    """One channel, and what can be done with it."""
    found = _find(request, channel)
    form = ChannelForm(request.POST or None, instance=found, countries=_countries(found))
    if request.method == "POST" and form.is_valid():
        change_channel(
            form.save(commit=False),
            authorization=form.cleaned_data["authorization"],
            by=membership_of(request).user,
        )
        messages.success(request, _("Saved."))
        return redirect("contact:channel", found.uuid)
    return _page(request, found, form, TestForm())


def _countries(channel: Channel) -> list[str]:
    """Those of the desk, and the one that the channel has."""
    desk = Desk.objects.filter(organization=channel.organization_id).first()
    return sorted({channel.country, *(desk.countries if desk else [])})


def _page(request: HttpRequest, channel: Channel, form: ChannelForm, test: TestForm) -> HttpResponse:
    context: dict[str, Any] = {
        "channel": channel,
        "form": form,
        "test": test,
        "breadcrumb": [CRUMB, DESK_CRUMB, (channel.name, "")],
    }
    return render(request, "contact/channel.html", context | {"addresses": _addresses(request, channel)})


def _addresses(request: HttpRequest, channel: Channel) -> list[str]:
    """What the provider is told to call."""
    names = ("receive", "sent", "delivered", "failed", "stopped")
    return [request.build_absolute_uri(reverse(f"channels:{name}", args=[channel.uuid])) for name in names]


def _find(request: HttpRequest, address: uuid.UUID) -> Channel:
    found: Channel = get_object_or_404(channels_of(membership_of(request)), uuid=address)
    return found


@require_POST
@requires(Permission.KEEP_DESK)
def channel_test(request: HttpRequest, channel: uuid.UUID) -> HttpResponse:
    """A test to a number that is typed here and kept nowhere."""
    found = _find(request, channel)
    test = TestForm(request.POST)
    if test.is_valid():
        try:
            send_test(found, test.cleaned_data["number"])
        except NotHandedOver as refused:
            test.add_error("number", _("Not sent: %(why)s.") % {"why": DispatchFault(refused.fault).label})
        else:
            messages.success(request, _("The provider took the test. Look at the phone."))
            return redirect("contact:channel", found.uuid)
    return _page(request, found, ChannelForm(instance=found, countries=_countries(found)), test)


@require_POST
@requires(Permission.KEEP_DESK)
def channel_secret(request: HttpRequest, channel: uuid.UUID) -> HttpResponse:
    """A new secret, shown once; the old one ends at once."""
    found = _find(request, channel)
    return _show_secret(request, found, renew_secret(found, by=membership_of(request).user))


def _show_secret(request: HttpRequest, channel: Channel, secret: str) -> HttpResponse:
    context = {
        "channel": channel,
        "secret": secret,
        "addresses": _addresses(request, channel),
        "breadcrumb": [CRUMB, DESK_CRUMB, (channel.name, "")],
    }
    return render(request, "contact/channel_secret.html", context)


@require_POST
@requires(Permission.KEEP_DESK)
def channel_switch(request: HttpRequest, channel: uuid.UUID) -> HttpResponse:
    """Off, or on again."""
    found = _find(request, channel)
    is_active = not found.is_active
    switch_channel(found, is_active=is_active, by=membership_of(request).user)
    told = _("The channel is in use again.") if is_active else _("The channel is off.")
    messages.success(request, told)
    return redirect("contact:channel", found.uuid)
