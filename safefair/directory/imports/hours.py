"""Hours as people write them: Mon-Fri 08:30-12:00, 13:00-16:30; Sat 9-12. Or: 24h."""

import re

from safefair.core.text import ascii_digits
from safefair.directory.entries import Entry

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ALL_DAY = {"24h", "24 h", "24 hours", "24/7", "always", "day and night"}
_SPAN = re.compile(r"(\d{1,2})(?:[:.](\d\d))?\s*[-–]\s*(\d{1,2})(?:[:.](\d\d))?")
_DAY = re.compile(r"([a-z]+)(?:\s*[-–]\s*([a-z]+))?")


def read_hours(text: str) -> list[Entry] | None:
    """Rows of hours without a time zone; None where any part cannot be read surely. Without days: every day."""
    text = ascii_digits(text).strip().lower()
    if text in ALL_DAY:
        return [_row(list(range(7)), "00:00", "23:59")]
    found: list[Entry] = []
    for part in filter(None, map(str.strip, text.split(";"))):
        place = next((at for at, sign in enumerate(part) if sign.isdigit()), len(part))
        days, spans = _days(part[:place]), [_span(one.strip()) for one in part[place:].split(",")]
        if days is None or None in spans:
            return None
        found += [_row(days, *span) for span in spans if span]
    return found or None


def _days(text: str) -> list[int] | None:
    text = text.strip(" :,")
    if text in ("", "daily", "every day"):
        return list(range(7))
    found: set[int] = set()
    for part in text.split(","):
        match = _DAY.fullmatch(part.strip())
        if match is None or any(name and name[:3] not in DAYS for name in match.groups()):
            return None
        first = DAYS.index(match[1][:3])
        last = DAYS.index(match[2][:3]) if match[2] else first
        found |= set(range(first, last + 1)) if first <= last else {*range(first, 7), *range(last + 1)}
    return sorted(found)


def _span(text: str) -> tuple[str, str] | None:
    match = _SPAN.fullmatch(text)
    if match is None:
        return None
    opens, closes = int(match[1]) * 60 + int(match[2] or 0), int(match[3]) * 60 + int(match[4] or 0)
    closes = min(closes, 24 * 60 - 1) if closes == 24 * 60 else closes
    if not opens < closes < 24 * 60:
        return None
    return f"{opens // 60:02}:{opens % 60:02}", f"{closes // 60:02}:{closes % 60:02}"


def _row(days: list[int], opens: str, closes: str) -> Entry:
    return {
        "days": days,
        "opens_at": opens,
        "closes_at": closes,
        "timezone": "",
        "valid_from": "",
        "valid_to": "",
    }
