"""What the public finder shows: near her first, then what the whole country has. All of it begins with `public`."""

import datetime as dt
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from safefair.core.codes import area_name
from safefair.core.searching import normalise
from safefair.directory.enums import Channel, OperatorKind
from safefair.directory.models import Phone, Schedule, Service, ServiceArea, ServiceAtLocation
from safefair.directory.queries.services import matching, public


def countries_served(on: dt.date) -> list[str]:
    """The countries in which at least one service can be shown."""
    areas = ServiceArea.objects.filter(service__in=public(on))
    return sorted(set(areas.values_list("country", flat=True)))


def areas_served(country: str, on: dt.date) -> list[tuple[str, str]]:
    """The provinces of a country that have a service of their own, as (code, name), by name."""
    areas = ServiceArea.objects.filter(service__in=public(on), country=country).exclude(area="")
    places = ServiceAtLocation.objects.filter(service__in=public(on), location__country=country)
    found = {*areas.values_list("area", flat=True), *places.values_list("location__area", flat=True)} - {""}
    return sorted(((code, area_name(code)) for code in found), key=lambda pair: pair[1])


def in_area(country: str, area: str, on: dt.date) -> QuerySet[Service]:
    """Services for one province, or with a door in it."""
    areas = ServiceArea.objects.filter(service=OuterRef("pk"), country=country, area=area)
    doors = ServiceAtLocation.objects.filter(service=OuterRef("pk"), location__area=area)
    return _ready(public(on).filter(Q(Exists(areas)) | Q(Exists(doors))))


def in_whole_country(country: str, on: dt.date) -> QuerySet[Service]:
    """Services for everybody in a country; its embassies last."""
    areas = ServiceArea.objects.filter(service=OuterRef("pk"), country=country, area="")
    return _ready(public(on).filter(Exists(areas)))


def anywhere(country: str, on: dt.date) -> QuerySet[Service]:
    """All services of a country, whatever the province."""
    areas = ServiceArea.objects.filter(service=OuterRef("pk"), country=country)
    return _ready(public(on).filter(Exists(areas)))


def from_abroad(on: dt.date) -> QuerySet[Service]:
    """Services with a number that one can dial from another country."""
    return _ready(public(on).exclude(number_from_abroad=""))


def found_by_words(text: str, on: dt.date) -> QuerySet[Service]:
    """Services with every word of `text`; where none has, those with any word of three letters and more."""
    rows = matching(public(on), text)
    if rows.exists():
        return _ready(rows)
    any_word = Q(pk=None)
    for word in normalise(text).split(" "):
        if len(word) > 2:
            any_word |= Q(search_text__contains=word)
    return _ready(public(on).filter(any_word))


def _ready(rows: QuerySet[Service]) -> QuerySet[Service]:
    """With everything a page shows; what one can call first, embassies last."""
    calls = Phone.objects.filter(service=OuterRef("pk"), channel=Channel.VOICE)
    order = Case(
        When(operator_kind=OperatorKind.EMBASSY, then=Value(2)),
        When(Exists(calls), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    parts = ("phones", "schedules", "service_areas", "at_locations__location")
    return rows.select_related("organization").prefetch_related(*parts).order_by(order, "name", "pk")


def is_open(schedules: Iterable[Schedule], at: dt.datetime) -> bool | None:
    """Whether somebody is there at this moment, by the hours that the service gave; None: it gave none."""
    rows = list(schedules)
    if not rows:
        return None
    return any(_covers(row, at.astimezone(ZoneInfo(row.timezone))) for row in rows)


def _covers(row: Schedule, there: dt.datetime) -> bool:
    day = there.date()
    begun = row.valid_from is None or row.valid_from <= day
    is_over = row.valid_to is not None and row.valid_to < day
    return (
        begun and not is_over and there.weekday() in row.days and row.opens_at <= there.time() < row.closes_at
    )
