"""Other installations: our card, theirs, and the second step in which their fingerprint is compared."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.models import Organization
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.exchange.cards import fingerprint
from safefair.cases.forms.exchange import CardForm, InstallationForm
from safefair.cases.models import Installation, Partner
from safefair.cases.operations.installation import (
    add_partner,
    confirm_partner,
    end_partner,
    name_installation,
    own_card,
    own_installation,
)
from safefair.core.errors import DomainError

CRUMB = (gettext_lazy("Other installations"), reverse_lazy("cases:installations"))


@requires(Permission.TRUST_INSTALLATION)
def installations(request: HttpRequest) -> HttpResponse:
    """Our card and whom we trust; a card of theirs is added here."""
    form = CardForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            partner = add_partner(form.card, at=timezone.now(), by=membership_of(request).user)
        except DomainError as fault:
            form.add_error("text", str(fault.message))
        else:
            return redirect("cases:installation", partner.uuid)
    ours = own_installation()
    context = {
        "form": form,
        "ours": ours,
        "fingerprint": _fingerprint(ours) if ours else [],
        "card": own_card(ours)[1] if ours else "",
        "partners": Partner.objects.order_by("ended_at", "name", "pk"),
    }
    return render(request, "cases/exchange/installations.html", context)


def _fingerprint(ours: Installation) -> list[str]:
    return fingerprint(ours.uuid, bytes(ours.sign_public), bytes(ours.seal_public))


@requires(Permission.TRUST_INSTALLATION)
def installation_own(request: HttpRequest) -> HttpResponse:
    """Name this installation and say who receives; its keys are made the first time."""
    ours = own_installation()
    initial = {"name": ours.name, "address": ours.address, "receives": ours.receives} if ours else {}
    organizations = list(Organization.objects.filter(is_active=True).order_by("country", "name"))
    form = InstallationForm(request.POST or None, organizations=organizations, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        name_installation(
            name=data["name"],
            address=data["address"],
            receives=data["receives"],
            by=membership_of(request).user,
        )
        messages.success(request, _("Saved. Hand the card over anew where it changed."))
        return redirect("cases:installations")
    context = {"form": form, "breadcrumb": [CRUMB, (_("This installation"), "")]}
    return render(request, "cases/exchange/own.html", context)


@require_GET
@requires(Permission.TRUST_INSTALLATION)
def installation_card(request: HttpRequest) -> HttpResponse:
    """Our card as a file."""
    ours = own_installation()
    if ours is None:
        raise Http404
    response = HttpResponse(own_card(ours)[1], content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="installation-card.json"'
    return response


@require_GET
@requires(Permission.TRUST_INSTALLATION)
def installation(request: HttpRequest, partner: uuid.UUID) -> HttpResponse:
    """One of them: fingerprint, organisations, who confirmed it when."""
    partners = Partner.objects.select_related("added_by", "confirmed_by", "ended_by")
    found = get_object_or_404(partners, uuid=partner)
    context = {
        "partner": found,
        "fingerprint": fingerprint(found.installation, bytes(found.sign_public), bytes(found.seal_public)),
        "organizations": found.organizations.filter(is_active=True).order_by("country", "name"),
        "breadcrumb": [CRUMB, (found.name, "")],
    }
    return render(request, "cases/exchange/installation.html", context)


@require_POST
@requires(Permission.TRUST_INSTALLATION)
def installation_confirm(request: HttpRequest, partner: uuid.UUID) -> HttpResponse:
    """The fingerprint is the one that they read out."""
    return _move(request, partner, is_trusted=True)


@require_POST
@requires(Permission.TRUST_INSTALLATION)
def installation_end(request: HttpRequest, partner: uuid.UUID) -> HttpResponse:
    """Stop trusting it."""
    return _move(request, partner, is_trusted=False)


def _move(request: HttpRequest, partner: uuid.UUID, *, is_trusted: bool) -> HttpResponse:
    found = get_object_or_404(Partner, uuid=partner)
    move = confirm_partner if is_trusted else end_partner
    try:
        move(found, at=timezone.now(), by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        told = _("Trusted from now on.") if is_trusted else _("Not trusted any more.")
        messages.success(request, told)
    return redirect("cases:installation", found.uuid)
