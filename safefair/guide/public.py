"""The guide as readers get it: numbered neutral addresses, no cookie, nothing of Wagtail."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from safefair.accounts.permissions import public
from safefair.core.codes import country_name
from safefair.guide.enums import Moment
from safefair.guide.models import Recording, Snapshot
from safefair.guide.paper import card, picture, poster
from safefair.guide.queries.snapshots import find_snapshot, list_snapshots
from safefair.guide.reads import note_read
from safefair.guide.shown import is_english, plain_text, shown

MINUTES = 5


def show(request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    """A page of the guide."""
    response = render(request, page, {"exit_url": settings.EXIT_URL, "is_draft": False, **context})
    return kept_briefly(response)


def kept_briefly(response: HttpResponse) -> HttpResponse:
    """Phones and proxies may keep it some minutes; it holds nothing of anybody."""
    response["Cache-Control"] = f"public, max-age={MINUTES * 60}"
    return response


def find_or_404(number: int) -> Snapshot:
    """What was published under a number, in the language of the page or in English."""
    found = find_snapshot(number, get_language() or "")
    if found is None:
        raise Http404
    return found


@public
def contents(request: HttpRequest, place: str = "") -> HttpResponse:
    """All articles by moment, or those for one country."""
    code = place.upper()
    rows = list_snapshots(get_language() or "")
    there = {country for row in rows for country in (row.country, row.origin) if country}
    if code and (code not in there or place != code.lower()):
        raise Http404
    context = {
        "shelves": _shelves([row for row in rows if not code or code in {row.country, row.origin}]),
        "place": country_name(code) if code else "",
        "places": [] if code else sorted((country_name(one), one.lower()) for one in there),
    }
    return show(request, "guide/contents.html", context)


def _shelves(rows: list[Snapshot]) -> list[dict[str, Any]]:
    by_moment = {
        moment: [(row, is_english(row)) for row in rows if row.moment == moment.value] for moment in Moment
    }
    return [
        {"code": moment.value, "label": moment.label, "rows": found}
        for moment, found in by_moment.items()
        if found
    ]


@public
def article(request: HttpRequest, number: int) -> HttpResponse:
    """One article."""
    found = find_or_404(number)
    note_read(found.number, get_language() or "", timezone.localdate())
    return show(request, "guide/article.html", shown(found, today=timezone.localdate()))


@public
def share(request: HttpRequest, number: int) -> HttpResponse:
    """Its address, its text to paste, its card and poster."""
    found = find_or_404(number)
    address = _address(request, found)
    context = {"article": found, "address": address, "is_english": is_english(found)}
    return show(request, "guide/share.html", {**context, "text": plain_text(found, address)})


@public
def recording_file(request: HttpRequest, number: int) -> HttpResponse:
    """The article read aloud, in the language whose words the page shows."""
    found = find_or_404(number)
    recording = Recording.objects.filter(number=number, language=found.language).first()
    if recording is None or not found.recording_bytes:
        raise Http404
    return kept_briefly(HttpResponse(bytes(recording.content), content_type="audio/mpeg"))


@public
def card_file(request: HttpRequest, number: int) -> HttpResponse:
    """A card for a pocket."""
    return _file(request, number, card, "pdf", "application/pdf")


@public
def poster_file(request: HttpRequest, number: int) -> HttpResponse:
    """A poster with a code to scan."""
    return _file(request, number, poster, "pdf", "application/pdf")


@public
def picture_file(request: HttpRequest, number: int) -> HttpResponse:
    """A picture for a chat."""
    return _file(request, number, picture, "png", "image/png")


def _file(request: HttpRequest, number: int, make: Any, ending: str, content_type: str) -> HttpResponse:
    found = find_or_404(number)
    content = make(found, _address(request, found), get_language() or settings.LANGUAGE_CODE)
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'inline; filename="information.{ending}"'
    return kept_briefly(response)


def _address(request: HttpRequest, found: Snapshot) -> str:
    return request.build_absolute_uri(reverse("website:article", args=[found.number]))
