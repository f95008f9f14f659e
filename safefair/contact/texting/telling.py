"""Words that give away: what must not stand in a text on a phone that somebody else may read.

The lists are in `telling_words.toml`. A list finds what it knows and no more: it helps whoever writes, and replaces
nobody's eyes.
"""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from safefair.contact.receipts import LENGTH, read_receipt

FILE = Path(__file__).with_name("telling_words.toml")
UNBROKEN = frozenset({"th", "my", "km", "lo", "zh-hans"})
"""Languages written without blanks between words: what is looked for may stand anywhere."""
ALWAYS = "en-gb"
DIGITS = re.compile(r"\d(?:[\s.-]?\d)*")
CODES = re.compile(r"\b[A-Z]-[0-9A-Z]{4,}(?:-[0-9A-Z]+)*\b")
WIDTHLESS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def telling_in(text: str, *, language: str) -> list[str]:
    """What in a text gives away, in the order of the list: words of its language and of English, receipts, codes."""
    low = _plain(text)
    words = [word for name in dict.fromkeys((language, ALWAYS)) for word in _found(low, name)]
    receipts = [found for found in DIGITS.findall(_plain(text)) if _is_receipt(found)]
    return list(dict.fromkeys([*words, *receipts, *CODES.findall(text)]))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text.translate(WIDTHLESS)).casefold()


def _found(low: str, language: str) -> list[str]:
    return [word.rstrip("*") for word, pattern in _patterns(language) if pattern.search(low)]


@cache
def _patterns(language: str) -> list[tuple[str, re.Pattern[str]]]:
    """A word with a star at its end stands for all that begin so. A mark that follows makes another word of it."""
    if language in UNBROKEN:
        return [
            (word, re.compile(re.escape(_plain(word)) + rf"(?![{_marks()}])")) for word in words_of(language)
        ]
    return [
        (
            word,
            re.compile(rf"\b{re.escape(_plain(word.rstrip('*')))}" + ("" if word.endswith("*") else r"\b")),
        )
        for word in words_of(language)
    ]


@cache
def _marks() -> str:
    """The marks of Thai, Lao, Burmese and Khmer, as a class of a pattern."""
    blocks = ((0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800))
    return "".join(
        chr(n) for start, end in blocks for n in range(start, end) if unicodedata.category(chr(n))[0] == "M"
    )


@cache
def words_of(language: str) -> tuple[str, ...]:
    """The list of one language; empty where there is none."""
    return tuple(tomllib.loads(FILE.read_text("utf-8")).get(language, ()))


def _is_receipt(found: str) -> bool:
    return sum(letter.isdigit() for letter in found) == LENGTH and read_receipt(found) is not None
