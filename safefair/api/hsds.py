"""The directory in HSDS 3.0. Every answer begins at `queries.services.public`."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.models import Organization
from safefair.api.answers import endpoint, paged
from safefair.api.forms import AskOne, AskOrganizations, AskPage, AskPlaces, AskServices, AskTerms
from safefair.api.openapi import openapi
from safefair.directory.hsds.documents import Document
from safefair.directory.hsds.organizations import full_organization, organization
from safefair.directory.hsds.services import full_service, place_of_service, service
from safefair.directory.hsds.taxonomy import taxonomies, terms
from safefair.directory.models import Service
from safefair.directory.queries.published import public_organizations, public_places, with_parts, with_places
from safefair.directory.queries.services import public


@endpoint(AskOne)
def about(request: HttpRequest, *, asked: AskOne) -> Document:
    """Which version this is, and where it is described."""
    return {
        "version": "3.0",
        "profile": request.build_absolute_uri(reverse("api:taxonomies")),
        "openapi_url": request.build_absolute_uri(reverse("api:openapi")),
    }


@endpoint(AskOne)
def description(request: HttpRequest, *, asked: AskOne) -> Document:
    """What may be asked, for programs that read such descriptions."""
    return openapi(request.build_absolute_uri(reverse("api:about")))


@endpoint(AskServices)
def service_list(request: HttpRequest, *, asked: AskServices) -> Document:
    """Services, by name."""
    today = timezone.localdate()
    rows = asked.narrow(public(today)).order_by("name", "pk")
    if asked.cleaned_data["full"]:
        return paged(with_parts(rows), asked, lambda row: full_service(row, today))
    return paged(rows.select_related("organization"), asked, service)


@endpoint(AskOne)
def service_detail(request: HttpRequest, *, asked: AskOne, service: uuid.UUID) -> Document:
    """One service with everything."""
    today = timezone.localdate()
    return full_service(get_object_or_404(with_parts(public(today)), uuid=service), today)


@endpoint(AskOrganizations)
def organization_list(request: HttpRequest, *, asked: AskOrganizations) -> Document:
    """Organisations that have a service here, by name."""
    rows = public_organizations(timezone.localdate())
    if not asked.cleaned_data["full"]:
        return paged(rows, asked, organization)
    pages: dict[str, Any] = paged(rows, asked, lambda row: {"row": row})
    found = [entry["row"] for entry in pages["contents"]]
    return pages | {"contents": _with_services(found)}


@endpoint(AskOne)
def organization_detail(request: HttpRequest, *, asked: AskOne, organization: uuid.UUID) -> Document:
    """One organisation, its places and its services by name."""
    found = get_object_or_404(public_organizations(timezone.localdate()), uuid=organization)
    return _with_services([found])[0]


@endpoint(AskPlaces)
def place_list(request: HttpRequest, *, asked: AskPlaces) -> Document:
    """Services at places."""
    rows = asked.narrow_places(public_places(timezone.localdate()))
    full = asked.cleaned_data["full"]
    return paged(rows, asked, lambda row: place_of_service(row, full=full))


@endpoint(AskOne)
def place_detail(request: HttpRequest, *, asked: AskOne, place: uuid.UUID) -> Document:
    """One service at one place."""
    found = get_object_or_404(public_places(timezone.localdate()), uuid=place)
    return place_of_service(found, full=True)


@endpoint(AskPage)
def taxonomy_list(request: HttpRequest, *, asked: AskPage) -> Document:
    """Our taxonomies."""
    return paged(taxonomies(), asked, dict)


@endpoint(AskOne)
def taxonomy_detail(request: HttpRequest, *, asked: AskOne, taxonomy: str) -> Document:
    """One taxonomy."""
    return _named(list(taxonomies()), taxonomy)


@endpoint(AskTerms)
def term_list(request: HttpRequest, *, asked: AskTerms) -> Document:
    """Terms of our taxonomies."""
    found = list(terms().values())
    for name in ("taxonomy_id", "parent_id"):
        if wanted := asked.cleaned_data[name]:
            found = [term for term in found if term.get(name) == str(wanted)]
    if asked.cleaned_data["top_only"]:
        found = [term for term in found if "parent_id" not in term]
    return paged(found, asked, dict)


@endpoint(AskOne)
def term_detail(request: HttpRequest, *, asked: AskOne, term: str) -> Document:
    """One term."""
    return _named(list(terms().values()), term)


@endpoint(AskOne)
def nothing(request: HttpRequest, *, asked: AskOne, rest: str) -> Document:
    """Any other address."""
    raise Http404


def _named(documents: list[Document], name: str) -> Document:
    for document in documents:
        if document["id"] == name:
            return document
    raise Http404


def _with_services(rows: list[Organization]) -> list[Document]:
    """Organisations with their services for everybody."""
    found: dict[int, list[Service]] = {row.pk: [] for row in rows}
    services = public(timezone.localdate()).filter(organization__in=rows).order_by("name", "pk")
    for one in with_places(services):
        found[one.organization_id].append(one)
    return [full_organization(row, found[row.pk]) for row in rows]
