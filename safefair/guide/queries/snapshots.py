"""Published articles as a reader of one language gets them."""

from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Q

from safefair.core.searching import normalise
from safefair.guide.enums import Moment
from safefair.guide.models import Snapshot

SHOWN = ("number", "language", "title", "summary", "moment", "country", "origin")


def find_snapshot(number: int, language: str) -> Snapshot | None:
    """An article in the reader's language, else in English."""
    found = Snapshot.objects.filter(number=number, language__in={language, settings.LANGUAGE_CODE})
    return min(found.order_by("language"), key=lambda one: one.language != language, default=None)


def list_snapshots(language: str) -> list[Snapshot]:
    """All articles in the order of her way and of their numbers, each in the reader's language or in English."""
    moments = list(Moment)
    rows = Snapshot.objects.filter(language__in={language, settings.LANGUAGE_CODE}).only(*SHOWN)
    best: dict[int, Snapshot] = {}
    for row in rows.order_by("number", "language"):
        if row.number not in best or row.language == language:
            best[row.number] = row
    return sorted(best.values(), key=lambda row: (moments.index(Moment(row.moment)), row.number))


def found_by_words(text: str, language: str) -> list[Snapshot]:
    """Articles with every word of `text`, else with any of three letters and more; those with it in their title first.

    A word may stand in the reader's language or in English; what is shown is in hers where it is translated.
    """
    words = [word for word in normalise(text).split(" ") if word]
    numbers = _numbers([Q(search_text__contains=word) for word in words], language)
    if not numbers:
        any_word = [Q(search_text__contains=word) for word in words if len(word) > 2]
        numbers = _numbers([reduce(or_, any_word)] if any_word else [], language)
    found = [row for row in list_snapshots(language) if row.number in numbers] if numbers else []
    return sorted(found, key=lambda row: _place(row, words))


def _numbers(conditions: list[Q], language: str) -> set[int]:
    if not conditions:
        return set()
    rows = Snapshot.objects.filter(*conditions, language__in={language, settings.LANGUAGE_CODE})
    return set(rows.values_list("number", flat=True))


def _place(row: Snapshot, words: list[str]) -> int:
    """0: a word stands in the title; 1: in the summary; 2: further down."""
    texts = normalise(row.title), normalise(row.summary)
    return next((place for place, said in enumerate(texts) if any(word in said for word in words)), 2)
