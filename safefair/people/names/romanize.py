"""Names of any script in Latin letters, for keys and candidates: never for display, a letter or a certificate.

None of the methods gives what its bearer writes; they give forms close enough that `phonetic` can close the gap.
A change of a table here or of a library's version changes the keys: raise `ROMANIZATION_VERSION` and rebuild.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from safefair.core.text import clean, fold
from safefair.people.names import burmese
from safefair.people.names.normalize import is_probably_zawgyi
from safefair.people.names.scripts import COMMON, runs

ROMANIZATION_VERSION = "1"
METHODS = {
    "Thai": "royin (pythainlp)",
    "Mymr": "own syllable table",
    "Hani": "pinyin (anyascii)",
    "Latn": "folded",
}
OTHER_METHOD = "anyascii, own fix-ups"

_LETTERS = re.compile("[^A-Za-z ]+")
_LAO_PREVOWEL = re.compile("([\u0ec0-\u0ec4])(ຫ[ງຍນມລວຣຼ]|[\u0e81-\u0eaeໜໝ]\u0ebc?)")
_LAO_SILENT_H = re.compile("ຫ(?=[ງຍນມລວຣຼ])")
_LAO_INNER_O = re.compile("(?<=[\u0e81-\u0eae])([\u0ec8-\u0ecb]?)ອ(?=[\u0e81-\u0eae]|$|\\s)")
_LAO_LETTERS = str.maketrans({"ຍ": "y", "ຊ": "x", "ວ": "v", "ໄ": "ai", "ໃ": "ai", "ເ": "e", "ແ": "ae", "ໂ": "o",
                              "ຽ": "ia", "ໜ": "n", "ໝ": "m", "ຼ": "l"})  # fmt: skip
_COMPOUND_SURNAMES = (
    "欧阳",
    "歐陽",
    "司马",
    "司馬",
    "诸葛",
    "諸葛",
    "上官",
    "司徒",
    "东方",
    "東方",
    "皇甫",
    "尉迟",
    "公孙",
)


@dataclass(frozen=True, slots=True)
class Romanized:
    """A name in lower-case Latin letters, with how it was made; `is_certain` is false for likely Zawgyi."""

    text: str
    method: str
    version: str = ROMANIZATION_VERSION
    is_certain: bool = True


@lru_cache(maxsize=1)
def _load_royin() -> Callable[[str], str]:
    # Imported here because pythainlp reads its corpora on import (a quarter of a second), and most registers
    # and every command but this one hold no Thai.
    from pythainlp.transliterate.royin import romanize as royin  # noqa: PLC0415

    return lambda word: str(royin(word))


@lru_cache(maxsize=200_000)
def _thai(word: str) -> str:
    latin = _load_royin()(word)
    return latin if latin.isascii() else anyascii(latin)


def _lao(text: str) -> str:
    text = _LAO_PREVOWEL.sub(r"\2\1", text)
    text = _LAO_INNER_O.sub(r"\1o", _LAO_SILENT_H.sub("", text))
    return anyascii(text.translate(_LAO_LETTERS))


def _chinese(text: str) -> str:
    """Family name and given name as two words, as in a Chinese passport."""
    cut = 2 if text.startswith(_COMPOUND_SURNAMES) else 1
    return f"{anyascii(text[:cut])} {anyascii(text[cut:])}" if len(text) > cut else anyascii(text)


@lru_cache(maxsize=200_000)
def romanize_run(script: str, text: str) -> str:
    """`text`, all in `script` (ISO 15924), in lower-case Latin letters and spaces."""
    if script in ("Latn", COMMON):
        latin = fold(text)
        return latin if latin.isascii() else anyascii(latin).lower()
    if script == "Mymr":
        return burmese.romanize(text)
    words = text.split()
    if script == "Thai":
        latin = " ".join(_thai(word) for word in words)
    elif script == "Hani" and len(words) == 1:
        latin = _chinese(words[0])
    elif script == "Laoo":
        latin = " ".join(map(_lao, words))
    else:
        latin = anyascii(" ".join(words))
    return _LETTERS.sub("", latin).lower()


def romanize(text: str) -> Romanized:
    """`text` in lower-case Latin letters; each run of a script by its own method (see `METHODS`)."""
    cleaned = clean(text)
    pieces = [(script, run) for script, run in runs(cleaned)]
    latin = " ".join(" ".join(romanize_run(script, run) for script, run in pieces).split())
    methods = dict.fromkeys(METHODS.get(script, OTHER_METHOD) for script, _ in pieces if script != COMMON)
    return Romanized(latin, "; ".join(methods), is_certain=not is_probably_zawgyi(cleaned))
