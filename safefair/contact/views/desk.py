"""Keeping what the public page says of the own desk."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.contact.forms.desk import DeskForm
from safefair.contact.models import Desk
from safefair.contact.queries.channels import channels_of, costs_by_month
from safefair.contact.views.answers import CRUMB

YEAR = dt.timedelta(days=365)


@requires(Permission.KEEP_DESK)
def desk_edit(request: HttpRequest) -> HttpResponse:
    """Countries, languages, days and hours; whether questions are taken at all."""
    organization = organization_of(membership_of(request))
    desk = Desk.objects.filter(organization=organization).first()
    first = None if desk else {"countries": [organization.country], "is_open": True}
    form = DeskForm(request.POST or None, instance=desk or Desk(organization=organization), initial=first)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. The public page says it from now on."))
        return redirect("contact:list")
    context = {"form": form, "is_kept": desk is not None, "breadcrumb": [CRUMB, (_("Our desk"), "")]}
    return render(request, "contact/desk.html", context | (_channels(request, desk) if desk else {}))


def _channels(request: HttpRequest, desk: Desk) -> dict[str, Any]:
    """The channels of the desk, and what their texts cost in the last twelve months."""
    since = timezone.now() - YEAR
    return {
        "channels": channels_of(membership_of(request)).order_by("name"),
        "costs": costs_by_month(desk.organization_id, since=since, timezone=desk.timezone),
    }
