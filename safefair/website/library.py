"""Publications and campaigns as readers get them: no cookie, nothing of Wagtail."""

import datetime as dt
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from safefair.accounts.permissions import public
from safefair.core.codes import country_name
from safefair.core.languages import OWN_NAMES
from safefair.guide.enums import FileFormat, ListingKind, PublicationKind
from safefair.guide.models import Listing, PublicationFile
from safefair.guide.queries.library import Shown, campaigns, publications
from safefair.website.public import cached_briefly, shown_programme

PAGE = 20
TYPES = {FileFormat.PDF: "application/pdf", FileFormat.PICTURE: "image/jpeg", FileFormat.SOUND: "audio/mpeg"}


def _show(request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, page, {**context, "programme": shown_programme().programme})


def _titled(rows: list[Shown]) -> list[tuple[Shown, str, str]]:
    """Each with its title and the language of that, for this reader."""
    return [(row, *row.title_in(get_language() or "")) for row in rows]


@public
@cached_briefly
def publication_list(request: HttpRequest) -> HttpResponse:
    """All of them, narrowed by kind, language and country."""
    everything = publications()
    asked = {name: request.GET.get(name, "") for name in ("kind", "language", "country")}
    rows = [
        one
        for one in everything
        if asked["kind"] in ("", one.row.content["kind"])
        and asked["country"] in ("", one.row.country)
        and (not asked["language"] or asked["language"] in one.languages)
    ]
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": _titled(list(page)),
        "asked": asked,
        "query": query.urlencode(),
        "is_narrowed": any(asked.values()),
        "kinds": [(k.value, k.label) for k in PublicationKind if k in {o.row.content["kind"] for o in everything}],
        "readable_in": [(c, OWN_NAMES.get(c, c)) for c in sorted({c for one in everything for c in one.languages})],
        "countries": sorted(((c, country_name(c)) for c in {one.row.country for one in everything} if c), key=lambda one: one[1]),
    }  # fmt: skip
    return _show(request, "website/library/publications.html", context)


@public
@cached_briefly
def publication(request: HttpRequest, number: int) -> HttpResponse:
    """One, with all its languages and forms."""
    found = next(iter(publications(number=number)), None)
    if found is None:
        raise Http404
    title, language = found.title_in(get_language() or "")
    campaign = Listing.objects.filter(kind=ListingKind.CAMPAIGN, number=found.row.content["campaign"]).first()
    files = [(OWN_NAMES.get(file.language, file.language), file) for file in found.files]
    elsewhere = [(OWN_NAMES.get(one["language"], ""), one) for one in found.row.content["elsewhere"]]
    context = {"shown": found, "title": title, "language": language, "files": files, "elsewhere": elsewhere}
    return _show(request, "website/library/publication.html", {**context, "campaign": campaign})


@public
@cached_briefly
def publication_file(request: HttpRequest, number: int, language: str, form: str) -> HttpResponse:
    """The file, to be kept."""
    get_object_or_404(Listing, kind=ListingKind.PUBLICATION, number=number)
    file = get_object_or_404(PublicationFile, number=number, language=language, form=form)
    response = HttpResponse(bytes(file.content), content_type=TYPES[FileFormat(file.form)])
    response["Content-Disposition"] = f'attachment; filename="publication-{number}-{language}.{form}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@public
@cached_briefly
def campaign_list(request: HttpRequest) -> HttpResponse:
    """All campaigns."""
    return _show(request, "website/library/campaigns.html", {"rows": [_campaign(row) for row in campaigns()]})


@public
@cached_briefly
def campaign(request: HttpRequest, number: int) -> HttpResponse:
    """One, with its materials."""
    found = get_object_or_404(Listing, kind=ListingKind.CAMPAIGN, number=number)
    materials = _titled(publications(content__campaign=number))
    return _show(
        request, "website/library/campaign.html", {"campaign": _campaign(found), "materials": materials}
    )


def _campaign(row: Listing) -> dict[str, Any]:
    ends_on = row.content["ends_on"]
    place = country_name(row.country) if row.country else ""
    return {"row": row, "place": place, "ends_on": dt.date.fromisoformat(ends_on) if ends_on else None}
