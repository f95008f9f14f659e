"""Invented houses and stays, made in the product's own way."""

import datetime as dt
import uuid
from typing import Any

from safefair.accounts.models import Organization
from safefair.cases.models import Bed, Case, House, Stay
from safefair.cases.operations.houses import add_beds, open_house
from safefair.cases.operations.stays import Coming, admit_to_shelter
from tests.cases.factories import case_worker

TODAY = dt.date(2026, 6, 15)
CAME = dt.date(2026, 5, 20)
ADDRESS = "Invented Lane 7, behind the invented temple"


def invented_house(organization: Organization, *, beds: str = "ABC", cots: str = "", **given: Any) -> House:
    """A house with beds named by letters."""
    by = case_worker(organization, "SHELTER_MANAGER")
    facts = {
        "name": "Invented Jasmine House", "country": "TH", "area": "", "takes_children": True, "takes_boys_until": None,
        "is_active": True, **given,
    }  # fmt: skip
    house = open_house(facts, {"address": ADDRESS}, organization=organization, by=by)
    add_beds(house, list(beds), room="1", is_cot=False, is_accessible=False, by=by)
    add_beds(house, list(cots), room="1", is_cot=True, is_accessible=False, by=by)
    return house


def bed_of(house: House, label: str) -> Bed:
    """One bed by its letter."""
    return house.beds.select_related("house").get(label=label)


def come(
    case: Case, house: House, labels: str = "A", *, on: dt.date = CAME, today: dt.date = TODAY, **given: Any
) -> list[Stay]:
    """Take a woman in: the first letter is her bed, the others are for her children."""
    bed, *children = [bed_of(house, label) for label in labels]
    coming = Coming(bed=bed, child_beds=children, came_on=on, **given)
    return admit_to_shelter(case, coming, entry_id=uuid.uuid4(), on=today, by=case.worker)
