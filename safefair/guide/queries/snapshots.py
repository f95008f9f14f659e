"""Published articles as a reader of one language gets them."""

from django.conf import settings

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
