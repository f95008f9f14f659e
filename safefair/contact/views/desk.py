"""Keeping what the public page says of the own desk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.contact.forms.desk import DeskForm
from safefair.contact.models import Desk
from safefair.contact.views.answers import CRUMB


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
    return render(request, "contact/desk.html", {"form": form, "breadcrumb": [CRUMB, (_("Our desk"), "")]})
