"""Heads of columns, and words of lists, as they are compared."""

import re
from functools import lru_cache

from safefair.core.text import clean, fold

_NOISE = re.compile(r"[\s_.,:;*/()\[\]\-–—'’\"#]+")


@lru_cache(maxsize=10_000)
def normal_head(text: str) -> str:
    """A head as it is compared: folded, without blanks and punctuation, native vowel signs kept."""
    return _NOISE.sub("", fold(clean(text)))
