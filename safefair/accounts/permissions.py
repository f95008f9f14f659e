"""Who may open a page: `@requires(Permission.X)`, `@signed_in` or `@public`, on every view."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from safefair.accounts.roles import Permission

View = Callable[..., HttpResponse]


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Only for roles with one of these permissions; 403 for others, the sign-in page for strangers."""

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            membership = getattr(request, "membership", None)
            if membership is None or not any(membership.may(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.required_permissions = permissions  # type: ignore[attr-defined]
        return checked

    return decorate


def signed_in(view: View) -> View:
    """For everybody who has signed in, whatever the role: one's own account, the choice of role."""
    view.is_for_everybody_signed_in = True  # type: ignore[attr-defined]
    return view


def public(view: View) -> View:
    """For everybody. The page must show nothing that is not published."""
    view.is_public = True  # type: ignore[attr-defined]
    return login_not_required(view)
