"""Reads of `accounts` needed on its pages."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from safefair.accounts.membership import Membership
from safefair.accounts.models import Invitation, RoleAssignment, User
from safefair.accounts.permission_words import WORDS
from safefair.accounts.roles import ROLES, Permission, Role
from safefair.core.models import ReadLog


def members(membership: Membership) -> QuerySet[RoleAssignment]:
    """Role assignments that somebody may see: those of her own organisation, or all."""
    found = RoleAssignment.objects.select_related("user", "organization", "granted_by")
    if membership.organization:
        found = found.filter(organization=membership.organization)
    return found.order_by("ends_on", "organization__name", "user__name", "id")


def open_invitations(membership: Membership, *, at: dt.datetime) -> QuerySet[Invitation]:
    """Invitations not yet accepted, withdrawn or expired."""
    found = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    if membership.organization:
        found = found.filter(organization=membership.organization)
    return found.select_related("organization").order_by("-created_at")


@dataclass(frozen=True)
class PermissionRow:
    """One permission, in words, and, role by role, whether the role has it."""

    permission: Permission
    words: str | Promise
    has: list[bool]


def permission_matrix() -> tuple[list[Role], list[PermissionRow]]:
    """Who may do what, from code."""
    rows = [PermissionRow(p, WORDS[p], [p in role.permissions for role in ROLES]) for p in Permission]
    return list(ROLES), rows


def readings(membership: Membership) -> QuerySet[ReadLog]:
    """The log of readings as far as the role sees it, newest first."""
    found = ReadLog.objects.select_related("seal").order_by("-id")
    return found.filter(organization_id=membership.organization_id) if membership.organization else found


def names_of_users(ids: set[int]) -> dict[int, str]:
    """Names of staff by id."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in=ids)}
