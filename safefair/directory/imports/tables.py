"""One row of a table of services as a draft."""

import re

from safefair.core.codes import Country
from safefair.core.tabular.files import Row
from safefair.core.tabular.places import read_area, read_country
from safefair.core.text import ascii_digits, clean
from safefair.directory.entries import PROFILE, Entry
from safefair.directory.enums import Channel
from safefair.directory.imports import answers
from safefair.directory.imports.drafts import Draft
from safefair.directory.imports.hours import read_hours
from safefair.directory.models.service import WORDS
from safefair.directory.numbers import WITH_NUMBERS, parse_number

FREE = ("number_from_abroad", "safe_contact_hours")
CHOICES = ("status", *(name for name in PROFILE if name not in FREE))
PARTED = re.compile(r"\s*[;\n]\s*|\s+/\s+")
BRACKETS = re.compile(r"\s*\(.*?\)\s*")
DIALLED = re.compile(r"\+?[\d\s().-]{2,}")
MOST_DIGITS = 16


def read_row(row: Row, columns: dict[str, int], home: str) -> Draft:
    """A draft of what stands in a row; cells that are empty say nothing."""
    draft = Draft(row.number)
    cells = {name: _cell(row, place) for name, place in columns.items()}
    cells = {name: text for name, text in cells.items() if text}
    draft.organization, draft.identifier = cells.get("organization", ""), cells.get("identifier", "").lower()
    draft.said |= {name: cells[name] for name in (*WORDS, "safe_contact_hours") if name in cells}
    for name in CHOICES:
        _choice(draft, cells, name)
    _lists(draft, cells)
    _areas(draft, cells)
    _phones(draft, cells, home)
    _hours(draft, cells)
    draft.places = [("place", name) for name in PARTED.split(cells["place"])] if "place" in cells else []
    draft.address = next((name for name in ("address", "place") if name in cells), "")
    return draft


def _cell(row: Row, place: int) -> str:
    """The text of a cell. An apostrophe that keeps a spreadsheet from taking a text for a formula is none of it."""
    text = row.cells[place] if place < len(row.cells) else ""
    return text.removeprefix("'") if text[1:2] in ("=", "+", "-", "@") else text


def _choice(draft: Draft, cells: dict[str, str], name: str) -> None:
    if name in cells:
        code = answers.read_choice(name, cells[name])
        if code is None:
            draft.fault(name, "ANSWER_UNKNOWN")
        else:
            draft.said[name] = code


def _lists(draft: Draft, cells: dict[str, str]) -> None:
    for name, read, code in (
        ("kinds", answers.read_kind, "KIND_UNKNOWN"), ("languages", answers.read_language, "LANGUAGE_UNKNOWN"),
    ):  # fmt: skip
        if name in cells:
            found = [read(part) for part in re.split(r"\s*[;,\n]\s*", cells[name]) if part]
            if None in found:
                draft.fault(name, code)
            if any(found):
                draft.said[name] = [one for one in found if one]
    if "written_in" in cells:
        language = answers.read_language(cells["written_in"])
        if language is None:
            draft.fault("written_in", "LANGUAGE_UNKNOWN")
        else:
            draft.said["written_in"] = language


def _areas(draft: Draft, cells: dict[str, str]) -> None:
    countries = [read_country(part) for part in PARTED.split(cells.get("country", "")) if part]
    if any(code not in Country.values for code in countries):
        draft.fault("country", "COUNTRY_UNKNOWN")
    known = [code for code in countries if code and code in Country.values]
    if "areas" not in cells:
        found = known
    else:
        names = PARTED.split(cells["areas"])
        read = [_area(name, known) for name in names if name]
        if not all(read):
            draft.fault("areas", "AREA_UNKNOWN")
        found = [code for code in read if code]
    if found:
        draft.said["areas"] = found


def _area(name: str, countries: list[str]) -> str:
    code = name.strip().upper()
    if code in Country.values:
        return code
    where = [code[:2]] if code[2:3] == "-" else countries
    return next((found for one in where if one and (found := read_area(name, one))), "")


def _phones(draft: Draft, cells: dict[str, str], home: str) -> None:
    country = next(iter(draft.said.get("areas", [])), home)[:2]
    channels = _channels(draft, cells)
    rows: list[Entry] = []
    for text in PARTED.split(cells.get("number", "")) if channels else []:
        if (number := _number(draft, "number", text, country)) != "":
            rows += [
                {"channel": one, "number": number, "country": country, "languages": [],
                 "extension": ascii_digits(cells.get("extension", ""))[:10]}
                for one in channels
            ]  # fmt: skip
    if rows:
        draft.said["phones"] = rows
    if "number_from_abroad" in cells:
        number = _number(draft, "number_from_abroad", cells["number_from_abroad"], country)
        if number.startswith("+"):
            draft.said["number_from_abroad"] = number
        elif number:
            draft.fault("number_from_abroad", "NUMBER_UNREADABLE")


def _channels(draft: Draft, cells: dict[str, str]) -> list[str]:
    texts = [BRACKETS.sub("", part) for part in PARTED.split(cells.get("channel", Channel.VOICE.value))]
    found = [answers.read_channel(text) for text in texts if text]
    fit = [channel for channel in found if channel in WITH_NUMBERS]
    if len(fit) < len(found):
        draft.fault("channel", "CHANNEL_UNKNOWN")
    return list(dict.fromkeys(channel for channel in fit if channel))


def _number(draft: Draft, column: str, text: str, country: str) -> str:
    """The number in a text, "" where there is none; what stands in brackets beside it is no part of it."""
    bare = clean(BRACKETS.sub(" ", text))
    if bare and bare != clean(text):
        draft.fault(column, "NUMBER_NOTE")
    if not DIALLED.fullmatch(bare) or sum(map(str.isdigit, bare)) > MOST_DIGITS or not country:
        if text:
            draft.fault(column, "NUMBER_UNREADABLE")
        return ""
    try:
        return parse_number(bare, country)
    except ValueError:
        draft.fault(column, "NUMBER_UNREADABLE")
        return ""


def _hours(draft: Draft, cells: dict[str, str]) -> None:
    if "hours" in cells:
        rows = read_hours(cells["hours"])
        if rows is None:
            draft.fault("hours", "HOURS_UNREADABLE")
        else:
            draft.said["schedules"] = rows
