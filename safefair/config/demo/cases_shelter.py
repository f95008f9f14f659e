"""Invented houses of the trial, who stays in them, and whom they could not take."""

import datetime as dt
import random
import uuid

from safefair.accounts.models import Organization
from safefair.cases.enums.plan import Service
from safefair.cases.enums.shelter import LeaveReason, TurnAwayReason
from safefair.cases.models import Bed, Case, House
from safefair.cases.operations.houses import add_beds, open_house, set_out_of_use
from safefair.cases.operations.stays import Coming, admit_to_shelter, leave_shelter, turn_away

HOUSES = {
    "TH-SHELTER-1": (("Jasmine House", "ABCDEF", "xy"), ("Lotus House", "ABC", "")),
    "MY-NGO-1": (("Orchid House", "ABCD", "x"),),
    "SG-NGO-1": (("Fern House", "AB", ""),),
}
"""Organisation: front names, beds and cots by letter."""


def make_shelter(organization: Organization, cases: list[Case], *, today: dt.date, seed: int) -> None:
    """Houses of one organisation; women whose need is a shelter stay there, some have left; nothing for others."""
    draw = random.Random(seed)  # noqa: S311  reason: invented records, the same each time
    if organization.code not in HOUSES or not cases:
        return
    by = cases[0].worker
    beds: list[Bed] = []
    for name, letters, cots in HOUSES[organization.code]:
        house = open_house(
            {
                "name": f"{name} (invented)",
                "country": organization.country,
                "area": "",
                "takes_children": bool(cots),
                "takes_boys_until": 12 if cots else None,
                "is_active": True,
            },
            {"address": "Invented Lane 7. This address is invented."},
            organization=organization,
            by=by,
        )
        beds += add_beds(house, list(letters), room="1", is_cot=False, is_accessible=True, by=by)
        add_beds(house, list(cots), room="1", is_cot=True, is_accessible=False, by=by)
    chosen = [case for case in cases if Service.SHELTER in case.needs and case.opened_on < today]
    for number, (case, bed) in enumerate(zip(chosen, beds, strict=False)):
        _stay(case, bed, number, today, draw)
    set_out_of_use(beds[-1], since=today - dt.timedelta(days=3), by=by)
    _turn_away(organization, beds[0].house, case=cases[0], today=today, draw=draw)


def _stay(case: Case, bed: Bed, number: int, today: dt.date, draw: random.Random) -> None:
    cots = list(bed.house.beds.filter(is_cot=True)) if number == 0 else []
    coming = Coming(
        bed=bed,
        child_beds=cots[:1],
        came_on=case.opened_on,
        planned_until=today + dt.timedelta(days=14 - 9 * number),
    )
    first, *_others = admit_to_shelter(case, coming, entry_id=_entry(draw), on=today, by=case.worker)
    if number % 3 == 2:
        left = min(case.opened_on + dt.timedelta(days=draw.randint(4, 30)), today)
        leave_shelter(first, LeaveReason.SAFE_PLACE, on=left, today=today, by=case.worker)


def _turn_away(
    organization: Organization, house: House, *, case: Case, today: dt.date, draw: random.Random
) -> None:
    for days, reason, children in (
        (2, TurnAwayReason.FULL, 0),
        (9, TurnAwayReason.CHILDREN, 3),
        (40, TurnAwayReason.FULL, 1),
    ):
        facts = {
            "house": house,
            "turned_on": today - dt.timedelta(days=days),
            "reason": reason,
            "adults": 1,
            "children": children,
            "sent_to": Service.SHELTER if days > 5 else "",
        }
        turn_away(facts, organization=organization, entry_id=_entry(draw), on=today, by=case.worker)


def _entry(draw: random.Random) -> uuid.UUID:
    return uuid.UUID(int=draw.getrandbits(128))
