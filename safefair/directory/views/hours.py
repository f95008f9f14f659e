"""The week of a service: the page that a partner opens most."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.codes import MAIN_ZONES
from safefair.core.errors import DomainError
from safefair.directory.entries import entry_of
from safefair.directory.enums import ProposalStatus
from safefair.directory.forms.hours import WeekForm
from safefair.directory.operations.reviewing import propose
from safefair.directory.views.services import CRUMB, find_kept


@requires(Permission.PROPOSE_SERVICE)
def service_hours(request: HttpRequest, service: uuid.UUID) -> HttpResponse:
    """Hours by day; hours that a week cannot say are for the whole editor."""
    found = find_kept(request, service)
    waiting = found.proposals.filter(status=ProposalStatus.WAITING).first()
    entry = waiting.entry if waiting else entry_of(found)
    if not WeekForm.fits(entry):
        return redirect("directory:service_edit", found.uuid)
    week = WeekForm(request.POST or None, entry=entry)
    fault = ""
    if request.method == "POST" and week.is_valid():
        made = week.made_entry(MAIN_ZONES[found.organization.country])
        by = membership_of(request).user
        try:
            propose(made, organization=found.organization, service=found, at=timezone.now(), by=by)
        except DomainError as error:
            fault = str(error.message)
        else:
            messages.success(
                request, _("Proposed. Until somebody else has accepted it you can take it back.")
            )
            return redirect("directory:service", found.uuid)
    crumbs = [CRUMB, (_("Service"), reverse("directory:service", args=[found.uuid])), (_("Hours"), "")]
    context = {"service": found, "days": week.days, "fault": fault, "breadcrumb": crumbs}
    return render(request, "directory/service_hours.html", context)
