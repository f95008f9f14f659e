"""How the API answers: JSON that any site may read and any cache may keep some minutes; refusals as RFC 9457."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from safefair.accounts.permissions import public
from safefair.api.forms import PER_PAGE, AskOne, AskPage
from safefair.directory.hsds.documents import Document
from safefair.directory.hsds.pages import page_document

MINUTES = 5
METHODS = ("GET", "HEAD")
View = Callable[..., Document]


def endpoint(form: type[AskOne]) -> Callable[[View], Callable[..., HttpResponse]]:
    """A view that gets its checked question as `asked`, and gives a document."""

    def decorate(view: View) -> Callable[..., HttpResponse]:
        @public
        @csrf_exempt  # nothing is written here: whoever tries gets a problem, not a page about forms
        @conditional_page
        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponse:
            if request.method not in METHODS:
                refusal = problem(HTTPStatus.METHOD_NOT_ALLOWED, "This can only be read.")
                refusal["Allow"] = ", ".join(METHODS)
                return refusal
            asked = form(request.GET)
            if asked.unknown or not asked.is_valid():
                return _not_understood(asked)
            try:
                document = view(request, asked=asked, **parts)
            except Http404:
                return problem(HTTPStatus.NOT_FOUND, "There is nothing of this name here.")
            return _for_everybody(JsonResponse(document))

        return answer

    return decorate


def paged(rows: Any, asked: AskPage, write: Callable[[Any], Document]) -> Document:
    """One page of rows, each as `write` makes it; 404 for a page that there is not."""
    pages = Paginator(rows, asked.cleaned_data["per_page"] or PER_PAGE)
    try:
        page: Page[Any] = pages.page(asked.cleaned_data["page"] or 1)
    except EmptyPage:
        raise Http404 from None
    return page_document(page, [write(row) for row in page])


def problem(status: HTTPStatus, detail: str, **more: Any) -> HttpResponse:
    """A refusal (RFC 9457); it repeats nothing of what was asked but names."""
    facts = {"type": "about:blank", "title": status.phrase, "status": status, "detail": detail, **more}
    return _for_everybody(JsonResponse(facts, status=status, content_type="application/problem+json"))


def _not_understood(asked: AskOne) -> HttpResponse:
    wrong = dict.fromkeys(asked.unknown, "This cannot be asked here.")
    wrong |= {name: " ".join(map(str, errors)) for name, errors in asked.errors.items()}
    return problem(
        HTTPStatus.BAD_REQUEST,
        "Some of what was asked is not understood.",
        errors=wrong,
        may_be_asked=sorted(asked.fields),
    )


def _for_everybody(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = f"public, max-age={MINUTES * 60}"
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
