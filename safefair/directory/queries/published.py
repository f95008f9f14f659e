"""What leaves the directory for other systems: always from `public`, and never a place of a shelter."""

import datetime as dt

from django.db.models import Prefetch, QuerySet

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization
from safefair.directory.enums import KindOfHelp
from safefair.directory.models import Phone, Schedule, Service, ServiceArea, ServiceAtLocation
from safefair.directory.queries.services import public


def public_organizations(on: dt.date) -> QuerySet[Organization]:
    """Those with at least one service for everybody."""
    return Organization.objects.filter(pk__in=public(on).values("organization")).order_by("name", "pk")


def public_places(on: dt.date) -> QuerySet[ServiceAtLocation]:
    """Where services for everybody are given."""
    rows = _places().filter(service__in=public(on))
    return rows.select_related("service__organization").order_by("service__name", "pk")


def with_parts(rows: QuerySet[Service]) -> QuerySet[Service]:
    """Services with all that a document of them says; as many questions for a hundred as for one."""
    return with_places(rows).prefetch_related(
        Prefetch("phones", Phone.objects.order_by("pk")),
        Prefetch("schedules", Schedule.objects.order_by("pk")),
        Prefetch("service_areas", ServiceArea.objects.order_by("country", "area")),
    )


def with_places(rows: QuerySet[Service]) -> QuerySet[Service]:
    """Services with their organisations and places: all that a document of an organisation says of them."""
    return rows.select_related("organization").prefetch_related(
        Prefetch("at_locations", _places().order_by("pk"))
    )


def _places() -> QuerySet[ServiceAtLocation]:
    rows = ServiceAtLocation.objects.filter(location__is_active=True).select_related("location__organization")
    return rows.exclude(service__organization__kind=OrganizationKind.SHELTER).exclude(
        service__kinds__contains=[KindOfHelp.SHELTER]
    )
