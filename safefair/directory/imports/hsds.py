"""A service of HSDS 3.0 as a draft: what our own export says comes back as it was."""

import datetime as dt
import re
from typing import Any

from safefair.core.codes import ZONES, Country
from safefair.core.tabular.places import read_area, read_country
from safefair.directory.entries import PROFILE, Entry
from safefair.directory.enums import Channel
from safefair.directory.hsds.reach import DAYS
from safefair.directory.imports import answers
from safefair.directory.imports.drafts import Draft
from safefair.directory.models.service import WORDS
from safefair.directory.numbers import parse_number

Document = dict[str, Any]
_DIALLED_IN = re.compile(r"dialled in ([A-Z]{2})")
_EXTENSION = re.compile(r"extension (\w+)")


def read_service(document: Any, number: int) -> Draft:
    """One service with all that belongs to it; contacts, which name people, are not read."""
    draft = Draft(number)
    if not isinstance(document, dict) or not isinstance(document.get("name"), str):
        draft.fault("", "UNREADABLE")
        return draft
    owner = document.get("organization") or {}
    draft.identifier = str(document.get("id", "")).lower()
    draft.organization = str(document.get("organization_id") or owner.get("id") or owner.get("name") or "")
    draft.said |= {name: str(document[name]) for name in WORDS if document.get(name)}
    _status(draft, document)
    _attributes(draft, _list(document, "attributes"))
    _languages(draft, _list(document, "languages"))
    _areas(draft, _list(document, "service_areas"))
    _phones(draft, _list(document, "phones"))
    _schedules(draft, _list(document, "schedules"))
    _places(draft, _list(document, "service_at_locations"))
    return draft


def _list(document: Document, name: str) -> list[Document]:
    found = document.get(name)
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []


def _status(draft: Draft, document: Document) -> None:
    code = answers.read_choice("status", str(document.get("status", "")))
    if code is None:
        draft.fault("status", "ANSWER_UNKNOWN")
    else:
        draft.said["status"] = code


def _attributes(draft: Draft, rows: list[Document]) -> None:
    kinds = []
    for place, row in enumerate(rows):
        code = str((row.get("taxonomy_term") or {}).get("code", ""))
        name, _colon, answer = code.partition(":")
        if name in PROFILE:
            draft.said[name] = answer or str(row.get("value", ""))
        elif kind := answers.read_kind(code):
            kinds.append(kind)
        else:
            draft.fault(f"attributes/{place}", "KIND_UNKNOWN")
    for name in ("number_from_abroad", *(name for name in PROFILE if name in draft.said)):
        _check_answer(draft, name)
    if kinds:
        draft.said["kinds"] = kinds


def _check_answer(draft: Draft, name: str) -> None:
    """Leave out an answer that there is not, and a number from abroad that nobody could dial."""
    if name not in draft.said or name == "safe_contact_hours":
        return
    if name == "number_from_abroad":
        try:
            draft.said[name] = parse_number(draft.said[name], "TH")
        except ValueError:
            draft.fault(f"attributes/{name}", "NUMBER_UNREADABLE")
            del draft.said[name]
    elif answers.read_choice(name, draft.said[name]) is None:
        draft.fault(f"attributes/{name}", "ANSWER_UNKNOWN")
        del draft.said[name]


def _languages(draft: Draft, rows: list[Document], column: str = "languages") -> None:
    found = [answers.read_language(str(row.get("code") or row.get("name") or "")) for row in rows]
    if None in found:
        draft.fault(column, "LANGUAGE_UNKNOWN")
    if any(found):
        draft.said["languages"] = [code for code in found if code]


def _areas(draft: Draft, rows: list[Document]) -> None:
    found = []
    for place, row in enumerate(rows):
        code = _area(str(row.get("extent") or ""), str(row.get("name") or ""))
        if code:
            found.append(code)
        else:
            draft.fault(f"service_areas/{place}", "AREA_UNKNOWN")
    if found:
        draft.said["areas"] = found


def _area(extent: str, name: str) -> str:
    code = extent.strip().upper()
    if code in Country.values:
        return code
    if code[:2] in Country.values and (found := read_area(code, code[:2])):
        return found
    country = read_country(name.rpartition(",")[2].strip())
    if country not in Country.values:
        return ""
    province = name.rpartition(",")[0].strip()
    return read_area(province, country) if province else str(country)


def _phones(draft: Draft, rows: list[Document]) -> None:
    found = [phone for place, row in enumerate(rows) if (phone := _phone(draft, row, f"phones/{place}"))]
    if found:
        draft.said["phones"] = found


def _phone(draft: Draft, row: Document, column: str) -> Entry | None:
    """A number; its country is "" where the file does not say where it is dialled."""
    words = str(row.get("description") or "")
    channel = next((one for part in words.split(", ") if (one := answers.read_channel(part))), None)
    if channel is None:
        channel = Channel.SMS if row.get("type") in ("text", "sms") else Channel.VOICE
    dialled, extension = _DIALLED_IN.search(words), _EXTENSION.search(words)
    country = dialled[1] if dialled and dialled[1] in Country.values else ""
    guessed = country or next(iter(draft.said.get("areas", [])), "TH")[:2]
    try:
        number = parse_number(str(row.get("number", "")), guessed, channel)
    except ValueError:
        draft.fault(column, "NUMBER_UNREADABLE")
        return None
    languages = [answers.read_language(str(one.get("code") or "")) for one in _list(row, "languages")]
    return {
        "channel": str(channel), "number": number, "country": country, "languages": sorted(filter(None, languages)),
        "extension": str(row.get("extension") or (extension[1] if extension else ""))[:10],
    }  # fmt: skip


def _schedules(draft: Draft, rows: list[Document]) -> None:
    found = []
    for place, row in enumerate(rows):
        try:
            found.append(_schedule(row))
        except (ValueError, KeyError, TypeError):
            draft.fault(f"schedules/{place}", "HOURS_UNREADABLE")
    if found:
        draft.said["schedules"] = found


def _schedule(row: Document) -> Entry:
    """Weekly hours; ValueError or KeyError for what is not. The zone is "" where the file names none of ours."""
    if row.get("freq") not in (None, "", "WEEKLY"):
        raise ValueError
    opens, closes = str(row["opens_at"])[:5], str(row["closes_at"])[:5]
    if not dt.time.fromisoformat(opens) < dt.time.fromisoformat(closes):
        raise ValueError
    ends = {name: str(row.get(name) or "")[:10] for name in ("valid_from", "valid_to")}
    for day in filter(None, ends.values()):
        dt.date.fromisoformat(day)
    zone = str(row.get("notes") or "")
    said = {"by_appointment": True} if "by appointment" in str(row.get("description") or "") else {}
    return said | {
        "days": [DAYS.index(day.strip()) for day in str(row["byday"]).split(",")], "opens_at": opens, "closes_at": closes,
        "timezone": zone if zone in ZONES else "", **ends,
    }  # fmt: skip


def _places(draft: Draft, rows: list[Document]) -> None:
    for place, row in enumerate(rows):
        location = row.get("location") if isinstance(row.get("location"), dict) else {}
        name = str(row.get("location_id") or location.get("id") or location.get("name") or "")  # type: ignore[union-attr]
        draft.places.append((f"service_at_locations/{place}", name))
        draft.address = f"service_at_locations/{place}"
