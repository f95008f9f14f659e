"""Services (HSDS service) with all that belongs to them."""

import datetime as dt

from safefair.directory.hsds.documents import Document, said
from safefair.directory.hsds.organizations import organization
from safefair.directory.hsds.places import service_at_location
from safefair.directory.hsds.reach import languages, phone, schedule, service_area
from safefair.directory.hsds.taxonomy import attributes
from safefair.directory.models import Service, ServiceAtLocation


def service(row: Service) -> Document:
    """A service with its organisation and none of its lists."""
    return said(
        id=str(row.uuid),
        organization_id=str(row.organization.uuid),
        name=row.name,
        description=row.description,
        status=row.status,
        application_process=row.application_process,
        fees_description=row.fees_description,
        eligibility_description=row.eligibility_description,
        assured_date=row.assured_on.isoformat() if row.assured_on else "",
        last_modified=row.updated_at.isoformat(),
        organization=organization(row.organization),
    )


def full_service(row: Service, on: dt.date) -> Document:
    """A service with everything (rows of `queries.published.with_parts`); offsets of time zones are those of a day."""
    key = str(row.uuid)
    return service(row) | said(
        phones=[phone(part) for part in row.phones.all()],
        schedules=[schedule(part, on) for part in row.schedules.all()],
        service_areas=[service_area(part) for part in row.service_areas.all()],
        service_at_locations=[service_at_location(part) for part in row.at_locations.all()],
        languages=languages(row.languages, service_id=key),
        attributes=attributes(row),
    )


def place_of_service(row: ServiceAtLocation, *, full: bool) -> Document:
    """A service at a place, with the service in it."""
    return service_at_location(row, full=full) | {"service": service(row.service)}
