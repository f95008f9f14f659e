"""Organisations (HSDS organization)."""

from collections.abc import Iterable

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization
from safefair.directory.hsds.documents import Document, said
from safefair.directory.hsds.places import location
from safefair.directory.models import Location, Service


def organization(row: Organization) -> Document:
    """An organisation; the description, which HSDS wants, says what it is."""
    kind = str(OrganizationKind(row.kind).label)
    return {"id": str(row.uuid), "name": row.name, "description": kind[:1].upper() + kind[1:]}


def full_organization(row: Organization, services: Iterable[Service]) -> Document:
    """An organisation with the given services of it by name, and the places where they are given."""
    services = list(services)
    places: dict[int, Location] = {
        part.location_id: part.location for one in services for part in one.at_locations.all()
    }
    return organization(row) | said(
        locations=[location(place) for place in places.values()],
        services=[
            {"id": str(one.uuid), "organization_id": str(row.uuid), "name": one.name, "status": one.status}
            for one in services
        ],
    )
