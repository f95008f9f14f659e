"""Published articles as a reader of one language gets them."""

from collections.abc import Collection
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Func, Q, TextField, Value

from safefair.core.searching import normalise
from safefair.guide.enums import Moment
from safefair.guide.models import Snapshot

SHOWN = ("number", "language", "title", "summary", "moment", "country", "origin")


def find_snapshot(number: int, language: str) -> Snapshot | None:
    """An article in the reader's language, else in English."""
    found = Snapshot.objects.filter(number=number, language__in={language, settings.LANGUAGE_CODE})
    return min(found.order_by("language"), key=lambda one: one.language != language, default=None)


def list_snapshots(language: str, numbers: Collection[int] | None = None) -> list[Snapshot]:
    """All articles, or those of some numbers, in the order of her way and of their numbers, each in the reader's language or in English."""
    moments = list(Moment)
    rows = Snapshot.objects.filter(language__in={language, settings.LANGUAGE_CODE}).only(*SHOWN)
    rows = rows if numbers is None else rows.filter(number__in=list(numbers))
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
    places = _places([Q(search_text__contains=word) for word in words], words, language)
    if not places:
        any_word = [Q(search_text__contains=word) for word in words if len(word) > 2]
        places = _places([reduce(or_, any_word)] if any_word else [], words, language)
    found = list_snapshots(language, places) if places else []
    return sorted(found, key=lambda row: places[row.number])


def _places(conditions: list[Q], words: list[str], language: str) -> dict[int, int]:
    """Articles by number, with where a word stands: 0 in the title, 1 in the summary, 2 further down."""
    if not conditions:
        return {}
    rows = Snapshot.objects.filter(*conditions, language__in={language, settings.LANGUAGE_CODE})
    lines = [
        Func("search_text", Value("\n"), Value(line), function="split_part", output_field=TextField())
        for line in (1, 2)
    ]
    places: dict[int, int] = {}
    for number, *texts in rows.values_list("number", *lines):
        place = next((at for at, said in enumerate(texts) if any(word in said for word in words)), 2)
        places[number] = min(place, places.get(number, place))
    return places
