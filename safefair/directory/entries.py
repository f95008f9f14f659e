"""A service with everything that belongs to it as plain data: what a form, a file or a proposal says of it.

Two entries are equal when they say the same. An entry holds only what JSON can hold:

    {"name": …, "kinds": [...], …, "phones": [{"channel", "number", "country", "extension", "languages"}],
     "schedules": [{"days", "opens_at", "closes_at", "timezone", "valid_from", "valid_to", perhaps "by_appointment"}],
     "areas": ["TH", "MM-06"], "places": [uuid of a location]}
"""

from typing import Any

from django.conf import settings

from safefair.directory.enums import Known, ServiceStatus, Visibility, WhoAnswers
from safefair.directory.models import Phone, Schedule, Service
from safefair.directory.models.service import WORDS

Entry = dict[str, Any]
PROFILE = (
    "visibility", "operator_kind", "who_answers", "calls_recorded", "immigration_status_asked", "free_from_mobile",
    "women_staff", "number_from_abroad", "safe_contact_hours",
)  # fmt: skip
PLAIN = (*WORDS, "status", "kinds", "languages", "written_in", "translations", *PROFILE)
BLANK: Entry = {
    **dict.fromkeys(WORDS, ""), "status": ServiceStatus.ACTIVE.value, "kinds": [], "languages": [],
    "written_in": settings.LANGUAGE_CODE, "translations": {}, "visibility": Visibility.STAFF.value, "operator_kind": "",
    "who_answers": WhoAnswers.UNKNOWN.value, "calls_recorded": Known.UNKNOWN.value,
    "immigration_status_asked": Known.UNKNOWN.value, "free_from_mobile": Known.UNKNOWN.value,
    "women_staff": Known.UNKNOWN.value, "number_from_abroad": "", "safe_contact_hours": "",
    "phones": [], "schedules": [], "areas": [], "places": [],
}  # fmt: skip


def entry_of(service: Service) -> Entry:
    """What the directory says of a service now."""
    entry: Entry = {name: getattr(service, name) for name in PLAIN}
    entry["phones"] = [phone_entry(phone) for phone in service.phones.all()]
    entry["schedules"] = [schedule_entry(schedule) for schedule in service.schedules.all()]
    entry["areas"] = [area.area or area.country for area in service.service_areas.all()]
    entry["places"] = [str(at.location.uuid) for at in service.at_locations.all()]
    return tidy(entry)


def phone_entry(phone: Phone) -> Entry:
    """One number."""
    names = ("channel", "number", "country", "extension", "languages")
    return {name: getattr(phone, name) for name in names}


def schedule_entry(schedule: Schedule) -> Entry:
    """One row of hours; hours as 09:00, days as ISO 8601 or empty. `by_appointment` is there where it is so, and only there."""
    said = {"by_appointment": True} if schedule.by_appointment else {}
    return said | {
        "days": schedule.days,
        "opens_at": f"{schedule.opens_at:%H:%M}",
        "closes_at": f"{schedule.closes_at:%H:%M}",
        "timezone": schedule.timezone,
        "valid_from": schedule.valid_from.isoformat() if schedule.valid_from else "",
        "valid_to": schedule.valid_to.isoformat() if schedule.valid_to else "",
    }


def tidy(entry: Entry) -> Entry:
    """The same entry in one order, without blanks around words and without translations that say nothing."""
    made = BLANK | {name: value.strip() if isinstance(value, str) else value for name, value in entry.items()}
    for name in ("kinds", "languages", "areas", "places"):
        made[name] = sorted(set(made[name]))
    for name in ("phones", "schedules"):
        made[name] = sorted(map(in_order, made[name]), key=repr)
    said = {
        code: {name: text.strip() for name, text in words.items() if text.strip()}
        for code, words in made["translations"].items()
    }
    made["translations"] = {
        code: dict(sorted(words.items())) for code, words in sorted(said.items()) if words
    }
    return made


def in_order(row: Entry) -> Entry:
    """A number or hours in the order in which entries hold them."""
    return {name: sorted(value) if isinstance(value, list) else value for name, value in sorted(row.items())}
