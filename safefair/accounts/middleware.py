"""The role in use, the transaction bound to it, and the second factor."""

from collections.abc import Callable

import pghistory
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from safefair.accounts.membership import SESSION_KEY, choose_membership
from safefair.accounts.models import User
from safefair.core.rls import row_security

GetResponse = Callable[[HttpRequest], HttpResponse]


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
    """Whoever may see identities sets up a second factor before anything else (outside the trial)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on, or to the page where the second factor is set up."""
        membership = request.membership  # type: ignore[attr-defined]
        if (
            settings.SECOND_FACTOR_REQUIRED
            and membership is not None
            and membership.role.sees_persons
            and request.path_info.startswith("/workspace/")
            and not is_mfa_enabled(membership.user)
        ):
            return redirect("mfa_index")
        return self.get_response(request)
