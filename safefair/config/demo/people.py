"""Invented people and their registrations: some at two organisations, spelt another way there."""

import datetime as dt
import random
from collections import defaultdict
from dataclasses import dataclass, field

from safefair.accounts.models import Organization, User
from safefair.config.demo.names import invented_name, respelled
from safefair.core.codes import areas
from safefair.directory.models import Location
from safefair.people.enums import RegistrationSource
from safefair.people.facts import RegistrationFacts
from safefair.people.identities import IdentityData
from safefair.people.models import Registration
from safefair.people.operations.registrations import NewPerson, register_people

# Whom a centre in a country meets, by nationality.
MEETS = {
    "TH": {"MM": 6, "KH": 2, "LA": 2},
    "MY": {"ID": 5, "MM": 2, "VN": 1, "PH": 1},
    "SG": {"PH": 4, "ID": 4, "MM": 2},
    "BN": {"ID": 3, "PH": 2},
}
SHARE_TWICE = 0.16
SHARE_WITH_PHONE = 0.72
SHARE_WITH_DOCUMENT = 0.35
SHARE_WITH_FULL_DATE = 0.6
SHARE_OF_WOMEN = 0.83
AT_ONCE = 14
"""How many an organisation knows on the first day; the others come one by one through the year."""


@dataclass
class Human:
    """Somebody invented, and her registrations by organisation id."""

    number: int
    nationality: str
    sex: str
    born: dt.date
    native: str
    latin: str
    phone: str
    document: str
    village: str
    area: str
    registrations: dict[int, Registration] = field(default_factory=dict)

    def is_known_to(self, organization_id: int, day: dt.date) -> bool:
        """Whether the organisation has registered her by that day."""
        return self.registrations[organization_id].registered_on <= day

    def age_on(self, day: dt.date) -> int:
        """Completed years."""
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))


def make_human(number: int, nationality: str, draw: random.Random, *, staff: bool = False) -> Human:
    """An invented person; telephone numbers begin with +999, which no country has."""
    youngest, oldest = (24, 58) if staff else (17, 52)
    born = dt.date(2026 - draw.randint(youngest, oldest), draw.randint(1, 12), draw.randint(1, 28))
    native, latin = invented_name(nationality, number)
    places = areas(nationality) or [("", "")]
    area = draw.choice(places)[0]
    return Human(
        number=number,
        nationality=nationality,
        sex="F" if draw.random() < (0.6 if staff else SHARE_OF_WOMEN) else "M",
        born=born,
        native=native,
        latin=latin,
        phone=f"+999{draw.randrange(10**9):09}" if draw.random() < SHARE_WITH_PHONE else "",
        document=f"{nationality}X{draw.randrange(10**9):09}" if draw.random() < SHARE_WITH_DOCUMENT else "",
        village=f"Invented Village {draw.randint(1, 120)}",
        area=area,
    )


def written_down(human: Human, draw: random.Random, *, again: bool) -> IdentityData:
    """What a clerk wrote of her; the second one spells the name another way and knows less."""
    kind = draw.random()
    birth = (
        human.born.isoformat() if kind < SHARE_WITH_FULL_DATE else str(human.born.year) if kind < 0.9 else ""
    )
    return IdentityData(
        full_name_native=human.native if not again or draw.random() < 0.7 else "",
        full_name_latin=respelled(human.latin, draw) if again else human.latin,
        phone=human.phone if not again or draw.random() < 0.7 else "",
        id_number=human.document if not again or draw.random() < 0.5 else "",
        birth_date=birth,
        village=human.village,
    )


def make_people(
    places: list[tuple[Organization, Location, int]], *, per_weight: int, draw: random.Random
) -> dict[int, list[Human]]:
    """Who comes to which organisation, by organisation id. Some come to a second one of the same corridor."""
    comes: dict[int, list[Human]] = defaultdict(list)
    by_country: dict[str, list[Organization]] = defaultdict(list)
    for organization, _place, _weight in places:
        by_country[organization.country].append(organization)
    number = 0
    for organization, _place, weight in places:
        mix = MEETS.get(organization.country, {organization.country: 1})
        for nationality in draw.choices(list(mix), list(mix.values()), k=weight * per_weight):
            number += 1
            human = make_human(number, nationality, draw)
            comes[organization.pk].append(human)
            if draw.random() < SHARE_TWICE:
                others = by_country[nationality] + by_country[organization.country]
                second = draw.choice([other for other in others if other != organization] or [organization])
                if second != organization:
                    comes[second.pk].append(human)
    return comes


def register_all(
    comes: dict[int, list[Human]],
    places: list[tuple[Organization, Location, int]],
    *,
    clerks: dict[int, User],
    first: dt.date,
    draw: random.Random,
) -> None:
    """Register everybody where she comes; the registrations are noted on the humans."""
    for organization, place, _weight in places:
        humans = comes[organization.pk]
        new = [
            NewPerson(
                written_down(human, draw, again=bool(human.registrations)),
                RegistrationFacts(
                    country=organization.country,
                    sex=human.sex,
                    birth_year=human.born.year,
                    nationality=human.nationality,
                    area=place.area,
                ),
                first + dt.timedelta(days=340 * max(0, place_in_line - AT_ONCE) // len(humans)),
            )
            for place_in_line, human in enumerate(humans)
        ]
        made = register_people(
            new, organization=organization, by=clerks[organization.pk], source=RegistrationSource.DESK
        )
        for human, registration in zip(humans, made, strict=True):
            human.registrations[organization.pk] = registration
