"""Khmer in one order of its signs: keyboards type one and the same cluster in several, and on paper they look alike.

The order is that of the Unicode Standard (chapter 16): base, robat, subscripts (RO last), shifter, vowel, other signs.
"""

import re

_CLUSTER = re.compile("([\u1780-\u17b3])((?:\u17d2[\u1780-\u17b3]|[\u17b6-\u17d1\u17d3\u17dd])+)")
_MARK = re.compile("\u17d2.|.")
_VOWELS = (
    (("\u17c1", "\u17b8"), "\u17be"),
    (("\u17c1", "\u17b6"), "\u17c4"),
)
"""Vowels that some type in two halves."""
COENG, COENG_RO, COENG_DA, COENG_TA = "\u17d2", "\u17d2\u179a", "\u17d2\u178a", "\u17d2\u178f"


def order_khmer(text: str) -> str:
    """`text` with the signs of every cluster in one order; DA and TA below a letter, which look the same, as TA."""
    return _CLUSTER.sub(lambda found: found[1] + _ordered(found[2]), text)


def _ordered(signs: str) -> str:
    marks = [COENG_TA if mark == COENG_DA else mark for mark in _MARK.findall(signs)]
    for halves, whole in _VOWELS:
        if all(half in marks for half in halves):
            marks[marks.index(halves[0])] = whole
            marks.remove(halves[1])
    return "".join(sorted(marks, key=_place))


def _place(mark: str) -> tuple[int, bool]:
    """Where a sign stands in its cluster; signs of one place keep their order."""
    if mark.startswith(COENG):
        return 1, mark == COENG_RO
    if mark == "\u17cc":
        return 0, False
    if mark in "\u17c9\u17ca":
        return 2, False
    return (3 if "\u17b6" <= mark <= "\u17c5" else 4), False
