"""One pipeline for what services say and for what somebody types, so that a search finds it in every script.

Compatibility forms, the two orders in which Thai and Lao tone marks are typed, digits of any script, invisible characters,
case and Latin accents all become one. Burmese in the older Zawgyi encoding is not turned yet: it finds nothing.
"""

import re
import unicodedata
from collections.abc import Iterable

from safefair.core.text import INVISIBLE, ascii_digits, fold

# NFKC parts SARA AM into NIKHAHIT and SARA AA; a tone mark typed before it then stands on the wrong side (Thai, Lao).
_TONE_BEFORE_NIKHAHIT = re.compile("([\u0e48-\u0e4b])\u0e4d|([\u0ec8-\u0ecb])\u0ecd")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """`text` in the form in which texts are compared; the same again for what is normalised already."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text))
    text = _TONE_BEFORE_NIKHAHIT.sub(
        lambda found: f"\u0e4d{found[1]}" if found[1] else f"\u0ecd{found[2]}", text
    )
    return _SPACES.sub(" ", fold(ascii_digits(text)).casefold()).strip()


def join(texts: Iterable[str]) -> str:
    """What can be searched of several texts, each once, one a line so that no search runs from one into the next."""
    return "\n".join(dict.fromkeys(filter(None, map(normalise, texts))))
