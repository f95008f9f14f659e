"""An invented attendance list to try imports with: forty organisations, six scripts, repeats and faults.

`safefair/people/imports` makes it for the trial's download, the benchmark for its measurement. Every person, number
and organisation is invented: documents begin with INV, telephones with 0555.
"""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import BinaryIO

import xlsxwriter

from safefair.people.imports.example_names import ACTIVITIES, FAMILY, GIVEN

HEADS = (
    "record_id", "organisation", "country", "activity", "date", "full_name_native", "full_name_latin", "sex", "birth_date",
    "age", "phone", "id_number", "nationality", "origin_province", "current_province", "village_or_workplace", "role",
)  # fmt: skip
PLACES = ("TH", "MM", "KH", "LA", "VN", "MY", "ID", "PH")
ORIGINS = ("MM", "KH", "LA", "VN", "TH", "CN", "ID", "PH")
FAMILY_FIRST = frozenset({"KH", "VN", "CN"})
SHARE_NATIVE = 0.6
ROLES = ("migrant worker", "family member", "returnee", "potential migrant", "social worker", "police", "")
SEX_WORDS = {
    "F": ("F", "Female", "หญิง", "2", "P", "Nữ", "ស្រី"),
    "M": ("M", "Male", "ชาย", "1", "L", "Nam", "ប្រុស"),
}
KINDS = ("Resource Centre", "Workers' Union", "Women's Network", "Migrant Association", "Labour Office")
PROVINCES = {"TH": "Tak", "MM": "Yangon", "KH": "Phnom Penh", "LA": "Vientiane", "VN": "Nghệ An", "MY": "Johor",
             "ID": "Jawa Timur", "PH": "Iloilo"}  # fmt: skip
ZAWGYI = "ေအးေအး"


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person."""

    native: str
    latin: str
    sex: str
    born: dt.date
    phone: str
    document: str
    nationality: str
    village: str


@cache
def _words(table: str, country: str) -> list[tuple[str, str]]:
    source = {"given": GIVEN, "family": FAMILY}[table][country]
    pairs = []
    for entry in source.split("|"):
        words = entry.split()
        cut = len(words) // 2 if country in ("VN", "ID", "PH") else 1
        pairs.append((" ".join(words[:cut]), " ".join(words[cut:])))
    return pairs


def _person(random_: random.Random, number: int) -> Invented:
    country = random_.choices(ORIGINS, (22, 18, 14, 14, 8, 4, 12, 8))[0]
    parts = [random_.choice(_words("given", country)), random_.choice(_words("family", country))]
    if random_.random() < 0.8:
        parts.insert(
            1, random_.choice(_words("given" if country in ("ID", "CN", "MM") else "family", country))
        )
    if country in FAMILY_FIRST:
        parts.insert(0, parts.pop())
    joint = "" if country in ("MM", "CN", "TH") and random_.random() < 0.5 else " "
    return Invented(
        native=joint.join(native for native, _latin in parts),
        latin=" ".join(latin for _native, latin in parts),
        sex="F" if random_.random() < 0.78 else "M",
        born=dt.date(1960, 1, 1) + dt.timedelta(days=random_.randrange(46 * 365)),
        phone=f"0555 {number:06d}" if random_.random() < 0.6 else "",
        document=f"INV{number:07d}" if random_.random() < 0.4 else "",
        nationality=country,
        village=f"Invented village {random_.randrange(400)}",
    )


def example_rows(count: int, *, seed: int = 1, until: dt.date) -> Iterator[list[str]]:
    """`count` rows under `HEADS`, of the two years before `until`; the same arguments give the same rows.

    A person comes to two or three activities; one row in sixty repeats the one before it; about three in a hundred hold
    a fault. Some forty people come to each activity.
    """
    random_ = random.Random(seed)  # noqa: S311  reason: invented people, not keys
    people = [_person(random_, number) for number in range(max(1, count * 2 // 5))]
    made, last = 0, list[str]()
    while made < count:
        place, organisation = _organisation(random_)
        activity = random_.choice(ACTIVITIES)
        day = until - dt.timedelta(days=random_.randrange(1, 730))
        start = random_.randrange(len(people))
        near = [people[(start + step) % len(people)] for step in range(120)]
        for person in random_.sample(near, min(len(near), random_.randrange(25, 60))):
            if made == count:
                return
            made += 1
            is_again = last and random_.random() < 1 / 60
            last = last if is_again else _row(random_, person, organisation, place, activity, day)
            yield [f"R{made:06d}", *last]


def _organisation(random_: random.Random) -> tuple[str, str]:
    place = random_.choice(PLACES)
    return place, f"Invented {random_.choice(KINDS)} {place}"


def _row(
    random_: random.Random, person: Invented, organisation: str, place: str, activity: str, day: dt.date
) -> list[str]:
    style, chance = random_.random(), random_.random()
    native = person.native if style < SHARE_NATIVE else ""
    latin = person.latin if style > SHARE_NATIVE / 2 else ""
    birth = person.born.strftime(random_.choice(("%Y-%m-%d", "%d/%m/%Y", "%Y"))) if chance < 0.55 else ""
    if place == "TH" and chance < 0.2:
        birth = f"{person.born.day}/{person.born.month}/{person.born.year + 543}"
    row = [
        organisation,
        place,
        activity,
        f"{day.day}/{day.month}/{day.year + 543}" if place == "TH" else day.isoformat(),
        native,
        latin,
        random_.choice(SEX_WORDS[person.sex]),
        birth,
        str((day - person.born).days // 365) if chance > 0.4 else "",
        person.phone if random_.random() < 0.8 else "",
        person.document if random_.random() < 0.7 else "",
        person.nationality,
        "",
        PROVINCES[place],
        person.village,
        random_.choice(ROLES),
    ]
    return _spoil(random_, row) if random_.random() < 0.03 else row


def _spoil(random_: random.Random, row: list[str]) -> list[str]:
    """The same row with one fault of those that lists have."""
    column, value = random_.choice(
        ((3, "soon"), (3, "2031-01-15"), (3, ""), (1, "Atlantis"), (4, ZAWGYI), (8, "230"), (9, "ask her sister"),
         (6, "?!"), (7, "31/02/1990"), (10, "lost"), (11, "Moonlander"))
    )  # fmt: skip
    return [*row[:column], value, *row[column + 1 :]]


def write_example(file: BinaryIO, count: int, *, seed: int = 1, until: dt.date) -> None:
    """An XLSX of `example_rows` with two title lines above the heads, every cell as text."""
    with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Attendance")
        sheet.write_string(
            0, 0, "Attendance of all partners. Invented for trying out: nobody in this list exists."
        )
        sheet.write_row(2, 0, HEADS)
        for number, row in enumerate(example_rows(count, seed=seed, until=until), start=3):
            for column, text in enumerate(row):
                if text:
                    sheet.write_string(number, column, text)
