"""One pipeline for what pages say and for what somebody types, so that a search finds it in every script.

Compatibility forms, the two orders in which Thai and Lao tone marks are typed, the orders of Khmer signs, digits of any
script, invisible characters, case and Latin accents all become one. Burmese that is surely in the older Zawgyi encoding
becomes Unicode; a word too short to be sure of stays as it is.
"""

import re
import unicodedata
from collections.abc import Iterable

from safefair.core.khmer import order_khmer
from safefair.core.text import INVISIBLE, ascii_digits, fold
from safefair.core.zawgyi import from_zawgyi

# NFKC parts SARA AM into NIKHAHIT and SARA AA; a tone mark typed before it then stands on the wrong side (Thai, Lao).
_TONE_BEFORE_NIKHAHIT = re.compile("([\u0e48-\u0e4b])\u0e4d|([\u0ec8-\u0ecb])\u0ecd")
_BURMESE = re.compile("[\u1000-\u109f]")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """`text` in the form in which texts are compared; the same again for what is normalised already."""
    if _BURMESE.search(text):
        text = from_zawgyi(text) or text
    text = order_khmer(unicodedata.normalize("NFKC", INVISIBLE.sub("", text)))
    text = _TONE_BEFORE_NIKHAHIT.sub(
        lambda found: f"\u0e4d{found[1]}" if found[1] else f"\u0ecd{found[2]}", text
    )
    return _SPACES.sub(" ", fold(ascii_digits(text)).casefold()).strip()


def join(texts: Iterable[str]) -> str:
    """What can be searched of several texts, each once, one a line so that no search runs from one into the next."""
    return "\n".join(dict.fromkeys(filter(None, map(normalise, texts))))
