"""Keep on this phone: an article as a copy in the browser, by her tap only, and gone when she removes it.

A worker in the browser outlives the page and stands in the settings, so nobody gets one who did not ask. Its scope is the
guide in one language: questions, answers and numbers to call lie outside it and cannot be kept.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from safefair.accounts.permissions import public
from safefair.core.styles import inline_script
from safefair.guide.public import find_or_404, kept_briefly, show
from safefair.guide.shown import is_english, shown

EVERYTHING = '"cache", "storage"'


@public
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """What stays on the phone and who could see it; then the button."""
    found = find_or_404(number)
    return show(request, "guide/keep.html", {"article": found, "is_english": is_english(found)})


@public
def kept_article(request: HttpRequest, number: int) -> HttpResponse:
    """The article as the phone keeps it: it says so, and leads to where it is removed. Not counted as a reading."""
    context = shown(find_or_404(number), today=timezone.localdate())
    return show(request, "guide/kept_article.html", context)


@public
@csrf_exempt  # Without a session there is nothing that a forged form could use.
def kept(request: HttpRequest) -> HttpResponse:
    """What is kept. A POST has the browser forget whatever of this site it holds."""
    if request.method == "POST":
        response = render(request, "guide/kept.html", {"exit_url": settings.EXIT_URL, "article": None})
        response["Cache-Control"] = "no-store, private"
        response["Clear-Site-Data"] = EVERYTHING
        return response
    return show(request, "guide/kept.html", {"article": None})


@public
def worker(request: HttpRequest) -> HttpResponse:
    """The script that shows kept pages without a network; its folder is its scope."""
    return kept_briefly(HttpResponse(inline_script("worker"), content_type="text/javascript"))
