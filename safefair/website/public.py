"""The public site: the programme page, one page a number, open data. No cookie, no script, nothing unpublished."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from safefair.accounts.permissions import public
from safefair.results.opendata import release_files
from safefair.results.queries.public import PublicProgramme, public_programme
from safefair.results.queries.releases import published_release, published_releases
from safefair.website import published

MAP_CODES = ("3.1", "2.1")
"""Indicators worth a map, best first."""
TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
MINUTES = 5


def cached_briefly(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let phones and proxies keep the page some minutes; it holds nothing of anybody."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = f"public, max-age={MINUTES * 60}"
        return response

    return answer


def shown_programme() -> PublicProgramme:
    """The programme of this installation; Http404 where there is none yet."""
    found = public_programme()
    if found is None:
        raise Http404
    return found


@public
@cached_briefly
def programme(request: HttpRequest) -> HttpResponse:
    """What the programme is for, where, and what it has reached so far."""
    found = public_programme()
    if found is None:
        return render(request, "website/nothing_yet.html", status=200)
    release = published_release(found.programme)
    numbers = published.numbers_of(release) if release else {}
    on_map = next((numbers[code] for code in MAP_CODES if code in numbers), None)
    context = {
        "public": found,
        "countries": len(found.programme.countries),
        "programme": found.programme,
        "release": release,
        "outcomes": published.outcomes(found, numbers),
        "on_map": on_map,
        "map": published.country_map(on_map, found.programme) if on_map else None,
    }
    return render(request, "website/programme.html", context)


@public
@cached_briefly
def number(request: HttpRequest, release: int, code: str) -> HttpResponse:
    """One number of a release: how it was made, its tables and charts, its files."""
    found = shown_programme()
    chosen = published.find_release(found.programme, release)
    shown = published.numbers_of(chosen).get(code) if chosen else None
    if shown is None:
        raise Http404
    context = {
        "programme": found.programme,
        "release": chosen,
        "number": shown,
        "charts": published.charts_of(shown),
    }
    return render(request, "website/number.html", context)


@public
@cached_briefly
def open_data(request: HttpRequest) -> HttpResponse:
    """The releases and their files."""
    found = shown_programme()
    releases = [(release, published.numbers_of(release)) for release in published_releases(found.programme)]
    return render(request, "website/open_data.html", {"programme": found.programme, "releases": releases})


@public
@cached_briefly
def how_numbers_are_made(request: HttpRequest) -> HttpResponse:
    """From a sheet of paper to a number, and what is withheld and why."""
    found = shown_programme()
    release = published_release(found.programme)
    return render(request, "website/how.html", {"programme": found.programme, "release": release})


@public
@cached_briefly
def release_file(request: HttpRequest, release: int, name: str) -> HttpResponse:
    """One file of a release, exactly as it was audited."""
    found = shown_programme()
    chosen = published.find_release(found.programme, release)
    content = release_files(chosen).get(name) if chosen else None
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type=TYPES[name.rsplit(".", 1)[-1]])
    response["Content-Disposition"] = f'attachment; filename="release-{release}-{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return response
