"""Pages of the directory: organisations, their places, and keeping one's own."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.accounts.membership import membership_of
from safefair.accounts.models import Organization
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.directory.forms.organizations import LocationForm, OrganizationFilter
from safefair.directory.models import Location
from safefair.directory.queries import organizations as queries

PAGE = 25
CRUMB = (gettext_lazy("Directory"), reverse_lazy("directory:list"))
LANGUAGES = dict(settings.LANGUAGES)


@requires(Permission.VIEW_DIRECTORY)
def organization_list(request: HttpRequest) -> HttpResponse:
    """Who works with the programme, by country and kind."""
    chosen = OrganizationFilter(
        request.GET or None, queryset=queries.organizations(request.GET.get("sort", ""))
    )
    page = Paginator(chosen.qs, PAGE).get_page(request.GET.get("page"))
    membership = membership_of(request)
    context = {"page": page, "filter_form": chosen.form, "own": membership.organization}
    return render(request, "directory/list.html", context)


@requires(Permission.VIEW_DIRECTORY)
def organization_detail(request: HttpRequest, organization: uuid.UUID) -> HttpResponse:
    """One organisation and where it receives people."""
    found = get_object_or_404(Organization.objects.filter(is_active=True), uuid=organization)
    membership = membership_of(request)
    is_own = membership.organization_id == found.pk and membership.may(Permission.EDIT_DIRECTORY)
    places = queries.places_of(found, all_of_them=is_own)
    context = {
        "organization": found,
        "rows": [(place, queries.where(place), _languages(place)) for place in places],
        "is_own": is_own,
        "breadcrumb": [CRUMB, (found.name, "")],
    }
    return render(request, "directory/detail.html", context)


def _languages(place: Location) -> str:
    return ", ".join(str(LANGUAGES[code]) for code in place.languages if code in LANGUAGES)


@requires(Permission.EDIT_DIRECTORY)
def location_edit(request: HttpRequest, location: uuid.UUID | None = None) -> HttpResponse:
    """Add or change a place of one's own organisation."""
    organization = membership_of(request).organization
    own = Location.objects.filter(organization=organization)
    found = get_object_or_404(own, uuid=location) if location else Location(organization=organization)
    if organization is None:
        return redirect("directory:list")
    form = LocationForm(request.POST or None, instance=found, initial=_initial(found, organization))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. You can change it again at any time."))
        return redirect("directory:detail", organization.uuid)
    detail = reverse("directory:detail", args=[organization.uuid])
    crumbs = [CRUMB, (organization.name, detail), (found.name or _("New place"), "")]
    return render(request, "directory/location.html", {"form": form, "location": found, "breadcrumb": crumbs})


def _initial(location: Location, organization: Organization) -> dict[str, str]:
    return {} if location.pk else {"country": organization.country}
