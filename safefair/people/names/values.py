"""What people write beside a name, read as values: sex, birth, age, telephone, document, place."""

import datetime as dt
import re
from functools import lru_cache
from typing import Literal

import phonenumbers
from stdnum.id import nik as indonesian_nik
from stdnum.my import nric as malaysian_nric
from stdnum.th import pin as thai_pin

from safefair.core.dates import Order, PartialDate, parse_partial_date
from safefair.core.text import ascii_digits, clean, fold

Sex = Literal["F", "M", "X"]

_SEX_WORDS: dict[Sex, str] = {
    "F": """f female w woman women girl 2 fem feminine femenino feminino mulher perempuan wanita p pr cewek babae nu
        หญิง ญ เพศหญิง ผู้หญิง ຍິງ ຍ ແມ່ຍິງ ស្រី ស្ត្រី នារី မ အမျိုးသမီး မိန်းမ 女 女性""",
    "M": """m male man men boy 1 masc masculine masculino homem laki-laki laki lelaki l lk pria lalaki nam
        ชาย ช เพศชาย ผู้ชาย ຊາຍ ຊ ຜູ້ຊາຍ ប្រុស បុរស ကျား အမျိုးသား ယောကျ်ား 男 男性""",
    "X": "x other o nonbinary non-binary transgender trans lainnya khac อื่นๆ ອື່ນໆ ផ្សេងៗ အခြား 其他 3",
}
_SEX: dict[str, Sex] = {word: sex for sex, words in _SEX_WORDS.items() for word in words.split()}
_ABSENT = frozenset(
    [
        "-",
        "--",
        ".",
        "n/a",
        "na",
        "none",
        "nil",
        "null",
        "unknown",
        "unk",
        "no",
        "tidak",
        "tiada",
        "ไม่มี",
        "ບໍ່ມີ",
        "គ្មាន",
        "မရှိ",
        "khong",
        "无",
        "nan",
        "#n/a",
        "?",
        "x",
    ]
)
_SEPARATORS = re.compile(r"[,;/|\n]|\bor\b|\band\b")
_NUMBER = re.compile(r"\d+")
_NOT_ALNUM = re.compile(r"[^0-9A-Z]")
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?E\+?\d+$", re.IGNORECASE)
CALLING_CODES = {"MM": "95", "TH": "66", "KH": "855", "LA": "856", "VN": "84", "ID": "62", "PH": "63", "MY": "60",
                 "SG": "65", "BN": "673", "TL": "670", "HK": "852", "TW": "886", "BD": "880", "CN": "86", "JP": "81",
                 "KR": "82", "SA": "966", "AE": "971", "KW": "965", "QA": "974", "JO": "962", "LB": "961"}  # fmt: skip
_CODES_BY_LENGTH = sorted(CALLING_CODES.values(), key=len, reverse=True)


def is_absent(text: str | None) -> bool:
    """Whether a cell says that nothing is known (empty, a dash, N/A, ไม่มี ...)."""
    return text is None or not text.strip() or text.strip().lower() in _ABSENT


@lru_cache(maxsize=4096)
def read_sex(text: str | None) -> Sex | None:
    """`F`, `M` or `X` from what is written (ISO 5218 numbers and words of ten languages); None if it says none."""
    word = fold(clean(text)).strip(" .()").removesuffix(".0")
    return _SEX.get(word) or _SEX.get(word.split(" ")[0].split("/")[0]) if word else None


@lru_cache(maxsize=16_384)
def read_age(text: str | None) -> int | None:
    """Completed years from `25`, `25 yrs`, `๒๕ ปี`; None unless it is from 0 to 120."""
    found = _NUMBER.search(ascii_digits(text or ""))
    age = int(found.group()) if found else None
    return age if age is not None and age <= 120 else None


@lru_cache(maxsize=200_000)
def read_birth(text: str | None, order: Order = "DMY") -> PartialDate | None:
    """Birth date as far as it is known; 1 January says the year only, because registrars write it for unknown."""
    if is_absent(text):
        return None
    born = parse_partial_date(clean(text), order, pivot=dt.datetime.now(tz=dt.UTC).year)
    if born and (born.month, born.day) == (1, 1):
        return PartialDate(born.year)
    return born


def _count_digits(text: str) -> int:
    return len(text) if text.isdigit() else sum(map(str.isdigit, text))


def split_phones(text: str | None) -> list[str]:
    """The numbers of a cell that holds one or several (12 34 / 56 78, or 56 78)."""
    if text and text.isascii() and _SEPARATORS.search(text) is None:
        return [text.strip()] if _count_digits(text) >= 6 else []
    parts = re.split(r"[,;/|\n]|\bor\b|\band\b", ascii_digits(text or ""))
    return [p.strip() for p in parts if _count_digits(p) >= 6]


def _plain(text: str) -> str:
    """Upper-case letters and digits of `text`; a number that a spreadsheet turned into a float is undone."""
    text = ascii_digits(text).strip().removesuffix(".0")
    if _SCIENTIFIC.match(text):
        text = str(int(float(text)))
    return _NOT_ALNUM.sub("", text.upper())


def is_placeholder(digits: str) -> bool:
    """Whether a number is what people type when a field may not stay empty: 000000, 1111111, 123456789."""
    return (
        (len(set(digits)) <= 2 and len(set(digits[2:])) <= 1)
        or digits in "01234567890"
        or digits in "9876543210"
    )


def phone_digits(text: str | None) -> str | None:
    """National significant digits of a number in any form, without calling code and trunk zero.

    Quick and the same for every spelling of one number, so that a million numbers can be compared; letters kept.
    None for fewer than six digits and for placeholders.
    """
    plain = _plain(text or "")
    if _count_digits(plain) < 6:
        return None
    if not plain.isdigit():
        return plain
    digits = plain.lstrip("0")
    if len(digits) >= 10:
        code = next((c for c in _CODES_BY_LENGTH if digits.startswith(c)), "")
        digits = digits[len(code) :].lstrip("0")
    return None if len(digits) < 6 or is_placeholder(digits) else digits


def read_phone(text: str | None, country: str | None = None) -> str | None:
    """E.164 (`+66812345678`) where the number is a possible one of `country` (ISO 3166 alpha-2), else its digits."""
    first = next(iter(split_phones(text)), None)
    if first is None or (quick := phone_digits(first)) is None:
        return None
    candidate = _plain(first) if _SCIENTIFIC.match(first) else first.removesuffix(".0")
    if candidate.startswith("00"):
        candidate = "+" + candidate[2:]
    try:
        number = phonenumbers.parse(candidate, country)
    except phonenumbers.NumberParseException:
        return quick
    if phonenumbers.is_possible_number(number):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return quick


def read_document(text: str | None) -> str | None:
    """Document number as upper-case letters and digits; None for an empty cell, a word or a placeholder."""
    if is_absent(text):
        return None
    plain = _plain(clean(text))
    digits = "".join(c for c in plain if c.isdigit())
    return plain if len(plain) >= 5 and len(digits) >= 4 and not is_placeholder(digits) else None


def is_valid_document(number: str, country: str | None) -> bool | None:
    """Whether the check digit or inner structure holds; None where the country publishes no rule."""
    check = {"TH": thai_pin, "ID": indonesian_nik, "MY": malaysian_nric}.get(country or "")
    return check.is_valid(number) if check else None


@lru_cache(maxsize=100_000)
def read_place(text: str | None) -> str | None:
    """A village, workplace or area as a comparable word: folded, without punctuation and kind words."""
    if is_absent(text):
        return None
    word = re.sub(r"[^\w]+", " ", fold(clean(text))).strip()
    word = re.sub(
        r"\b(village|vill|ban|baan|phum|moo|mu|desa|kampung|kg|barangay|brgy|bgy|sitio|suco|xa|thon)\b",
        "",
        word,
    )
    return " ".join(word.split()) or fold(clean(text)).strip() or None
