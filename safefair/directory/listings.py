"""A service as the public reads it: words in her language where there are some, what to know, then the number."""

import datetime as dt
from dataclasses import dataclass

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from safefair.core.codes import country_name
from safefair.core.languages import OWN_NAMES
from safefair.core.provinces import province_name
from safefair.directory.enums import Channel
from safefair.directory.models import Location, Phone, Schedule, Service
from safefair.directory.models.service import WORDS
from safefair.directory.numbers import spoken
from safefair.directory.queries.finder import is_open
from safefair.directory.queries.services import STALE

ENGLISH = "en-gb"


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the language it is in, for the page's `lang`."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Number:
    """One number: `href` only for what a telephone dials by itself; chat apps would tell another company."""

    shown: str
    href: str
    channel: str
    channel_words: str
    extension: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All that the public page says of one service."""

    service: Service
    said: dict[str, Said]
    numbers: list[Number]
    hours: list[str]
    is_open: bool | None
    doors: list[str]
    areas: list[str]
    languages: list[tuple[str, str]]
    is_stale: bool


def listing(service: Service, *, language: str, at: dt.datetime, today: dt.date) -> Listing:
    """A service with everything prefetched, for a page in one language."""
    return Listing(
        service=service,
        said={name: said_in(service, name, language) for name in WORDS},
        numbers=[_number(phone) for phone in sorted(service.phones.all(), key=_calls_first)],
        hours=[_hours(row) for row in service.schedules.all()],
        is_open=is_open(service.schedules.all(), at),
        doors=[_door(row.location, language) for row in service.at_locations.all() if row.location.is_active],
        areas=[
            province_name(row.area, language) if row.area else country_name(row.country)
            for row in service.service_areas.all()
        ],
        languages=[(code, OWN_NAMES[code]) for code in service.languages if code in OWN_NAMES],
        is_stale=service.assured_on is None or today - service.assured_on >= STALE,
    )


def said_in(service: Service, name: str, language: str) -> Said:
    """One field in the reader's language, else in English, else as it was written."""
    for code in (language, ENGLISH):
        text = service.translations.get(code, {}).get(name, "")
        if text:
            return Said(text, code)
        if code == service.written_in:
            break
    return Said(getattr(service, name), service.written_in)


def _calls_first(phone: Phone) -> tuple[bool, int]:
    return phone.channel != Channel.VOICE, phone.pk


def _number(phone: Phone) -> Number:
    schemes = {Channel.VOICE: "tel", Channel.SMS: "sms"}
    scheme = schemes.get(Channel(phone.channel), "")
    return Number(
        shown=spoken(phone.number, phone.country),
        href=f"{scheme}:{phone.number}" if scheme else "",
        channel=phone.channel,
        channel_words=str(Channel(phone.channel).label),
        extension=phone.extension,
    )


def _hours(row: Schedule) -> str:
    """Days that follow each other as one span: Mon–Fri 09:00–17:00."""
    spans: list[list[int]] = []
    for day in sorted(row.days):
        if spans and day == spans[-1][-1] + 1:
            spans[-1].append(day)
        else:
            spans.append([day])
    days = ", ".join(
        str(WEEKDAYS_ABBR[span[0]]) + (f"–{WEEKDAYS_ABBR[span[-1]]}" if len(span) > 1 else "")
        for span in spans
    )
    note = f" ({_('by appointment')})" if row.by_appointment else ""
    return f"{days} {row.opens_at:%H:%M}–{row.closes_at:%H:%M}{note}"


def _door(place: Location, language: str) -> str:
    parts = (place.name, place.address_1, place.place if place.place != place.name else "", place.postal_code)
    return ", ".join(filter(None, (*parts, province_name(place.area, language) if place.area else "")))
