"""From what was written down to what finds and compares a person."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from safefair.core.codes import Country, Sex
from safefair.core.dates import PartialDate, parse_partial_date
from safefair.people.identities import IdentityData, Reading, Tokens
from safefair.people.models import Registration
from safefair.people.names.keys import PersonFacts
from safefair.people.names.score import Comparable


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationFacts:
    """The countable facts of a registration. `birth_year` may be left out where the identity has a birth date."""

    country: str | Country
    sex: str | Sex = Sex.UNKNOWN
    birth_year: int | None = None
    nationality: str = ""
    area: str = ""

    @classmethod
    def of(cls, registration: Registration) -> "RegistrationFacts":
        """Those of a registration."""
        return cls(
            country=registration.country,
            sex=registration.sex,
            birth_year=registration.birth_year,
            nationality=registration.nationality,
            area=registration.area,
        )


@dataclass(frozen=True, slots=True)
class KnownPerson(PersonFacts):
    """A person to find, her names already read as tokens."""

    tokens: Tokens = ()

    @property
    def token_sets(self) -> list[tuple[str, ...]]:
        """Latin tokens of each form of the name."""
        return list(self.tokens)


def birth_year_of(identity: IdentityData, facts: RegistrationFacts) -> int | None:
    """The year of birth: of the birth date if there is one, else as it was worked out from an age."""
    born = parse_partial_date(identity.birth_date) if identity.birth_date else None
    return born.year if born else facts.birth_year


def facts_of(
    identity: IdentityData, reading: Reading, *, sex: str, birth_year: int | None, country: str
) -> KnownPerson:
    """A person as search keys are made of her. A year of birth without a birth date came from an age: approximate."""
    born = usable_birth(identity.birth_date)
    return KnownPerson(
        names=identity.names,
        sex=None if sex == Sex.UNKNOWN else sex,
        birth=born,
        age=None if born or birth_year is None else 0,
        age_year=None if born else birth_year,
        phones=tuple(reading.phones),
        documents=tuple(reading.documents),
        village=identity.village or None,
        country=country,
        tokens=reading.tokens,
    )


def comparable(birth_date: str, reading: Reading, *, sex: str, birth_year: int | None) -> Comparable:
    """A person as the score compares her; the same rule for a year of birth."""
    born = usable_birth(birth_date)
    return Comparable(
        token_sets=reading.tokens,
        sex=None if sex == Sex.UNKNOWN else sex,
        birth=born,
        birth_year=born.year if born else birth_year,
        phones=reading.phones,
        documents=reading.documents,
        place=reading.place,
    )


@lru_cache(maxsize=100_000)
def usable_birth(text: str) -> PartialDate | None:
    """A stored birth date for comparison; 1 January says the year only, since it is written for "not known"."""
    born = parse_partial_date(text) if text else None
    return PartialDate(born.year) if born and (born.month, born.day) == (1, 1) else born


def age_on(on: dt.date, birth_year: int | None, birth_date: str = "") -> int | None:
    """Completed years on a day; by the year alone where no more is known."""
    born = parse_partial_date(birth_date) if birth_date else None
    if born and born.date:
        return on.year - born.year - ((on.month, on.day) < (born.date.month, born.date.day))
    return None if birth_year is None else on.year - birth_year
