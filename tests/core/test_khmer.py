"""Khmer that is typed in several orders and looks the same is one text."""

import pytest

from safefair.core.khmer import order_khmer


@pytest.mark.parametrize(
    "typed",
    [
        "ស\u17d2ត\u17d2រី", "ស\u17d2រ\u17d2តី", "ស\u17d2ត\u17b8\u17d2រ", "ស\u17d2ដ\u17d2រី", "សី\u17d2រ\u17d2ត",
    ],
)  # fmt: skip
def test_subscripts_before_the_vowel_and_ro_last(typed):
    assert order_khmer(typed) == "ស\u17d2ត\u17d2រ\u17b8"


@pytest.mark.parametrize(
    ("typed", "ordered"),
    [
        ("ខ\u17c6\u17bb", "ខ\u17bb\u17c6"),  # the sign above typed before the vowel below
        ("ក\u17b8\u17c1", "ក\u17be"),  # a vowel in two halves
        ("ក\u17c1\u17b6", "ក\u17c4"),
        ("ប\u17b8\u17ca", "ប\u17ca\u17b8"),  # the shifter typed after the vowel
        ("ភ្នំពេញ", "ភ្នំពេញ"),
        ("no Khmer", "no Khmer"),
    ],
)
def test_signs_stand_in_one_order(typed, ordered):
    assert order_khmer(typed) == ordered
    assert order_khmer(ordered) == ordered
