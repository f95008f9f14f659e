"""Burmese names by syllable: cutting them, and writing them in Latin letters as their bearers usually do.

Own table after the habits of Burmese names in Latin letters (Okell, *A Guide to the Romanization of Burmese*,
1971, on the conventional spelling) rather than a scholarly transliteration: ခင်မျိုး is khin myo, အောင် is aung.
"""

import re

_CONSONANT = "\u1000-\u102a\u103f\u104e"
# A syllable begins at a letter that is neither stacked under another nor closed by asat or virama.
_BREAK = re.compile(f"(?<!\u1039)(?=[{_CONSONANT}](?!\u1037?[\u103a\u1039]))")
_SYLLABLE = re.compile(
    "^([\u1000-\u102a\u103f])([\u103b-\u103e]*)([\u102b-\u1032\u1036]*)(?:([\u1000-\u1021])(\u1037?)\u103a)?(.*)$"
)
_ONSETS = dict(
    zip(
        "ကခဂဃငစဆဇဈဉညဋဌဍဎဏတထဒဓနပဖဗဘမယရလဝသဟဠအဿ",
        "k kh g g ng s s z z ny ny t ht d d n t ht d d n p ph b b m y y l w th h l  th".replace(
            "  ", " _ "
        ).split(),
        strict=True,
    )
) | {"အ": ""}
_INDEPENDENT = {"ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "u", "ဧ": "ay", "ဩ": "aw", "ဪ": "aw"}
_OPEN = {
    "": "a", "ာ": "a", "ါ": "a", "ိ": "i", "ီ": "i", "ု": "u", "ူ": "u", "ေ": "ay", "ဲ": "e",
    "ော": "aw", "ေါ": "aw", "ို": "o", "ံ": "an", "ုံ": "on", "ိံ": "ein",
}  # fmt: skip
_CLOSED = {
    "က": {"": "et", "ော": "auk", "ေါ": "auk", "ို": "aik"},
    "င": {"": "in", "ော": "aung", "ေါ": "aung", "ို": "aing"},
    "စ": {"": "it"},
    "ည": {"": "i"},
    "ဉ": {"": "in"},
    "တ": {"": "at", "ိ": "eik", "ု": "ok"},
    "ပ": {"": "at", "ိ": "eik", "ု": "ok"},
    "န": {"": "an", "ိ": "ein", "ု": "on"},
    "ဏ": {"": "an", "ိ": "ein", "ု": "on"},
    "မ": {"": "an", "ိ": "ein", "ု": "on"},
    "ယ": {"": "e", "ို": "o"},
}
# With medial WA the rhyme changes: ထွန်း is htun, not htwan.
_CLOSED_WA = {"န": "un", "မ": "un", "တ": "ut", "ပ": "ut", "ဋ": "ut"}
# Names of several syllables that Latin spelling writes as one word.
_WORDS = {
    "သန္တာ": "thandar", "သီရိ": "thiri", "နီလာ": "nilar", "သူဇာ": "thuzar", "သီတာ": "thida", "နန္ဒာ": "nandar",
    "စန္ဒာ": "sandar", "သဇင်": "thazin", "မာလာ": "malar", "ရတနာ": "yadanar", "သဉ္ဇာ": "thinzar", "ယမင်း": "yamin",
    "ဥမ္မာ": "ohnmar", "သူရ": "thura", "ဝေဠု": "waylu", "ဇာနည်": "zarni", "ရာဇာ": "yarzar",
}  # fmt: skip
_WORD = re.compile("((?:" + "|".join(_WORDS) + ")[\u1037\u1038]*)")


def syllables(text: str) -> list[str]:
    """The syllables of Burmese `text`, in order; what is not Burmese stays with the syllable before it."""
    return [part for word in text.split() for part in _BREAK.split(word) if part]


def _unstack(text: str) -> str:
    """`text` with kinzi and stacked consonants written out: သန္တာ -> သန်တာ."""
    return text.replace("\u1004\u103a\u1039", "\u1004\u103a").replace("\u1039", "\u103a")


def _onset(letter: str, medials: str) -> str:
    base = _ONSETS.get(letter, "")
    has_y, has_h = "\u103b" in medials or "\u103c" in medials, "\u103e" in medials
    if (letter in "ယရ" and has_h) or (letter in "သလ" and has_y and has_h):
        base, has_y, has_h = "sh", False, False
    if letter == "ခ" and has_y:
        base, has_y = "ch", False
    if has_h and base[:1] in ("m", "n", "l", "w"):
        base = "h" + base
    return base + ("y" if has_y else "") + ("w" if "\u103d" in medials else "")


def _rhyme(vowel: str, final: str, *, is_creaky: bool, is_long: bool, has_w: bool) -> tuple[str, bool]:
    """(rhyme, whether medial WA was used up by it)."""
    if not final:
        return ("oe" if vowel == "ို" and is_long else _OPEN.get(vowel, "a")), False
    if has_w and not vowel and final in _CLOSED_WA:
        text, used = _CLOSED_WA[final], True
    else:
        table = _CLOSED.get(final, _CLOSED["တ"])
        text, used = table.get(vowel, _OPEN.get(vowel, "a")), False
    # A creaky nasal is written with t: မြင့် is myint.
    return text + ("t" if is_creaky and text.endswith("n") else ""), used


def romanize_syllable(syllable: str) -> str:
    """One Burmese syllable in Latin letters; empty if it holds no letter."""
    parts = _SYLLABLE.match(syllable)
    if parts is None:
        return ""
    letter, medials, vowel, final, inner_dot, rest = parts.groups()
    is_creaky = bool(inner_dot) or "\u1037" in rest[:2]
    if letter in _INDEPENDENT:
        return _INDEPENDENT[letter] + (
            _rhyme("", final, is_creaky=is_creaky, is_long=False, has_w=False)[0][1:] if final else ""
        )
    rhyme, used = _rhyme(
        vowel.replace("\u1037", ""),
        final or "",
        is_creaky=is_creaky,
        is_long="\u1038" in rest and not medials,
        has_w="\u103d" in medials,
    )
    onset = _onset(letter, medials.replace("\u103d", "") if used else medials)
    return onset + rhyme


def romanize(text: str) -> str:
    """Burmese `text` in Latin letters, one word a syllable; words that Latin spelling joins are joined."""
    words: list[str] = []
    for part in _WORD.split(text):
        known = _WORDS.get(part.rstrip("\u1037\u1038"))
        words += [known] if known else map(romanize_syllable, syllables(_unstack(part)))
    return " ".join(filter(None, words))
