"""Where the guide is written: Wagtail's pages for articles, behind our own roles, with what else they can do left out.

A group of Wagtail follows the role in use at every request; who has no role for the guide never reaches a page of it.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from csp.decorators import csp_replace
from django.contrib.auth.models import Group
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver
from wagtail.admin import urls as wagtail_urls
from wagtail.utils.urlpatterns import decorate_urlpatterns

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission

WRITERS, EDITORS = "Editors", "Moderators"
"""Groups that Wagtail's own migrations make: the first writes, the second also publishes and approves."""
CLOSED = (
    "users/", "groups/", "account/", "login/", "logout/", "password_reset/", "reports/", "collections/", "workflows/",
    "failwhale/", "test404/",
)  # fmt: skip
"""Accounts, passwords and who may do what are ours; a list as a file would leave the request's transaction."""
POLICY = {
    "default-src": ["'self'"],
    "script-src": ["'self'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "frame-ancestors": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
}
"""Wagtail sets styles on elements and shows the preview in a frame; its scripts are files."""
View = Callable[..., HttpResponse]


def _gate(view: View) -> View:
    @requires(Permission.WRITE_GUIDE)
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.resolver_match and request.resolver_match.route.split("editing/", 1)[-1].startswith(
            CLOSED
        ):
            raise Http404
        follow_role(request)
        response = view(request, *args, **kwargs)
        response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    decorated: Any = csp_replace(POLICY)(checked)
    return decorated


def follow_role(request: HttpRequest) -> None:
    """Put the user into the group of the role in use, and out of the other."""
    membership = membership_of(request)
    wanted = EDITORS if membership.may(Permission.PUBLISH_GUIDE) else WRITERS
    names = set(membership.user.groups.values_list("name", flat=True))
    if names != {wanted}:
        membership.user.groups.set(Group.objects.filter(name=wanted))


urlpatterns: list[URLPattern | URLResolver] = decorate_urlpatterns(wagtail_urls.urlpatterns, _gate)
