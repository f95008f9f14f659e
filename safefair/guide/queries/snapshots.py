"""Published articles as a reader of one language gets them."""

from collections.abc import Callable, Iterable

from django.conf import settings

from safefair.core.memory import remembered
from safefair.core.searching import normalise
from safefair.guide.enums import Moment
from safefair.guide.models import Snapshot

SHOWN = ("number", "language", "title", "summary", "moment", "country", "origin")


def find_snapshot(number: int, language: str) -> Snapshot | None:
    """An article in the reader's language, else in English."""
    found = Snapshot.objects.filter(number=number, language__in={language, settings.LANGUAGE_CODE})
    return min(found.order_by("language"), key=lambda one: one.language != language, default=None)


@remembered
def list_snapshots(language: str) -> list[Snapshot]:
    """All articles in the order of her way and of their numbers, each in the reader's language or in English."""
    moments = list(Moment)
    rows = Snapshot.objects.filter(language__in={language, settings.LANGUAGE_CODE}).only(*SHOWN)
    best: dict[int, Snapshot] = {}
    for row in rows.order_by("number", "language"):
        if row.number not in best or row.language == language:
            best[row.number] = row
    return sorted(best.values(), key=lambda row: (moments.index(Moment(row.moment)), row.number))


@remembered
def _texts(language: str) -> list[tuple[int, list[str]]]:
    """Number, and title, summary and all the rest of each article as they are searched, in her language and in English."""
    rows = Snapshot.objects.filter(language__in={language, settings.LANGUAGE_CODE})
    return [(number, text.split("\n", 2)) for number, text in rows.values_list("number", "search_text")]


def found_by_words(text: str, language: str) -> list[Snapshot]:
    """Articles with every word of `text`, else with any of three letters and more; those with it in their title first.

    A word may stand in the reader's language or in English; what is shown is in hers where it is translated.
    """
    words = [word for word in normalise(text).split(" ") if word]
    long = [word for word in words if len(word) > 2]
    places = _places(words, all, language) or _places(long, any, language)
    found = [row for row in list_snapshots(language) if row.number in places]
    return sorted(found, key=lambda row: places[row.number])


def _places(words: list[str], holds: Callable[[Iterable[bool]], bool], language: str) -> dict[int, int]:
    """Articles by number, with where a word stands: 0 in the title, 1 in the summary, 2 further down."""
    places: dict[int, int] = {}
    for number, lines in _texts(language) if words else []:
        if holds(any(word in line for line in lines) for word in words):
            place = next((at for at, line in enumerate(lines) if any(word in line for word in words)), 2)
            places[number] = min(place, places.get(number, place))
    return places
