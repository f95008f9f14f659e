"""What every request passes: an id for the logs, and no session on public addresses."""

import uuid
from collections.abc import Callable

import structlog
from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Bind a random id to every log line of a request; the address and the person are not logged."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on."""
        with structlog.contextvars.bound_contextvars(request=uuid.uuid4().hex[:12]):
            return self.get_response(request)


class PublicPathMiddleware:
    """Mark public addresses, drop their cookies before anything can read them, and forbid caching elsewhere.

    A public page must set no cookie and vary by none: whoever looks at the phone later finds no session.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, then keep signed-in pages out of every cache."""
        request.is_public_path = is_public(request.path_info)  # type: ignore[attr-defined]
        if request.is_public_path:  # type: ignore[attr-defined]
            request.COOKIES.clear()
            response = self.get_response(request)
            response["Referrer-Policy"] = "no-referrer"
            return response
        response = self.get_response(request)
        if not request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/"):
            response["Cache-Control"] = "no-store, private"
        return response


class PublicCompressionMiddleware(GZipMiddleware):
    """Public text goes compressed, a third of its bytes.

    What a page echoes beside a secret of the reader's session could be guessed from its length; public pages have no
    session, and nobody else's browser can be made to fetch what she alone may read. The workspace stays as it is.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress pages, tables and JSON, not what is packed already."""
        is_text = response.get("Content-Type", "").startswith(("text/", "application/json"))
        if is_text and getattr(request, "is_public_path", False):
            return super().process_response(request, response)
        return response


class LanguageMiddleware:
    """The language of a public page stands in its address; elsewhere it is the browser's until somebody signs in.

    So a public page varies by nothing but its address, and nobody has to be remembered for it. Django's own middleware
    would have every page vary by `Accept-Language`, and take that of the workspace from a cookie.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on in that language."""
        if request.is_public_path:  # type: ignore[attr-defined]  # set by PublicPathMiddleware
            language = translation.get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        else:
            language = translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            if request.is_public_path:  # type: ignore[attr-defined]
                response.headers.setdefault("Content-Language", language)
            return response


class WorkspaceSessionMiddleware(SessionMiddleware):
    """Sessions for the workspace alone. A public address gets an empty one that nobody keeps.

    The check against forged forms asks every request's session for its secret; Django's own middleware would then mark
    every public page with `Vary: Cookie`, and no cache could share it.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Open the session of the cookie, or an empty one."""
        if request.is_public_path:  # type: ignore[attr-defined]  # set by PublicPathMiddleware
            request.session = self.SessionStore()
        else:
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Store what changed, except on public addresses."""
        if request.is_public_path:  # type: ignore[attr-defined]  # set by PublicPathMiddleware
            return response
        return super().process_response(request, response)


def is_public(path: str) -> bool:
    """Whether an address belongs to the public site: everything but the workspace, sign-in and static files."""
    return not path.startswith(("/workspace/", "/accounts/", f"/{settings.STATIC_URL.strip('/')}/"))
