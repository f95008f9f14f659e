"""A consonant key for names in Latin letters: what stays the same when a name is spelt by ear.

Derived from how the languages of the region are written in Latin letters, not from a list of errors:
- Thai, Lao, Khmer and Burmese tell aspirated from plain stops, writers do not agree on marking it: ph p, th t,
  kh k, chh ch; Burmese marks it in front (ht, hs, hl, hm, hn).
- Voice is not contrastive in final position and hardly initially: b p, d t, g k, and j, ch, dj, tj, ky share a sound.
- Thai and Lao write one letter as v or w; Khmer and Lao one sound as x, s or sh; Burmese z and s.
- Indonesian has two spellings, before and after 1972: oe u, dj j, tj c, nj ny, sj sy. F, p and v are interchanged.
- Thai r is written where none is spoken (porn for phon, sorn for son), Burmese ar for a long a.
- Final n, ng, nh, m-less nasals fall together in Lao, Khmer and Vietnamese transcriptions.
- Vowels, and y, h, w between consonants, are where spellings differ most: they are dropped after the first letter.
"""

import re
from functools import lru_cache

PHONETIC_VERSION = "1"

_RULES = (
    (r"chh|tch|tj|dj|dz|ch|c(?=[eiy])|j|zh", "c"),
    (r"ck|cq|kh|q|g(?!n)", "k"),
    (r"c(?=[klrtsmn]|$)", "k"),
    (r"ph|f|bh|b", "p"),
    (r"th|ht|dh|d", "t"),
    (r"sh|sj|hs|x|z", "s"),
    (r"h(?=[lmnw])", ""),
    (r"ng|nk(?=$)|gn|nj", "n"),
    (r"v", "w"),
    # R that only lengthens the vowel: porn, sorn, sandar, zawor.
    (r"(?<=[aoe])r(?=n|$)", ""),
)
_COMPILED = tuple((re.compile(pattern), replacement) for pattern, replacement in _RULES)
_NG_FIRST = re.compile("n[gk]")
_AFTER_FIRST = str.maketrans("", "", "aeiouyhw")
_REPEATS = re.compile(r"(.)\1+")


@lru_cache(maxsize=500_000)
def consonant_key(token: str) -> str:
    """Consonant key of one lower-case Latin token; a first vowel, y, h or w is `a`. Empty for an empty token."""
    text = _NG_FIRST.sub("n", token)
    for pattern, replacement in _COMPILED:
        text = pattern.sub(replacement, text)
    if not text:
        return token[:1]
    first = "a" if text[0] in "aeiouyhw" else text[0]
    return _REPEATS.sub(r"\1", first + text[1:].translate(_AFTER_FIRST))
