"""Inviting somebody, and accepting an invitation."""

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.models import Invitation, Organization, RoleAssignment, User
from safefair.accounts.roles import ROLE_BY_CODE, Permission
from safefair.core.errors import DomainError
from safefair.core.rls import Scope

LIFETIME = dt.timedelta(days=7)


class InvitationNotOpen(DomainError):
    """Unknown, used, withdrawn or expired: all look the same to a stranger."""

    message = _("This invitation is no longer open. Please ask the person who invited you for a new one.")


class RoleNotYours(DomainError):
    """Nobody grants a role that reaches further than the place where they may grant."""

    message = _("You cannot grant this role.")


def grantable_roles(membership: Membership) -> list[str]:
    """The codes of roles that somebody may grant: organisation roles in her own, programme roles by a steward.

    An administrator grants the coordinators of organisations, so that a new one can begin; nobody else's access.
    """
    if not membership.may(Permission.MANAGE_MEMBERS):
        return []
    if membership.organization:
        return [code for code, role in ROLE_BY_CODE.items() if role.scope == Scope.OWN]
    if membership.role.code == "ADMINISTRATOR":
        return ["COORDINATOR"]
    return list(ROLE_BY_CODE)


@transaction.atomic
def invite(
    *, email: str, name: str, role: str, organization: Organization | None, by: Membership, at: dt.datetime
) -> tuple[Invitation, str]:
    """An invitation and the token of its link, which is kept nowhere. RoleNotYours if `by` may not grant it."""
    own = by.organization is None or by.organization == organization
    fits = (ROLE_BY_CODE[role].scope == Scope.OWN) == (organization is not None)
    if role not in grantable_roles(by) or not own or not fits:
        raise RoleNotYours
    Invitation.objects.filter(
        email__iexact=email, role=role, organization=organization, accepted_at=None, withdrawn_at=None
    ).update(withdrawn_at=at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email.lower(),
        name=name,
        role=role,
        organization=organization,
        token_hash=_hash(token),
        invited_by=by.user,
        expires_at=at + LIFETIME,
    )
    return invitation, token


def open_invitation(token: str, *, at: dt.datetime) -> Invitation:
    """The invitation of a link. InvitationNotOpen otherwise."""
    found = _open(at).filter(token_hash=_hash(token)).select_related("organization", "invited_by").first()
    if found is None:
        raise InvitationNotOpen
    return found


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: dt.datetime, on: dt.date) -> User:
    """The user with the role granted. A new address gets an account with the password; a known one keeps its own.

    ValidationError when the password is too weak.
    """
    invitation = _open(at).select_for_update(of=("self",)).filter(token_hash=_hash(token)).first()
    if invitation is None:
        raise InvitationNotOpen
    user = User.objects.filter(email__iexact=invitation.email).first()
    if user is None:
        draft = User(email=invitation.email, name=invitation.name)
        validate_password(password, draft)
        user = User.objects.create_user(invitation.email, password, name=invitation.name)
    RoleAssignment.objects.create(
        user=user,
        role=invitation.role,
        organization=invitation.organization,
        country=invitation.country,
        starts_on=on,
        granted_by=invitation.invited_by,
    )
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return user


@transaction.atomic
def withdraw_invitation(invitation: Invitation, *, by: Membership, at: dt.datetime) -> None:
    """Close an open invitation. Closing a closed one changes nothing."""
    _own(invitation.organization, by)
    if invitation.accepted_at is None and invitation.withdrawn_at is None:
        invitation.withdrawn_at = at
        invitation.save(update_fields=["withdrawn_at"])


@transaction.atomic
def end_role(assignment: RoleAssignment, *, by: Membership, on: dt.date) -> None:
    """End a role from `on` (first day without it). Undone by `restore_role` on the same page."""
    _own(assignment.organization, by)
    if assignment.user == by.user:
        raise RoleNotYours(_("You cannot end your own role. Ask a colleague or the steward."))
    assignment.ends_on = max(on, assignment.starts_on)
    assignment.save(update_fields=["ends_on"])


@transaction.atomic
def restore_role(assignment: RoleAssignment, *, by: Membership) -> None:
    """Give an ended role back."""
    _own(assignment.organization, by)
    assignment.ends_on = None
    assignment.save(update_fields=["ends_on"])


def _own(organization: Organization | None, by: Membership) -> None:
    allowed = by.may(Permission.MANAGE_MEMBERS) and (
        by.organization is None or by.organization == organization
    )
    if not allowed:
        raise RoleNotYours


def _open(at: dt.datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
