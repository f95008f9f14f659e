"""Proposing: a new service, a change of one, its words in another language."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of
from safefair.accounts.models import Organization
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.languages import OWN_NAMES
from safefair.directory.entries import BLANK, Entry, entry_of
from safefair.directory.enums import OperatorKind, ProposalStatus
from safefair.directory.forms.reach import PhoneFormSet, ScheduleFormSet, made_phones, made_schedules
from safefair.directory.forms.services import ServiceForm, WordsForm
from safefair.directory.models import Service
from safefair.directory.operations.reviewing import propose
from safefair.directory.views.services import CRUMB, find_kept

RUN_BY = {"GOVERNMENT": OperatorKind.STATE, "UNION": OperatorKind.UNION}


@requires(Permission.PROPOSE_SERVICE)
def service_new(request: HttpRequest, organization: uuid.UUID | None = None) -> HttpResponse:
    """A service that the directory does not have; whoever works for the programme says first of whom."""
    own = membership_of(request).organization
    if own is None and organization is None:
        organizations = Organization.objects.filter(is_active=True).order_by("name")
        return render(
            request, "directory/service_of.html", {"organizations": organizations, "breadcrumb": [CRUMB]}
        )
    owner = own or get_object_or_404(Organization, uuid=organization, is_active=True)
    if organization and owner.uuid != organization:
        raise Http404
    run_by = RUN_BY.get(owner.kind, OperatorKind.NGO).value
    blank = BLANK | {"areas": [owner.country], "operator_kind": run_by}
    return _edit(request, owner, None, blank)


@requires(Permission.PROPOSE_SERVICE)
def service_edit(request: HttpRequest, service: uuid.UUID) -> HttpResponse:
    """Another version of a service; one that waits already is gone on with."""
    found = find_kept(request, service)
    waiting = found.proposals.filter(status=ProposalStatus.WAITING).first()
    return _edit(request, found.organization, found, waiting.entry if waiting else entry_of(found))


def _edit(request: HttpRequest, owner: Organization, service: Service | None, entry: Entry) -> HttpResponse:
    data = request.POST or None
    form = ServiceForm(data, entry=entry, organization=owner)
    phones = PhoneFormSet(data, initial=entry["phones"], prefix="phones")
    hours = ScheduleFormSet(data, initial=entry["schedules"], prefix="hours")
    _first_values(phones, hours, owner.country)
    if data and all([form.is_valid(), phones.is_valid(), hours.is_valid()]):
        made = form.made_entry(made_phones(phones), made_schedules(hours))
        if _proposed(request, form, made, owner, service):
            return redirect("directory:service", service.uuid) if service else redirect("directory:services")
    context = {
        "form": form,
        "phones": phones,
        "hours": hours,
        "service": service,
        "owner": owner,
        "cancel": reverse("directory:service", args=[service.uuid])
        if service
        else reverse("directory:services"),
        "breadcrumb": [CRUMB, (_("Service"), "")],
    }
    return render(request, "directory/service_edit.html", context)


def _first_values(phones: Any, hours: Any, country: str) -> None:
    for row in phones.extra_forms:
        row.initial.setdefault("country", country)
    for row in hours.extra_forms:
        row.initial.setdefault("timezone", settings.TIME_ZONE)


def _proposed(
    request: HttpRequest, form: forms.BaseForm, entry: Entry, owner: Organization, service: Service | None
) -> bool:
    by = membership_of(request).user
    try:
        propose(entry, organization=owner, service=service, at=timezone.now(), by=by)
    except DomainError as fault:
        form.add_error(None, str(fault.message))
        return False
    messages.success(
        request,
        _(
            "Proposed. The directory says it as soon as somebody else has accepted it; until then you can take it back."
        ),
    )
    return True


@requires(Permission.PROPOSE_SERVICE)
def service_words(request: HttpRequest, service: uuid.UUID, language: str) -> HttpResponse:
    """What the service says in another language."""
    found = find_kept(request, service)
    if language not in OWN_NAMES or language == found.written_in:
        raise Http404
    waiting = found.proposals.filter(status=ProposalStatus.WAITING).first()
    form = WordsForm(
        request.POST or None, entry=waiting.entry if waiting else entry_of(found), language=language
    )
    if (
        request.method == "POST"
        and form.is_valid()
        and _proposed(request, form, form.made_entry(), found.organization, found)
    ):
        return redirect("directory:service", found.uuid)
    crumbs = [
        CRUMB,
        (_("Service"), reverse("directory:service", args=[found.uuid])),
        (OWN_NAMES[language], ""),
    ]
    context = {"form": form, "service": found, "language": OWN_NAMES[language], "breadcrumb": crumbs}
    return render(request, "directory/service_words.html", context)
