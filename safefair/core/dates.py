"""Dates as people write them: three orders, two calendars, and dates of which only a part is known."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Self

BUDDHIST_ERA_OFFSET = 543
"""Years between the Buddhist era as counted in Thailand and the common era."""
FIRST_BUDDHIST_YEAR = 2400
"""No year of the common era this large is ever meant, so it is taken as Buddhist era (2400 BE = 1857 CE)."""

Order = Literal["DMY", "MDY", "YMD"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januari janeiro enero ม.ค. มค มกราคม ມັງກອນ ဇန်နဝါရီ មករា",
            "feb february februari pebruari fevereiro febrero ก.พ. กพ กุมภาพันธ์ ກຸມພາ ဖေဖော်ဝါရီ កុម្ភៈ",
            "mar march maret mac março marco marzo มี.ค. มีค มีนาคม ມີນາ မတ် មីនា",
            "apr april abril เม.ย. เมย เมษายน ເມສາ ဧပြီ មេសា",
            "may mei maio mayo พ.ค. พค พฤษภาคม ພຶດສະພາ မေ ឧសភា",
            "jun june juni jun junho junio มิ.ย. มิย มิถุนายน ມິຖຸນາ ဇွန် មិថុនា",
            "jul july juli julai julho julio ก.ค. กค กรกฎาคม ກໍລະກົດ ဇူလိုင် កក្កដា",
            "aug august agustus agu ogos agosto ago ส.ค. สค สิงหาคม ສິງຫາ ဩဂုတ် សីហា",
            "sep sept september setembro septiembre ก.ย. กย กันยายน ກັນຍາ စက်တင်ဘာ កញ្ញា",
            "oct october oktober okt outubro octubre ต.ค. ตค ตุลาคม ຕຸລາ အောက်တိုဘာ តុលា",
            "nov november nopember novembro noviembre พ.ย. พย พฤศจิกายน ພະຈິກ နိုဝင်ဘာ វិច្ឆិកា",
            "dec december desember des disember dis dezembro diciembre ธ.ค. ธค ธันวาคม ທັນວາ ဒီဇင်ဘာ ធ្នូ",
        ),
        start=1,
    )
    for name in names.split()
}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the year is known, and perhaps the month, and perhaps the day (common era)."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("A day without a month is no partial date.")
        dt.date(self.year, self.month or 1, self.day or 1)

    @property
    def is_full(self) -> bool:
        """Whether year, month and day are all known."""
        return self.day is not None

    @property
    def date(self) -> dt.date | None:
        """The calendar date, if it is fully known."""
        return dt.date(self.year, self.month or 1, self.day) if self.day is not None else None

    @property
    def earliest(self) -> dt.date:
        """First calendar date it can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def from_date(cls, date: dt.date) -> Self:
        """The full partial date of a calendar date."""
        return cls(date.year, date.month, date.day)

    def __str__(self) -> str:
        """ISO 8601, reduced to what is known: 1990, 1990-05 or 1990-05-12."""
        parts = [
            f"{self.year:04d}",
            *(f"{p:02d}" for p in (self.month, self.day) if p is not None),
        ]
        return "-".join(parts)


def common_era(year: int) -> int:
    """`year` in the common era: a Buddhist-era year (2400 or more) less 543, any other unchanged."""
    return year - BUDDHIST_ERA_OFFSET if year >= FIRST_BUDDHIST_YEAR else year


def buddhist_era(year: int) -> int:
    """`year` of the common era in the Buddhist era as counted in Thailand."""
    return year + BUDDHIST_ERA_OFFSET


_WORDS = re.compile(r"[0-9]+|[^\W\d_]+(?:[\u0300-\u036f\u0e31\u0e34-\u0e4e\u0eb1\u0eb4-\u0ece\u102b-\u103e\u17b4-\u17d3]"
                    r"|[^\W\d_]|\.(?=[^\W\d_])|(?<=[\u0e01-\u0e2e])\.)*")  # fmt: skip
_TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d|[AaPp][Mm])?$")


def _full_year(number: int, digits: int, pivot: int) -> int:
    if digits > 2:
        return common_era(number)
    century = pivot - pivot % 100
    return century + number if century + number <= pivot else century - 100 + number


def _make(year: int, month: int | None, day: int | None) -> PartialDate | None:
    try:
        return PartialDate(year, month, day) if 1850 <= year <= 2150 else None
    except ValueError:
        return None


def _from_numbers(a: str, b: str, c: str, order: Order, pivot: int) -> PartialDate | None:
    if len(a) >= 3:
        year, month, day = _full_year(int(a), len(a), pivot), int(b), int(c)
        return _make(year, month, day) or _make(year, day, month)
    if order == "YMD" and len(c) < 3:
        return _make(_full_year(int(a), len(a), pivot), int(b), int(c))
    year = _full_year(int(c), len(c), pivot)
    day, month = (int(b), int(a)) if order == "MDY" else (int(a), int(b))
    # Where one reading is no date the other is meant: 05/23/1990 in a column of days first.
    return _make(year, month, day) or _make(year, day, month)


@lru_cache(maxsize=200_000)
def parse_partial_date(text: str, order: Order = "DMY", pivot: int = 2030) -> PartialDate | None:
    """The date that `text` states, or None if it states none.

    `order` decides 03/04/1990 only where both readings are dates. A year of 2400 or more is Buddhist era; a
    two-digit year is the latest one not after `pivot`. Digits must be ASCII (see `names.normalize.clean`).
    """
    text = _TIME.sub("", text.strip())
    if text.isdigit():
        return _from_digits(text, order, pivot)
    words = _WORDS.findall(text.lower())
    numbers = [w for w in words if w.isdigit()]
    month = next((MONTHS[w] for w in words if w in MONTHS), None)
    if month is None:
        if len(numbers) == 3:
            return _from_numbers(numbers[0], numbers[1], numbers[2], order, pivot)
        if len(numbers) == 2 and (len(numbers[0]) == 4) != (len(numbers[1]) == 4):
            year, other = sorted(numbers, key=len, reverse=True)
            return _make(common_era(int(year)), int(other), None)
    elif len(numbers) == 2:
        day, year = (numbers[1], numbers[0]) if len(numbers[0]) == 4 else (numbers[0], numbers[1])
        return _make(_full_year(int(year), len(year), pivot), month, int(day))
    if len(numbers) == 1 and len(numbers[0]) == 4:
        return _make(common_era(int(numbers[0])), month, None)
    return None


def _from_digits(text: str, order: Order, pivot: int) -> PartialDate | None:
    if len(text) == 4:
        return _make(common_era(int(text)), None, None)
    if len(text) == 8:
        return (
            _make(common_era(int(text[:4])), int(text[4:6]), int(text[6:]))
            if text[:2] in ("19", "20", "24", "25")
            else _from_numbers(text[:2], text[2:4], text[4:], order, pivot)
        )
    if len(text) == 5 and 5_000 <= int(text) <= 60_000:
        # A serial day of a spreadsheet, counted from 30 December 1899.
        return PartialDate.from_date(dt.date(1899, 12, 30) + dt.timedelta(int(text)))
    return None


def guess_order(texts: list[str]) -> Order:
    """The order in which a column of dates is written: month first only if its values say so, else day first."""
    day_first = month_first = 0
    for text in texts:
        numbers = re.findall(r"\d+", text)
        if len(numbers) >= 3 and len(numbers[0]) <= 2 and len(numbers[2]) in (2, 4):
            day_first += int(numbers[0]) > 12
            month_first += int(numbers[1]) > 12
    return "MDY" if month_first > day_first else "DMY"
