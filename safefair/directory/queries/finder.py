"""What the public finder shows: near her first, then what the whole country has. All of it begins with `public`."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When

from safefair.core.codes import area_name
from safefair.core.memory import remembered
from safefair.core.searching import normalise
from safefair.directory.enums import Channel, OperatorKind
from safefair.directory.models import Phone, Schedule, Service, ServiceArea, ServiceAtLocation
from safefair.directory.queries.services import public


@dataclass(frozen=True, slots=True)
class Entry:
    """A public service as lists and searches find it; what a page shows of it is read when it is shown."""

    pk: int
    kinds: frozenset[str]
    text: str


@remembered
def countries_served(on: dt.date) -> list[str]:
    """The countries in which at least one service can be shown."""
    areas = ServiceArea.objects.filter(service__in=public(on))
    return sorted(set(areas.values_list("country", flat=True)))


@remembered
def areas_served(country: str, on: dt.date) -> list[tuple[str, str]]:
    """The provinces of a country that have a service of their own, as (code, name), by name."""
    areas = ServiceArea.objects.filter(service__in=public(on), country=country).exclude(area="")
    places = ServiceAtLocation.objects.filter(service__in=public(on), location__country=country)
    found = {*areas.values_list("area", flat=True), *places.values_list("location__area", flat=True)} - {""}
    return sorted(((code, area_name(code)) for code in found), key=lambda pair: pair[1])


@remembered
def in_area(country: str, area: str, on: dt.date) -> list[Entry]:
    """Services for one province, or with a door in it."""
    areas = ServiceArea.objects.filter(service=OuterRef("pk"), country=country, area=area)
    doors = ServiceAtLocation.objects.filter(service=OuterRef("pk"), location__area=area)
    return _entries(public(on).filter(Q(Exists(areas)) | Q(Exists(doors))))


@remembered
def in_whole_country(country: str, on: dt.date) -> list[Entry]:
    """Services for everybody in a country; its embassies last."""
    areas = ServiceArea.objects.filter(service=OuterRef("pk"), country=country, area="")
    return _entries(public(on).filter(Exists(areas)))


@remembered
def anywhere(country: str, on: dt.date) -> list[Entry]:
    """All services of a country, whatever the province."""
    areas = ServiceArea.objects.filter(service=OuterRef("pk"), country=country)
    return _entries(public(on).filter(Exists(areas)))


@remembered
def from_abroad(on: dt.date) -> list[Entry]:
    """Services with a number that one can dial from another country."""
    return _entries(public(on).exclude(number_from_abroad=""))


@remembered
def _everything(on: dt.date) -> list[Entry]:
    return _entries(public(on))


def found_by_words(text: str, on: dt.date) -> list[Entry]:
    """Services with every word of `text`; where none has, those with any word of three letters and more.

    Looked up in memory: under row security PostgreSQL reads every text for a search inside texts, whatever the index.
    """
    words, everything = [word for word in normalise(text).split(" ") if word], _everything(on)
    if every := [entry for entry in everything if all(word in entry.text for word in words)]:
        return every
    long = [word for word in words if len(word) > 2]
    return [entry for entry in everything if any(word in entry.text for word in long)]


def _entries(rows: QuerySet[Service]) -> list[Entry]:
    """In the order of a page: what one can call first, embassies last."""
    calls = Phone.objects.filter(service=OuterRef("pk"), channel=Channel.VOICE)
    order = Case(
        When(operator_kind=OperatorKind.EMBASSY, then=Value(2)),
        When(Exists(calls), then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    found = rows.order_by(order, "name", "pk").values_list("pk", "kinds", "search_text")
    return [Entry(pk, frozenset(kinds), text) for pk, kinds, text in found]


def services_of(entries: Iterable[Entry], on: dt.date) -> list[Service]:
    """What entries stand for, as it is now and with everything a page shows; none that is not public any more."""
    places = {entry.pk: place for place, entry in enumerate(entries)}
    parts = ("phones", "schedules", "service_areas", "at_locations__location")
    rows = public(on).filter(pk__in=places).select_related("organization").prefetch_related(*parts)
    return sorted(rows, key=lambda service: places[service.pk])


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
