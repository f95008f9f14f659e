"""The role in use, the transaction bound to it, and the second factor."""

from collections.abc import Callable

import pghistory
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from safefair.accounts.membership import SESSION_KEY, Membership, choose_membership
from safefair.accounts.models import User
from safefair.core.rls import row_security

GetResponse = Callable[[HttpRequest], HttpResponse]
# Signing in and out, setting a second factor up, and changing to a role that needs none.
WAY_IN = ("mfa_", "account_", "accounts:choose_role")


class MembershipMiddleware:
    """Put `request.membership` in place and run view and template in one transaction bound to it.

    Queries of session and sign-in lie outside; the page, its template included, sees what the role may see.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on inside the transaction."""
        request.membership = None  # type: ignore[attr-defined]
        if request.is_public_path or not isinstance(request.user, User):  # type: ignore[attr-defined]
            return self.get_response(request)
        user = request.user
        wanted = request.session.get(SESSION_KEY)
        membership = choose_membership(user, on=timezone.localdate(), wanted=wanted)
        request.membership = membership  # type: ignore[attr-defined]
        with translation.override(user.language):
            if membership is None:
                return self.get_response(request)
            return self._bound(request, user, membership.organization_id)

    def _bound(self, request: HttpRequest, user: User, organization_id: int | None) -> HttpResponse:
        scope = request.membership.scope  # type: ignore[attr-defined]
        with (
            pghistory.context(user=user.pk),
            row_security(organization_id=organization_id, user_id=user.pk, scope=scope),
        ):
            response = self.get_response(request)
            if response.streaming:
                raise RuntimeError("a streaming response would run outside the transaction")
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class SecondFactorMiddleware:
    """Whoever needs a second factor sets one up before any other page opens (outside the trial)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note for the pages whether one is still missing, then pass on."""
        request.lacks_second_factor = lacks_second_factor(request.membership)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> HttpResponse | None:
        """Lead to the page where it is set up, unless this page is open or helps to get there."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        is_open = name.startswith(WAY_IN) or getattr(view, "is_public", False)
        return redirect("mfa_index") if request.lacks_second_factor and not is_open else None  # type: ignore[attr-defined]


def lacks_second_factor(membership: Membership | None) -> bool:
    """Whether the role in use needs a second factor that the account does not have."""
    return (
        settings.SECOND_FACTOR_REQUIRED
        and membership is not None
        and membership.role.needs_second_factor
        and not is_mfa_enabled(membership.user)
    )
