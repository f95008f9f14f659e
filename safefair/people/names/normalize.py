"""One encoding of what people type: NFC, no invisible characters, digits of any script as ASCII."""

import re
import unicodedata

from safefair.core.text import INVISIBLE, ascii_digits

_SPACES = re.compile(r"\s+")
# Zawgyi is an older Burmese encoding in the same code points. These orders do not occur in Unicode Burmese:
# a vowel sign E before any consonant, a virama with nothing stacked below, and the code points that
# Zawgyi uses for its stacked forms, which in Unicode belong to Shan, Karen and Mon.
_ZAWGYI_ORDER = re.compile(
    "(?:^|[\\s\u1031\u1040-\u104f])[\u1031\u103b]|\u1039(?:$|[^\u1000-\u1021])|\u1031\u1031"
)
_ZAWGYI_FORMS = re.compile("[\u105a\u1060-\u1097]")


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


def is_probably_zawgyi(text: str) -> bool:
    """Whether Burmese `text` is likely to be in Zawgyi encoding: its letters stand in an order Unicode forbids.

    Such a name is flagged for a person to look at and never converted silently: short names are often valid
    in both encodings with different readings.
    """
    burmese = any("\u1000" <= c <= "\u109f" for c in text)
    return burmese and bool(_ZAWGYI_ORDER.search(text) or _ZAWGYI_FORMS.search(text))
