"""Text of any script made comparable: invisible characters, digits, Latin accents."""

import re
import unicodedata

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)


_SPACES = re.compile(r"\s+")


def clean(text: str | None) -> str:
    """`text` in NFC (compatibility forms of Latin folded), without invisible characters, spaces single."""
    if not text:
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFC", INVISIBLE.sub("", text))
        # Full-width Latin comes from Chinese and Japanese keyboards and means plain Latin.
        text = "".join(unicodedata.normalize("NFKC", c) if "\uff01" <= c <= "\uff5e" else c for c in text)
        text = ascii_digits(text)
    return _SPACES.sub(" ", text).strip()


def ascii_digits(text: str) -> str:
    """`text` with every decimal digit (Thai, Burmese, Khmer, Lao, full-width ...) as 0 to 9."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(c)) if not c.isascii() and unicodedata.decimal(c, None) is not None else c
        for c in text
    )


def fold(text: str) -> str:
    """Lower-case `text` with Latin diacritics removed (Nguyễn -> nguyen, Đỗ -> do); other scripts unchanged."""
    if text.isascii():
        return text.lower()
    text = text.translate(_STROKES)
    decomposed = unicodedata.normalize("NFD", text)
    kept = "".join(c for c in decomposed if not "\u0300" <= c <= "\u036f")
    return unicodedata.normalize("NFC", kept).lower()


_STROKES = str.maketrans(
    {
        "Đ": "D",
        "đ": "d",
        "Ð": "D",
        "ð": "d",
        "Ø": "O",
        "ø": "o",
        "Ł": "L",
        "ł": "l",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "Æ": "AE",
        "œ": "oe",
        "Œ": "OE",
    }
)
