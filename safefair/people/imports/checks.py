"""One row of a file read as values, with everything that is wrong in it."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from safefair.core.codes import Country, Sex, age_band
from safefair.core.dates import Order, PartialDate, guess_order, parse_partial_date
from safefair.core.tabular.files import Row
from safefair.core.tabular.places import read_area, read_country
from safefair.core.text import clean
from safefair.people.facts import RegistrationFacts
from safefair.people.identities import IdentityData
from safefair.people.imports.faults import WHOLE_ROW, is_error
from safefair.people.imports.reading import Reading
from safefair.people.names.normalize import is_probably_zawgyi
from safefair.people.names.values import (
    is_absent,
    phone_digits,
    read_age,
    read_birth,
    read_document,
    read_sex,
)

COUNTRIES = frozenset(Country.values)
EARLIEST = dt.date(2000, 1, 1)
OLDEST, YOUNGEST = 105, 3
MOST_TITLE = 200
MOST_NAME = 120
SHORT_BUDDHIST = 2500 - 543 - 1900
# Most cells of a list repeat the one above.
_clean = lru_cache(maxsize=20_000)(clean)
_SHORT_YEAR = re.compile(r"\D(\d{2})$")


@dataclass(slots=True, repr=False)
class ReadRow:
    """What a row says. Its `repr` shows nothing of it.

    `title`, `organization`, `role`, `place` are as written; `held_on` is None only beside an error. `age` counts
    completed years on that day, from the birth date or else as written.
    """

    number: int
    held_on: dt.date | None
    title: str
    organization: str
    country: str
    identity: IdentityData
    facts: RegistrationFacts
    age: int | None
    role: str
    faults: list[tuple[int, str]] = field(default_factory=list)

    @property
    def is_wrong(self) -> bool:
        """Whether the row is left out."""
        return any(is_error(code) for _column, code in self.faults)

    @property
    def band(self) -> str:
        """Age band on the day."""
        return age_band(self.age).value


class RowReader:
    """Reads the rows of one file in one way: `today` bounds the dates, `country` stands where none is written."""

    def __init__(
        self, reading: Reading, *, today: dt.date, country: str, order: Order, birth_order: Order
    ) -> None:
        self.reading, self.today, self.country = reading, today, country
        self.order, self.birth_order = order, birth_order

    def read(self, row: Row) -> ReadRow:
        """The values of one row and its faults."""
        return _OneRow(self, row).result()


def make_reader(reading: Reading, samples: Iterable[Row], *, today: dt.date, country: str) -> RowReader:
    """A reader whose orders of day and month are guessed from the columns themselves."""
    dates, births = list[str](), list[str]()
    for row in samples:
        for texts, name in ((dates, "date"), (births, "birth_date")):
            column = reading.columns.get(name, WHOLE_ROW)
            if 0 <= column < len(row.cells):
                texts.append(clean(row.cells[column]))
    return RowReader(
        reading, today=today, country=country, order=guess_order(dates), birth_order=guess_order(births)
    )


def read_all(reader: RowReader, rows: Iterable[Row]) -> Iterator[ReadRow]:
    """Every row below the heads."""
    return map(reader.read, rows)


class _OneRow:
    def __init__(self, reader: RowReader, row: Row) -> None:
        self.reader, self.row = reader, row
        self.faults: list[tuple[int, str]] = []

    def text(self, name: str) -> str:
        column = self.reader.reading.columns.get(name, WHOLE_ROW)
        return _clean(self.row.cells[column]) if 0 <= column < len(self.row.cells) else ""

    def fault(self, name: str, code: str) -> None:
        self.faults.append((self.reader.reading.columns.get(name, WHOLE_ROW), code))

    def result(self) -> ReadRow:
        held_on, country = self.held_on(), self.activity_country()
        native, latin = self.names()
        phone, document = self.phone(), self.document()
        if not (native or latin):
            name = (
                "full_name_native" if "full_name_native" in self.reader.reading.columns else "full_name_latin"
            )
            self.fault(name, "NAME_MISSING" if phone or document else "NOBODY")
        birth, age = self.birth_and_age(held_on or self.reader.today)
        village = self.text("village_or_workplace")
        village = "" if is_absent(village) else village
        facts = RegistrationFacts(
            country=country,
            sex=self.sex(),
            birth_year=birth.year if birth else _year_of(age, held_on or self.reader.today),
            nationality=self.nationality(),
            area=read_area(self.text("current_province"), country),
        )
        identity = IdentityData(
            full_name_native=native,
            full_name_latin=latin,
            phone=phone,
            id_number=document,
            birth_date=str(birth) if birth else "",
            village=village,
        )
        return ReadRow(
            self.row.number, held_on, self.title(), self.text("organization"), country, identity, facts,
            _age_on(birth, age, held_on), self.text("role"), self.faults,
        )  # fmt: skip

    def held_on(self) -> dt.date | None:
        text = self.text("date")
        if is_absent(text):
            if self.reader.reading.date is None:
                self.fault("date", "DATE_MISSING")
            return self.reader.reading.date
        found = parse_partial_date(text, self.reader.order, self.reader.today.year + 1)
        day = _short_buddhist(found.date, text, self.reader.today) if found else None
        if day is None:
            self.fault("date", "DATE_PARTIAL" if found else "DATE_UNREADABLE")
        elif day > self.reader.today:
            self.fault("date", "DATE_FUTURE")
        elif day < EARLIEST:
            self.fault("date", "DATE_OLD")
        return day

    def activity_country(self) -> str:
        text = self.text("country")
        if is_absent(text):
            return self.reader.country
        code = read_country(text)
        if code is None:
            self.fault("country", "COUNTRY_UNKNOWN")
        elif code not in COUNTRIES:
            self.fault("country", "COUNTRY_OUTSIDE")
        return code if code in COUNTRIES else self.reader.country

    def title(self) -> str:
        text = self.text("activity") or self.reader.reading.activity
        if is_absent(text):
            self.fault("activity", "ACTIVITY_MISSING")
            return ""
        if len(text) > MOST_TITLE:
            self.fault("activity", "ACTIVITY_LONG")
        return text[:MOST_TITLE]

    def names(self) -> tuple[str, str]:
        native, latin = self.name("full_name_native"), self.name("full_name_latin")
        if not native and not latin:
            latin = " ".join(part for n in ("given_name", "family_name") if (part := self.name(n)))
        if native and not latin and _is_latin(native):
            return "", native
        return ("" if native == latin else native), latin

    def name(self, field_name: str) -> str:
        text = self.text(field_name)
        if is_absent(text):
            return ""
        if not any(c.isalpha() for c in text):
            self.fault(field_name, "NAME_NO_LETTERS")
            return ""
        if not text.isascii() and is_probably_zawgyi(text):
            self.fault(field_name, "ZAWGYI")
        if len(text) > MOST_NAME:
            self.fault(field_name, "NAME_LONG")
        return text

    def sex(self) -> str:
        text = self.text("sex")
        found = read_sex(text)
        if found is None and not is_absent(text):
            self.fault("sex", "SEX_UNREADABLE")
        return found or Sex.UNKNOWN.value

    def birth_and_age(self, on: dt.date) -> tuple[PartialDate | None, int | None]:
        birth, age = self.birth(on), self.age()
        if birth and age is not None and abs(on.year - birth.year - age) > 2:
            self.fault("age", "AGE_DIFFERS")
        return birth, age

    def birth(self, on: dt.date) -> PartialDate | None:
        text = self.text("birth_date")
        if is_absent(text):
            return None
        found = read_birth(text, self.reader.birth_order)
        if found is None:
            self.fault("birth_date", "BIRTH_UNREADABLE")
        elif not YOUNGEST <= on.year - found.year <= OLDEST:
            self.fault("birth_date", "BIRTH_IMPOSSIBLE")
            return None
        return found

    def age(self) -> int | None:
        text = self.text("age")
        if is_absent(text):
            return None
        found = read_age(text)
        if found is None or not YOUNGEST <= found <= OLDEST:
            self.fault("age", "AGE_IMPOSSIBLE")
            return None
        return found

    def phone(self) -> str:
        text = self.text("phone")
        if is_absent(text):
            return ""
        if phone_digits(text) is None:
            self.fault("phone", "PHONE_UNREADABLE")
            return ""
        return text

    def document(self) -> str:
        text = self.text("id_number")
        if is_absent(text):
            return ""
        if read_document(text) is None:
            self.fault("id_number", "DOCUMENT_UNREADABLE")
            return ""
        return text

    def nationality(self) -> str:
        text = self.text("nationality")
        if is_absent(text):
            return ""
        found = read_country(text)
        if found is None:
            self.fault("nationality", "NATIONALITY_UNKNOWN")
        return found or ""


def _is_latin(text: str) -> bool:
    return all(ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in text if c.isalpha())


def _year_of(age: int | None, on: dt.date) -> int | None:
    return None if age is None else on.year - age


def _age_on(birth: PartialDate | None, age: int | None, on: dt.date | None) -> int | None:
    if birth is None or on is None:
        return age
    if birth.date:
        return on.year - birth.year - ((on.month, on.day) < (birth.date.month, birth.date.day))
    return on.year - birth.year if age is None else age


def _short_buddhist(day: dt.date | None, text: str, today: dt.date) -> dt.date | None:
    """12/3/67 on a Thai sheet is 2567, not 1967: nobody imports an attendance of the last century."""
    if day is None or day >= EARLIEST or not _SHORT_YEAR.search(text):
        return day
    try:
        moved = day.replace(year=day.year + SHORT_BUDDHIST)
    except ValueError:
        return day
    return moved if EARLIEST <= moved <= today else day
