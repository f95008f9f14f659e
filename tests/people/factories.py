"""Invented people, obviously so, registered in the product's own way."""

import datetime as dt
from itertools import count
from typing import Any

from safefair.accounts.models import Organization, User
from safefair.people.enums import PairSource, RegistrationSource
from safefair.people.facts import RegistrationFacts
from safefair.people.identities import IdentityData
from safefair.people.models import DuplicatePair, Registration
from safefair.people.operations import put_side_by_side, register_person

_numbers = count(1)
DAY = dt.date(2026, 3, 2)
FACTS = ("country", "sex", "birth_year", "nationality", "area")


def invented_identity(**given: str) -> IdentityData:
    """Somebody who cannot exist."""
    number = next(_numbers)
    defaults = {
        "full_name_latin": f"Invented Daisy{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}",
        "phone": f"+66 2 000 {number:04}",
        "birth_date": "1994-05-12",
        "village": f"Inventedville {number}",
    }
    return IdentityData(**{**defaults, **given})  # type: ignore[arg-type]


def register_invented(
    organization: Organization, *, by: User | None = None, on: dt.date = DAY, **given: Any
) -> Registration:
    """Register an invented woman; keyword arguments are fields of the identity or countable facts."""
    facts: dict[str, Any] = {"country": "TH", "sex": "F", "nationality": "MM", "area": "TH-63"}
    facts |= {name: given.pop(name) for name in FACTS if name in given}
    return register_person(
        invented_identity(**given),
        RegistrationFacts(**facts),
        organization=organization,
        by=by,
        on=on,
        source=RegistrationSource.DESK,
    )


def invented_pair(organization: Organization, *, score: float = 16.0, **given: Any) -> DuplicatePair:
    """Two registrations side by side."""
    one, other = (register_invented(organization, **given) for _ in range(2))
    return put_side_by_side(one, other, score=score, source=PairSource.DESK)
