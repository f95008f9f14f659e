"""Which script a token is written in, by Unicode block (ISO 15924 codes)."""

from collections.abc import Iterable
from functools import lru_cache

_RANGES = (
    (0x0041, 0x024F, "Latn"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x0E80, 0x0EFF, "Laoo"),
    (0x1000, 0x109F, "Mymr"),
    (0x1100, 0x11FF, "Hang"),
    (0x1780, 0x17FF, "Khmr"),
    (0x19E0, 0x19FF, "Khmr"),
    (0x1A20, 0x1AAF, "Lana"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x3400, 0x9FFF, "Hani"),
    (0xA9E0, 0xA9FF, "Mymr"),
    (0xAA60, 0xAA7F, "Mymr"),
    (0xAC00, 0xD7AF, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0600, 0x06FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0B80, 0x0BFF, "Taml"),
)
COMMON = "Zyyy"


@lru_cache(maxsize=4096)
def script_of_character(character: str) -> str:
    """ISO 15924 code of one character; `Zyyy` for digits, punctuation and what we do not know."""
    code = ord(character)
    if not character.isalpha() and code < 0x0E00:
        return COMMON
    return next((name for low, high, name in _RANGES if low <= code <= high), COMMON)


def script_of(token: str) -> str:
    """Script of the first character of `token` that has one; `Zyyy` if none has."""
    if token.isascii():
        return "Latn" if any(character.isalpha() for character in token) else COMMON
    return next((s for s in map(script_of_character, token) if s != COMMON), COMMON)


def scripts_in(text: str) -> frozenset[str]:
    """All scripts that occur in `text`, `Zyyy` left out."""
    return frozenset(map(script_of_character, text)) - {COMMON}


def runs(text: str) -> Iterable[tuple[str, str]]:
    """(script, run) for each stretch of `text` in one script; common characters join the run before them."""
    run, current = "", COMMON
    for character in text:
        script = script_of_character(character)
        if script not in (COMMON, current) and current != COMMON:
            yield current, run
            run = ""
        if script != COMMON:
            current = script
        run += character
    if run:
        yield current, run
