"""How one reaches a service (HSDS phone, schedule, service_area, language)."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings

from safefair.directory.enums import Channel
from safefair.directory.hsds.documents import Document, derived, said
from safefair.directory.models import Phone, Schedule, ServiceArea
from safefair.directory.words import area_words

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
NAMES = dict(settings.LANGUAGES)


def phone(row: Phone) -> Document:
    """A number, or a name in a chat app: then `type` is text and `description` says which.

    HSDS extensions are numbers; one that begins with 0 would lose it, and stands in the description.
    """
    is_number = row.extension.isascii() and row.extension.isdigit() and not row.extension.startswith("0")
    words = (
        "" if row.channel == Channel.VOICE else str(Channel(row.channel).label),
        f"dialled in {row.country}" if not row.number.startswith("+") else "",
        f"extension {row.extension}" if row.extension and not is_number else "",
    )
    return said(
        id=str(row.uuid),
        service_id=str(row.service.uuid),
        number=row.number,
        extension=int(row.extension) if is_number else None,
        type="voice" if row.channel == Channel.VOICE else "text",
        description=", ".join(filter(None, words)),
        languages=languages(row.languages, phone_id=str(row.uuid)),
    )


def schedule(row: Schedule, on: dt.date) -> Document:
    """Weekly hours with the zone's distance from UTC, in hours, on a day."""
    opens, closes = (
        dt.datetime.combine(on, at, ZoneInfo(row.timezone)) for at in (row.opens_at, row.closes_at)
    )
    offset = opens.utcoffset() or dt.timedelta()
    return said(
        id=str(row.uuid),
        service_id=str(row.service.uuid),
        valid_from=row.valid_from.isoformat() if row.valid_from else "",
        valid_to=row.valid_to.isoformat() if row.valid_to else "",
        timezone=offset / dt.timedelta(hours=1),
        freq="WEEKLY",
        wkst="MO",
        byday=",".join(DAYS[day] for day in row.days),
        opens_at=opens.isoformat(timespec="minutes").partition("T")[2],
        closes_at=closes.isoformat(timespec="minutes").partition("T")[2],
        description="by appointment" if row.by_appointment else "",
        notes=row.timezone,
    )


def service_area(row: ServiceArea) -> Document:
    """A province or a country, by its ISO 3166 code in `extent`."""
    code = row.area or row.country
    return said(
        id=str(row.uuid), service_id=str(row.service.uuid), name=area_words(code), extent=code, extent_type="text"
    )  # fmt: skip


def languages(codes: list[str], **of: str) -> list[Document]:
    """Languages of the thing that `of` names, as `service_id=…`; by ISO 639."""
    owner = next(iter(of.values()))
    return [
        said(id=derived(owner, "language", code), **of, name=str(NAMES.get(code, code)), code=code.split("-")[0])
        for code in codes
    ]  # fmt: skip
