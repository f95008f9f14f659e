"""Places and numbers: country, province, list. No account, no cookie, no script; words travel in the body of a POST."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safefair.accounts.permissions import public
from safefair.core.codes import Country, areas, country_name
from safefair.core.provinces import province_name
from safefair.directory.enums import KindOfHelp
from safefair.directory.listings import Listing, listing
from safefair.directory.queries.finder import (
    Entry,
    anywhere,
    areas_served,
    countries_served,
    found_by_words,
    from_abroad,
    in_area,
    in_whole_country,
    services_of,
)
from safefair.guide.models import Snapshot
from safefair.guide.queries.snapshots import found_by_words as articles_by_words
from safefair.guide.shown import is_english
from safefair.website.asking import never_kept

PAGE, MOST_ARTICLES = 15, 10


class WordsForm(forms.Form):
    """What she looks for, in any script."""

    words = forms.CharField(
        label=_("Look for a place, a number or a word"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


@public
@never_kept
def start(request: HttpRequest) -> HttpResponse:
    """Where she is; or words, posted."""
    today = timezone.localdate()
    form = WordsForm(request.POST or None)
    context: dict[str, Any] = {"form": form, "found": None, "articles": []}
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        context |= _listed(request, found_by_words(words, today))
        if context["page"].number == 1:
            context["articles"] = _articles(words)
    context["countries"] = sorted((country_name(code), code) for code in countries_served(today))
    return _show(request, "website/finding/start.html", **context)


@public
@never_kept
def in_country(request: HttpRequest, country: str) -> HttpResponse:
    """What everybody in a country may call, and its provinces."""
    _check(country)
    today, kind = timezone.localdate(), _kind(request)
    rows = in_whole_country(country, today)
    is_for_all = not kind and bool(rows)
    served = areas_served(country, today)
    codes = {code for code, _name in served}
    listed = _listed(request, rows if is_for_all else anywhere(country, today), kind)
    return _show(
        request,
        "website/finding/country.html",
        **listed,
        **_instead(country, today, has_found=bool(listed["found"])),
        is_for_all=is_for_all,
        country=country,
        name=country_name(country),
        served=_named(code for code, _name in served),
        others=_named(code for code, _name in areas(country) if code not in codes),
    )


@public
@never_kept
def in_province(request: HttpRequest, country: str, area: str) -> HttpResponse:
    """What is near, then what the whole country has: never an empty page."""
    _check(country)
    if area not in dict(areas(country)):
        raise Http404
    today, kind = timezone.localdate(), _kind(request)
    near = _listed(request, in_area(country, area, today), kind)
    whole = _of_kind(in_whole_country(country, today), kind)
    beside = [] if near["page"].has_other_pages() else _shown(whole[:PAGE])
    seen = {found.service.pk for found in near["found"]}
    return _show(
        request,
        "website/finding/province.html",
        **near,
        country=country,
        country_words=country_name(country),
        name=province_name(area, _language()),
        beside=[found for found in beside if found.service.pk not in seen],
        **_instead(country, today, has_found=bool(near["found"] or beside)),
    )


def _articles(words: str) -> list[tuple[Snapshot, bool]]:
    """What the guide says about it, each with whether it is in English for a reader of another language."""
    found = articles_by_words(words, _language())
    return [(row, is_english(row)) for row in found[:MOST_ARTICLES]]


def _named(codes: Iterable[str]) -> list[tuple[str, str]]:
    """Provinces as she calls them, by name."""
    return sorted(((code, province_name(code, _language())) for code in codes), key=lambda pair: pair[1])


def _language() -> str:
    return get_language() or settings.LANGUAGE_CODE


def _instead(country: str, today: dt.date, *, has_found: bool) -> dict[str, list[Listing]]:
    """Where nothing fits: what the whole country has for anything, else what can be called from another country."""
    if has_found:
        return {"national": [], "abroad": []}
    national = _shown(in_whole_country(country, today)[:PAGE])
    return {"national": national, "abroad": [] if national else _shown(from_abroad(today)[:PAGE])}


def _check(country: str) -> None:
    if country not in Country.values:
        raise Http404


def _kind(request: HttpRequest) -> str:
    kind = request.POST.get("kind", "")
    return kind if kind in KindOfHelp.values else ""


def _of_kind(rows: list[Entry], kind: str) -> list[Entry]:
    return [row for row in rows if kind in row.kinds] if kind else rows


def _listed(request: HttpRequest, rows: list[Entry], kind: str = "") -> dict[str, Any]:
    page: Page[Entry] = Paginator(_of_kind(rows, kind), PAGE).get_page(request.POST.get("page"))
    return {
        "page": page,
        "found": _shown(page),
        "kind": kind,
        "kind_words": str(KindOfHelp(kind).label) if kind else "",
        "kinds": KindOfHelp.choices,
    }


def _shown(rows: Iterable[Entry]) -> list[Listing]:
    language, at = _language(), timezone.now()
    today: dt.date = timezone.localdate()
    return [listing(service, language=language, at=at, today=today) for service in services_of(rows, today)]


def _show(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    return render(request, template, context | {"exit_url": settings.EXIT_URL})
