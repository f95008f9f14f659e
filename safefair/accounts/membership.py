"""As what somebody works in this request: one role, for one organisation or the programme."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from safefair.accounts.models import Organization, RoleAssignment, User
from safefair.accounts.roles import ROLE_BY_CODE, Permission, Role
from safefair.core.rls import Scope

SESSION_KEY = "assignment"


@dataclass(frozen=True)
class Membership:
    """The role in use. `organization` is None for programme roles; `choices` are all the roles she may change to."""

    user: User
    assignment: RoleAssignment
    role: Role
    organization: Organization | None
    choices: tuple[RoleAssignment, ...] = ()

    def may(self, permission: Permission) -> bool:
        """Whether the role in use allows it."""
        return permission in self.role.permissions

    @property
    def organization_id(self) -> int | None:
        """The organisation whose records are in view; None for programme roles."""
        return self.organization.id if self.organization else None

    @property
    def scope(self) -> Scope:
        """How far the database lets this role see."""
        return self.role.scope


def assignments_for(user: User, on: dt.date) -> list[RoleAssignment]:
    """The roles somebody may work in on a day, organisations first, in a fixed order."""
    current = RoleAssignment.objects.current(on).filter(user=user).select_related("organization")
    return list(current.order_by("organization__name", "role", "id"))


def choose_membership(user: User, *, on: dt.date, wanted: str | None) -> Membership | None:
    """The role asked for (an assignment's uuid) if it is still in force, else the first one."""
    found = assignments_for(user, on)
    if not found:
        return None
    chosen = next((a for a in found if str(a.uuid) == wanted), found[0])
    return Membership(user, chosen, ROLE_BY_CODE[chosen.role], chosen.organization, tuple(found))


def membership_of(request: HttpRequest) -> Membership:
    """The role in use in a request; only behind `@requires`, which has checked that there is one."""
    membership = getattr(request, "membership", None)
    if not isinstance(membership, Membership):
        raise PermissionDenied
    return membership


def organization_of(membership: Membership) -> Organization:
    """The organisation for which somebody writes; a role of the programme writes no records."""
    if membership.organization is None:
        raise PermissionDenied
    return membership.organization
