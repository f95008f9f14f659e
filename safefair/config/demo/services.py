"""Invented services of the trial's organisations. No number here leads anywhere: no country has the code +999."""

import datetime as dt
from typing import Any

from safefair.accounts.models import Organization, User
from safefair.core.codes import MAIN_ZONES
from safefair.directory.entries import BLANK, Entry
from safefair.directory.models import CallBack, Location, Service
from safefair.directory.operations.reviewing import propose
from safefair.directory.operations.writing import write_entry

SPOKEN = {
    "BN": ["ms", "en-gb"], "ID": ["id"], "KH": ["km"], "LA": ["lo", "th"], "MM": ["my"], "MY": ["ms", "id", "en-gb"],
    "PH": ["fil", "en-gb"], "SG": ["en-gb", "zh-hans", "id"], "TH": ["th", "my", "km", "lo"], "VN": ["vi"],
}  # fmt: skip
# By kind of organisation: name, what it does, kinds of help, who runs it, who answers, whether calls are recorded.
OFFERS = {
    "MRC": ("Advice for people who work abroad (invented)",
            "You can ask about contracts, wages, fees and papers, before you go and while you are away. You need not give your name.",
            ["information", "wages", "papers", "legal"], "ngo", "counsellor", "no"),
    "SHELTER": ("A safe place to stay (invented)",
                "For women who cannot stay where they are. Call first; somebody tells you how to get there.",
                ["shelter", "violence"], "ngo", "counsellor", "no"),
    "UNION": ("Help with unpaid wages (invented)", "People of the union reckon with you what you are owed and go with you to the office.",
              ["wages", "legal"], "union", "union", "no"),
    "NGO": ("Free legal help (invented)", "A lawyer or paralegal listens, and says what you can do and what it may lead to.",
            ["legal", "violence", "papers"], "ngo", "lawyer", "unknown"),
    "GOVERNMENT": ("Complaint desk of the labour office (invented)", "Officials take complaints about employers and agents.",
                   ["wages", "legal"], "state", "official", "yes"),
    "WOMEN": ("Somebody to talk to (invented)", "Women who have heard much listen, and stay with you while you decide.",
              ["talk", "violence", "health"], "ngo", "counsellor", "no"),
    "MIGRANT": ("Sunday circle and going home (invented)", "Others who work abroad, or came back, tell what helped them.",
                ["talk", "home", "information"], "ngo", "volunteer", "no"),
    "EMPLOYER": ("Questions about recruiters (invented)", "Whether an agency is a member, and whom to complain to.",
                 ["information"], "ngo", "official", "unknown"),
}  # fmt: skip
THAI = {"name": "คำแนะนำสำหรับคนทำงานต่างประเทศ (สมมุติ)"}
BURMESE = {"name": "နိုင်ငံခြားတွင် အလုပ်လုပ်သူများအတွက် အကြံပေးခြင်း (စမ်းသပ်)"}
NEVER, LONG_AGO = (5, 17), (9, 23)
"""Which of the services, by their place in the list, nobody has called yet, or not for a hundred days."""


def make_services(
    organizations: list[tuple[Organization, Location, int]], clerks: dict[int, User], today: dt.date
) -> None:
    """One service for each organisation, most of them called lately; a change that waits."""
    for number, (organization, place, _weight) in enumerate(organizations):
        by = clerks[organization.pk]
        service = write_entry(Service(organization=organization), _entry(organization, place, number))
        if number not in NEVER:
            ago = 100 if number in LONG_AGO else 3 + number % 40
            called_on = today - dt.timedelta(days=ago)
            CallBack.objects.create(organization=organization, service=service, called_on=called_on, by=by)
            Service.objects.filter(pk=service.pk).update(assured_on=called_on, assured_by=by)
    _changes(organizations[0][0], clerks, today)


def _entry(organization: Organization, place: Location, number: int) -> Entry:
    name, description, kinds, operator_kind, who, recorded = OFFERS[organization.kind]
    country = organization.country
    shelter = organization.kind == "SHELTER"
    said: dict[str, Any] = {
        "name": name, "description": description, "kinds": kinds, "operator_kind": operator_kind,
        "who_answers": who, "calls_recorded": recorded, "languages": SPOKEN[country],
        "visibility": "staff" if organization.kind == "EMPLOYER" else "public",
        "immigration_status_asked": "yes" if operator_kind == "state" else "no",
        "free_from_mobile": "unknown" if number % 3 else "yes",
        "women_staff": "yes" if organization.kind in ("WOMEN", "SHELTER", "MRC") else "unknown",
        "fees_description": "Nothing.", "eligibility_description": "Women who work or want to work abroad, and their families.",
        "phones": [
            {"channel": "voice", "number": f"+999550100{number:02}", "country": country, "extension": "", "languages": []}
        ],
        "areas": [place.area] if place.area and organization.kind != "GOVERNMENT" else [country],
        "places": [] if shelter else [str(place.uuid)],
        "schedules": [
            {"days": [0, 1, 2, 3, 4], "opens_at": "09:00", "closes_at": "17:00", "timezone": MAIN_ZONES[country],
             "valid_from": "", "valid_to": ""}
        ],
        "translations": {"th": THAI, "my": BURMESE} if organization.code == "TH-MRC-MAESOT" else {},
    }  # fmt: skip
    return BLANK | said


def _changes(organization: Organization, clerks: dict[int, User], today: dt.date) -> None:
    service = organization.services.get()
    at = dt.datetime.combine(today - dt.timedelta(days=1), dt.time(4), dt.UTC)
    entry = _entry(organization, organization.locations.get(), 0)
    entry["fees_description"] = "Nothing. The centre can also pay the bus."
    propose(entry, organization=organization, service=service, at=at, by=clerks[organization.pk])
