"""Make a second kind of register, harder than random errors: sheets that forty organisations kept, each in its way.

    python -m benchmarks.registers --people N --seed S --out DIR

writes DIR/register.csv (headings of the import sheet) and DIR/truth.csv (record_id, person_id). The same arguments
give the same bytes. What makes it hard, on purpose unlike a generator of independent errors:
- names in Thai, Burmese, Khmer, Lao and Vietnamese script, in Latin letters, or both, as the clerk prefers;
- a clerk's habits repeat: his transliteration, order, titles, date format, phone format and gaps are on all his rows;
- households share a telephone and a family name; sisters' names share a part and their births lie close;
- women change the family name at marriage, people move, workplaces hold hundreds, one register row is one attendance;
- dates in three orders and two calendars, ages told in different years, documents that are placeholders, two
  documents of one person, a telephone written in a cell that ate its leading zero.
"""

import argparse
import csv
import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import register_names as names

COLUMNS = [
    "record_id",
    "organisation",
    "country",
    "activity",
    "date",
    "full_name_native",
    "full_name_latin",
    "sex",
    "birth_date",
    "age",
    "phone",
    "id_number",
    "nationality",
    "origin_province",
    "current_province",
    "village_or_workplace",
    "role",
]
Part = tuple[str, str]
STYLES = (
    ("ph", "p"), ("th", "t"), ("kh", "k"), ("ch", "j"), ("j", "ch"), ("ou", "u"), ("w", "v"), ("x", "s"), ("ea", "ia"),
    ("ht", "t"), ("hl", "l"), ("hn", "n"), ("ky", "gy"), ("oe", "o"), ("ay", "ai"), ("z", "s"), ("orn", "on"), ("ae", "e"),
    ("y", "i"), ("wa", "ua"), ("aung", "ong"), ("ei", "ay"), ("anh", "an"), ("one", "on"), ("oo", "u"), ("kaew", "keo"),
)  # fmt: skip
FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.BE", "%d %b %Y", "%d-%m-%y", "%Y/%m/%d")
SEXES = (
    ("F", "M"),
    ("Female", "Male"),
    ("2", "1"),
    ("หญิง", "ชาย"),
    ("f", "m"),
    ("Nữ", "Nam"),
    ("ស្រី", "ប្រុស"),
    ("perempuan", "laki-laki"),
)


@dataclass(frozen=True)
class Clerk:
    """Habits of whoever fills one organisation's sheet."""

    organization: int
    country: str
    script: str
    styles: tuple[tuple[str, str], ...]
    is_turned: bool
    title_rate: float
    given_only_rate: float
    date_format: str
    birth: str
    phone_form: int
    sexes: tuple[str, str]
    typo_rate: float
    gaps: frozenset[str]
    place: str


@dataclass
class Person:
    """The truth about one person."""

    country: names.Country
    is_woman: bool
    given: list[Part]
    family: list[Part]
    married_family: list[Part] | None
    married_on: dt.date
    born: dt.date
    phones: list[str]
    moved_on: dt.date
    documents: list[str]
    homes: list[str]
    workplace: str
    role: str = field(default="migrant worker")


class Maker:
    """Draws people and the rows that clerks write about them."""

    def __init__(self, seed: int, people: int) -> None:
        self.r = random.Random(seed)
        self.villages = max(60, people // 35)
        self.workplaces = max(12, people // 220)
        self.clerks = [self.clerk(number % 40) for number in range(110)]

    def skewed(self, items: list[Part] | tuple[Part, ...]) -> Part:
        return items[int(len(items) * self.r.random() ** 1.7)]

    def clerk(self, organization: int) -> Clerk:
        r = self.r
        gaps = {name for name, rate in (("phone", 0.15), ("id_number", 0.45), ("village_or_workplace", 0.15), ("nationality", 0.1),
                                        ("origin_province", 0.5), ("sex", 0.04)) if r.random() < rate}  # fmt: skip
        return Clerk(
            organization=organization,
            country=r.choice(("TH", "MY", "SG", "MM", "KH", "LA", "VN", "ID", "PH")),
            script=r.choices(("native", "latin", "both"), (0.3, 0.4, 0.3))[0],
            styles=tuple(r.sample(STYLES, r.randint(0, 5))),
            is_turned=r.random() < 0.3,
            title_rate=r.choice((0.0, 0.05, 0.6, 0.95)),
            given_only_rate=r.choice((0.0, 0.0, 0.02, 0.12)),
            date_format=r.choice(FORMATS),
            birth=r.choices(("date", "age", "year", "mixed"), (0.5, 0.25, 0.1, 0.15))[0],
            phone_form=r.randrange(5),
            sexes=r.choice(SEXES),
            typo_rate=r.betavariate(1.2, 9),
            gaps=frozenset(gaps),
            place=r.choice(("village", "workplace", "village", "either")),
        )

    def given(self, code: str, *, is_woman: bool, stem: Part | None) -> list[Part]:
        """A given name; `stem` is the part that sisters share."""
        skewed, r = self.skewed, self.r
        if code == "MM":
            parts = [skewed(names.MM) for _ in range(r.choices((2, 3, 4), (0.25, 0.55, 0.2))[0])]
            return [stem, *parts[1:]] if stem else parts
        if code in ("TH", "LA"):
            firsts, seconds = (names.TH_FIRST, names.TH_SECOND if is_woman else names.TH_MALE_SECOND) if code == "TH" else (
                names.LA_FIRST, names.LA_SECOND)  # fmt: skip
            a, b = stem or skewed(firsts), skewed(seconds)
            return [(a[0] + b[0], a[1] + b[1])]
        if code == "VN":
            return [stem or skewed(names.VN_MIDDLE), skewed(names.VN_GIVEN)]
        if code == "KH":
            return [skewed(names.KH_GIVEN)]
        pool = names.ID_PLAIN if code == "ID" else names.PH_PLAIN
        first = stem or skewed(pool)
        return [first] if r.random() < 0.6 else [first, skewed(pool)]

    def family(self, country: names.Country) -> list[Part]:
        pools = {"TH": names.TH_FAMILY, "LA": names.LA_FAMILY, "VN": names.VN_FAMILY, "KH": names.KH_FAMILY,
                 "ID": names.ID_PLAIN_LAST, "PH": names.PH_PLAIN_LAST}  # fmt: skip
        if not country.has_family or (country.code == "ID" and self.r.random() < 0.3):
            return []
        return [self.skewed(pools[country.code])]

    def phone(self, country: names.Country) -> str:
        return country.calling_code + self.r.choice("6789") + "".join(self.r.choices("0123456789", k=8))

    def household(self) -> list[Person]:
        """One to four people under one roof; sisters and brothers in most households of several."""
        r = self.r
        country = r.choices(names.COUNTRIES, [c.share for c in names.COUNTRIES])[0]
        family, home = self.family(country), f"{country.code} {r.randrange(self.villages)}"
        shared_phone = self.phone(country) if r.random() < 0.55 else None
        year, people = 2024 - int(min(62, max(15, r.gauss(29, 9)))), []
        stem = (
            self.given(country.code, is_woman=True, stem=None)[0]
            if country.code in ("MM", "VN", "ID", "PH")
            else None
        )
        for _ in range(r.choices((1, 2, 3, 4), (0.55, 0.25, 0.13, 0.07))[0]):
            is_woman = r.random() < 0.78
            born = dt.date(year + r.randint(-4, 4), 1, 1) + dt.timedelta(r.randrange(365))
            own = [self.phone(country)] if r.random() < 0.6 else []
            phones = own or ([shared_phone] if shared_phone else [])
            marries = (
                is_woman and country.has_family and country.code in ("TH", "LA", "PH") and r.random() < 0.12
            )
            number = "".join(r.choices("0123456789", k=11))
            people.append(
                Person(
                    country=country,
                    is_woman=is_woman,
                    given=self.given(
                        country.code, is_woman=is_woman, stem=stem if r.random() < 0.35 else None
                    ),
                    family=family,
                    married_family=self.family(country) if marries else None,
                    married_on=dt.date(2022, 1, 1) + dt.timedelta(r.randrange(1200)),
                    born=born,
                    phones=[*phones, self.phone(country)] if r.random() < 0.3 else phones,
                    moved_on=dt.date(2022, 1, 1) + dt.timedelta(r.randrange(1200)),
                    documents=[country.code[:1] + number]
                    + ([f"CI{number[::-1]}"] if r.random() < 0.25 else []),
                    homes=[home, f"{country.code} {r.randrange(self.villages)}"]
                    if r.random() < 0.25
                    else [home],
                    workplace=f"Factory {int(self.workplaces * r.random() ** 1.6)}",
                    role="family member" if r.random() < 0.1 else "migrant worker",
                )
            )
        return people

    def typo(self, text: str) -> str:
        r, i = self.r, self.r.randrange(len(text))
        kind = r.random()
        if kind < 0.35 and len(text) > 3:
            return text[:i] + text[i + 1 :]
        if kind < 0.65 and i + 1 < len(text):
            return text[:i] + text[i + 1] + text[i] + text[i + 2 :]
        return text[:i] + text[i] + text[i:]

    def styled(self, clerk: Clerk, latin: str) -> str:
        low = latin.lower()
        for a, b in clerk.styles:
            low = low.replace(a, b, 1) if low.count(a) else low
        return low.title()

    def written_name(self, clerk: Clerk, person: Person, on: dt.date, *, is_native: bool) -> str:
        r, side = self.r, 0 if is_native else 1
        family = person.married_family if person.married_family and on >= person.married_on else person.family
        given = [part[side] for part in person.given]
        last = [part[side] for part in family]
        if not is_native:
            given, last = [self.styled(clerk, t) for t in given], [self.styled(clerk, t) for t in last]
        if last and r.random() < clerk.given_only_rate:
            last = []
        parts = last + given if person.country.is_family_first != clerk.is_turned else given + last
        if len(parts) > 2 and r.random() < 0.06:
            parts.pop(r.randrange(1, len(parts) - 1))
        if r.random() < clerk.typo_rate:
            i = r.randrange(len(parts))
            parts[i] = self.typo(parts[i])
        joiner = "" if is_native and person.country.code == "MM" else " "
        if not is_native and len(parts) > 1 and r.random() < 0.03:
            parts = [parts[0] + parts[1].lower(), *parts[2:]]
        text = joiner.join(parts)
        if r.random() < clerk.title_rate:
            text = (
                person.country.titles[0 if person.is_woman else 1][side]
                + ("" if is_native and joiner == "" else " ")
                + text
            )
        return text

    def birth(self, clerk: Clerk, person: Person, on: dt.date) -> tuple[str, str]:
        """(birth date as written, age as written)."""
        r, born = self.r, person.born
        kind = r.choice(("date", "age", "year", "none")) if clerk.birth == "mixed" else clerk.birth
        if r.random() < 0.06:
            kind = "none"
        if kind == "none":
            return "", ""
        if kind == "age":
            age = (
                on.year
                - born.year
                - ((on.month, on.day) < (born.month, born.day))
                + r.choice((0, 0, 0, 0, -1, 1))
            )
            return "", str(5 * round(age / 5) if r.random() < 0.15 else age)
        if kind == "year":
            return str(born.year + (543 if clerk.date_format.endswith("BE") else 0)), ""
        if r.random() < 0.08:
            born = dt.date(born.year, 1, 1)
        elif r.random() < 0.04:
            born = born + dt.timedelta(r.choice((-1, 1, 10, 30, 365)))
        if clerk.date_format.endswith("BE"):
            return f"{born.day:02d}/{born.month:02d}/{born.year + 543}", ""
        return born.strftime(clerk.date_format), ""

    def written_phone(self, clerk: Clerk, person: Person, on: dt.date) -> str:
        if "phone" in clerk.gaps or not person.phones or self.r.random() < 0.15:
            return ""
        number = person.phones[-1 if on >= person.moved_on else 0]
        code = person.country.calling_code
        local = number[len(code) :]
        return (f"0{local}", f"+{code} {local[:2]} {local[2:5]} {local[5:]}", local, f"0{local[:2]}-{local[2:5]}-{local[5:]}",
                f"00{number}")[clerk.phone_form]  # fmt: skip

    def row(self, person: Person) -> dict[str, str]:
        """One attendance, as the clerk of that day wrote it."""
        r = self.r
        clerk = r.choice(self.clerks)
        on = dt.date(2022, 1, 3) + dt.timedelta(r.randrange(1200))
        birth_date, age = self.birth(clerk, person, on)
        has_native = clerk.script in ("native", "both") and person.country.code not in ("ID", "PH")
        has_latin = clerk.script in ("latin", "both") or not has_native
        document = (
            r.choice(person.documents) if r.random() < 0.6 else r.choice(("", "", "", "N/A", "0000000000"))
        )
        place = r.choice(("village", "workplace")) if clerk.place == "either" else clerk.place
        home = person.homes[-1 if on >= person.moved_on else 0]
        written = {
            "organisation": f"Organisation {clerk.organization:02d}",
            "country": clerk.country,
            "activity": f"Session {r.randrange(400)}",
            "date": on.isoformat(),
            "full_name_native": self.written_name(clerk, person, on, is_native=True) if has_native else "",
            "full_name_latin": self.written_name(clerk, person, on, is_native=False) if has_latin else "",
            "sex": clerk.sexes[0 if person.is_woman != (r.random() < 0.006) else 1],
            "birth_date": birth_date,
            "age": age,
            "phone": self.written_phone(clerk, person, on),
            "id_number": document,
            "nationality": person.country.code,
            "origin_province": f"{person.country.code} province {len(home) * 7 % 13}",
            "current_province": f"{clerk.country} province {clerk.organization % 9}",
            "village_or_workplace": home if place == "village" else person.workplace,
            "role": person.role,
        }
        return {name: "" if name in clerk.gaps else value for name, value in written.items()}


def make(people: int, seed: int) -> Iterator[tuple[dict[str, str], int]]:
    """(row, person number), shuffled; a person has 2.3 rows on average."""
    maker = Maker(seed, people)
    persons: list[Person] = []
    while len(persons) < people:
        persons += maker.household()
    rows = []
    for number, person in enumerate(persons[:people]):
        times = 1
        while maker.r.random() < 0.56 and times < 12:
            times += 1
        rows += [(maker.row(person), number) for _ in range(times)]
    maker.r.shuffle(rows)
    yield from rows


def write(people: int, seed: int, folder: Path) -> int:
    """Write register.csv and truth.csv; the number of rows."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    with (
        (folder / "register.csv").open("w", encoding="utf-8", newline="") as a,
        (folder / "truth.csv").open("w", newline="") as b,
    ):
        register, truth = csv.DictWriter(a, COLUMNS, lineterminator="\n"), csv.writer(b, lineterminator="\n")
        register.writeheader()
        truth.writerow(("record_id", "person_id"))
        for count, (row, person) in enumerate(make(people, seed), start=1):
            register.writerow({"record_id": f"R{count:07d}", **row})
            truth.writerow((f"R{count:07d}", person))
    return count


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    print(f"{write(arguments.people, arguments.seed, arguments.out)} rows written")


if __name__ == "__main__":
    main()
