"""An entry becomes rows; only `reviewing` and `importing` call this, after their own rules."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pghistory

from safefair.accounts.models import User
from safefair.core.codes import country_name
from safefair.core.provinces import province_names
from safefair.core.rls import Scope, row_security
from safefair.core.searching import join
from safefair.directory.entries import (
    BLANK,
    PLAIN,
    Entry,
    entry_of,
    in_order,
    phone_entry,
    schedule_entry,
    tidy,
)
from safefair.directory.enums import KindOfHelp
from safefair.directory.errors import ShelterHasNoPlace
from safefair.directory.models import Location, Phone, Schedule, Service, ServiceArea, ServiceAtLocation
from safefair.directory.models.service import WORDS


@contextmanager
def for_programme(by: User) -> Iterator[None]:
    """One transaction over organisations: who reviews for the programme writes in the name of none of them."""
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM), pghistory.context(user=by.pk):
        yield


def check_entry(entry: Entry) -> None:
    """Refuse an entry that must stand nowhere, not even as a proposal."""
    if KindOfHelp.SHELTER in entry["kinds"] and entry["places"]:
        raise ShelterHasNoPlace


def write_entry(service: Service, entry: Entry) -> Service:
    """Make the service say what the entry says. Rows that stay the same keep their address.

    A check by a call ends where the ways to reach the service change: nobody has called the new number yet.
    """
    entry = tidy(entry)
    check_entry(entry)
    before = entry_of(service) if service.pk else BLANK
    if service.pk:
        _remove_others(service, entry)
    if _reach(before) != _reach(entry):
        service.assured_on = service.assured_by = None
    for name in PLAIN:
        setattr(service, name, entry[name])
    service.search_text = search_text(entry, str(service.organization))
    service.save()
    _add_missing(service, entry, before)
    return service


def search_text(entry: Entry, organization: str) -> str:
    """All that somebody may type to find the service; of places no more than province and town stand here."""
    translated = [text for words in entry["translations"].values() for text in words.values()]
    areas = [
        name
        for code in entry["areas"]
        for name in (province_names(code) if "-" in code else [country_name(code)])
    ]
    numbers = [phone["number"] for phone in entry["phones"]]
    towns = Location.objects.filter(uuid__in=entry["places"]).values_list("place", flat=True)
    return join([organization, *(entry[name] for name in WORDS), *translated, *areas, *numbers, *towns])


def _reach(entry: Entry) -> tuple[Any, Any]:
    return entry["phones"], entry["number_from_abroad"]


def _remove_others(service: Service, entry: Entry) -> None:
    """Rows that the entry no longer has; before the service is saved, since a shelter may have no place left."""
    areas = [row.pk for row in service.service_areas.all() if (row.area or row.country) not in entry["areas"]]
    phones = [row.pk for row in service.phones.all() if in_order(phone_entry(row)) not in entry["phones"]]
    hours = [
        row.pk for row in service.schedules.all() if in_order(schedule_entry(row)) not in entry["schedules"]
    ]
    service.service_areas.filter(pk__in=areas).delete()
    service.phones.filter(pk__in=phones).delete()
    service.schedules.filter(pk__in=hours).delete()
    service.at_locations.exclude(location__uuid__in=entry["places"]).delete()


def _add_missing(service: Service, entry: Entry, now: Entry) -> None:
    owner: dict[str, Any] = {"service": service, "organization_id": service.organization_id}
    Phone.objects.bulk_create(Phone(**owner, **row) for row in entry["phones"] if row not in now["phones"])
    Schedule.objects.bulk_create(
        Schedule(**owner, **_times(row)) for row in entry["schedules"] if row not in now["schedules"]
    )
    ServiceArea.objects.bulk_create(
        ServiceArea(**owner, country=code[:2], area=code if "-" in code else "")
        for code in entry["areas"]
        if code not in now["areas"]
    )
    new = [place for place in entry["places"] if place not in now["places"]]
    if new:
        places = Location.objects.filter(uuid__in=new, organization_id=service.organization_id)
        ServiceAtLocation.objects.bulk_create(ServiceAtLocation(**owner, location=place) for place in places)


def _times(row: Entry) -> dict[str, Any]:
    return {
        **row,
        "opens_at": dt.time.fromisoformat(row["opens_at"]),
        "closes_at": dt.time.fromisoformat(row["closes_at"]),
        "valid_from": dt.date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        "valid_to": dt.date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
    }
