"""Which organisations there are, and where they receive people."""

from django.db.models import Count, Q, QuerySet

from safefair.accounts.models import Organization
from safefair.core.codes import Country, area_name
from safefair.directory.models import Location

SORTS = {"name": "name", "country": "country", "kind": "kind", "places": "places"}


def organizations(sort: str = "") -> QuerySet[Organization]:
    """Active organisations with `places`, how many places they have in use; by name unless `sort` says otherwise."""
    in_use = Count("locations", filter=Q(locations__is_active=True))
    field = SORTS.get(sort.removeprefix("-"), "name")
    sign = "-" if sort.startswith("-") else ""
    return (
        Organization.objects.filter(is_active=True)
        .annotate(places=in_use)
        .order_by(f"{sign}{field}", "name", "pk")
    )


def places_of(organization: Organization, *, all_of_them: bool) -> QuerySet[Location]:
    """The places of an organisation; for its own people also those no longer in use."""
    places = organization.locations.order_by("-is_active", "name", "pk")
    return places if all_of_them else places.filter(is_active=True)


def where(location: Location) -> str:
    """Town, province and country in one line."""
    parts = (
        location.place,
        area_name(location.area) if location.area else "",
        str(Country(location.country).label),
    )
    return ", ".join(part for part in parts if part)
