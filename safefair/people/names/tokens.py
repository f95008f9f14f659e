"""A name as Latin tokens that survive how people write it: titles, particles, order and script set aside."""

import re

from safefair.core.text import clean
from safefair.people.names import burmese, titles
from safefair.people.names.romanize import romanize_run
from safefair.people.names.scripts import COMMON, runs

_SLASHED = re.compile(r"\b([as])\s?/\s?([lop])\b|\bd/o\b", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+")
_NICKNAME = re.compile(r"[(\[{\"“].*?[)\]}\"”]|\b(?:aka|a\.k\.a\.|alias)\b.*", re.IGNORECASE)
_MARIA = re.compile(r"\bma\.\s*(?=[a-z])", re.IGNORECASE)


def strip_native_title(script: str, run: str) -> str:
    """`run` without the title its script writes straight before (or in Chinese after) the name."""
    bare = run.strip()
    for prefix in titles.NATIVE_PREFIXES.get(script, ()):
        if bare.startswith(prefix):
            rest = bare[len(prefix) :].lstrip(" .\u1038")
            size = len(burmese.syllables(rest)) if script == "Mymr" else len(rest)
            return rest if size >= titles.LEAST_LEFT[script] else bare
    if script == "Hani":
        for suffix in titles.NATIVE_SUFFIXES:
            if bare.endswith(suffix) and len(bare) > len(suffix):
                return bare[: -len(suffix)]
    return bare


def _latin(name: str) -> str:
    """`name` in lower-case Latin letters; the first native run loses its title."""
    if name.isascii():
        return name.lower()
    parts, is_first = [], True
    for script, run in runs(clean(name)):
        parts.append(romanize_run(script, strip_native_title(script, run) if is_first else run))
        is_first = is_first and script == COMMON
    return " ".join(parts)


def _without_titles(words: list[str]) -> list[str]:
    while len(words) > 1 and words[0] in titles.FIRM_TITLES:
        words = words[1:]
    if len(words) > 2 and words[0] in titles.DOUBTFUL_TITLES:
        words = words[1:]
    while len(words) > 1 and words[-1] in titles.SUFFIXES:
        words = words[:-1]
    return words


def _without_joined_particle(word: str) -> str:
    for particle in titles.JOINED_PARTICLES:
        if word.startswith(particle) and len(word) > len(particle) + 3:
            return word[len(particle) :]
    return word


_NOT_PLAIN = (
    titles.FIRM_TITLES
    | titles.DOUBTFUL_TITLES
    | titles.PARTICLES
    | titles.SUFFIXES
    | titles.ABBREVIATIONS.keys()
)


def name_tokens(name: str) -> tuple[str, ...]:
    """Tokens of `name` as written in order: lower-case Latin, no title, no particle, common abbreviations full.

    A title goes only from the front and only while enough is left; a particle only from inside, since Do, La and
    De are names at either end. Empty for a name without letters.
    """
    if name.isascii() and name.replace(" ", "").isalpha():
        # The usual case, and a million of them: nothing to strip means nothing to look for.
        plain = name.lower().split()
        if _NOT_PLAIN.isdisjoint(plain) and "dela" not in name.lower() and "delos" not in name.lower():
            return tuple(plain)
    text = name if name.isascii() else clean(name)
    if not text.isascii() or any(c in text for c in '([{"/.') or " a" in text.lower():
        text = _MARIA.sub(
            "maria ",
            _SLASHED.sub("bin", _NICKNAME.sub(" ", text) if "(" in text or '"' in text else text),
        )
    words = _WORDS.findall(_latin(text).replace("'", "").replace("-", " "))
    if not words:
        return ()
    words = _without_titles(words)
    if len(words) > 2:
        last = len(words) - 1
        words = [w for i, w in enumerate(words) if i in (0, last) or w not in titles.PARTICLES]
        words = _drop_leading_particles(words)
    return tuple(titles.ABBREVIATIONS.get(w) or _without_joined_particle(w) for w in words)


def _drop_leading_particles(words: list[str]) -> list[str]:
    """A surname written first (De Guzman, Maria): its preposition goes when two tokens are left."""
    if len(words) > 2 and words[0] in ("de", "dela", "delos", "da", "dos", "del"):
        return words[1:]
    if len(words) > 2:
        return [w for i, w in enumerate(words) if i == 0 or w not in ("dela", "delos", "delas")]
    return words


def joined(tokens: tuple[str, ...]) -> str:
    """All tokens as one word, in written order: equal for Som Chai and Somchai."""
    return "".join(tokens)
