"""Places (HSDS location, service_at_location); those of shelters never come here: see `queries.published`."""

from safefair.core.codes import area_name
from safefair.directory.hsds.documents import Document, derived, said
from safefair.directory.hsds.reach import languages
from safefair.directory.models import Location, ServiceAtLocation


def location(row: Location, *, full: bool = True) -> Document:
    """A place; without `full` none of its lists."""
    lists = {
        "languages": languages(row.languages, location_id=str(row.uuid)),
        "addresses": _addresses(row),
    }
    return said(
        id=str(row.uuid),
        location_type=row.location_type,
        organization_id=str(row.organization.uuid),
        name=row.name,
        latitude=_degrees(row.latitude),
        longitude=_degrees(row.longitude),
        **(lists if full else {}),
    )


def service_at_location(row: ServiceAtLocation, *, full: bool = True) -> Document:
    """A service given at a place."""
    return said(
        id=str(row.uuid),
        service_id=str(row.service.uuid),
        location_id=str(row.location.uuid),
        location=location(row.location, full=full),
    )


def _addresses(row: Location) -> list[Document]:
    """The address; `address_1` is empty where only the town is known to everybody. HSDS wants every field."""
    if not (row.address_1 or row.place):
        return []
    return [
        {
            "id": derived(row.uuid, "address"),
            "location_id": str(row.uuid),
            "address_1": row.address_1,
            "city": row.place,
            "state_province": area_name(row.area) if row.area else "",
            "postal_code": row.postal_code,
            "country": row.country,
            "address_type": row.location_type,
        }
    ]


def _degrees(value: object) -> float | None:
    return None if value is None else float(str(value))
