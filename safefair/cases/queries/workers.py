"""Who works on the cases of an organisation."""

import datetime as dt

from safefair.accounts.models import RoleAssignment, User
from safefair.accounts.roles import ROLES, Permission

WORKING_ROLES = [
    role.code
    for role in ROLES
    if Permission.VIEW_CASES in role.permissions and Permission.TAKE_IN in role.permissions
]
LEADING_ROLES = [role.code for role in ROLES if Permission.VIEW_TEAM_CASES in role.permissions]
REVIEWING_ROLES = [role.code for role in ROLES if Permission.VIEW_ALL_CASES in role.permissions]


def reviewers_of(organization_id: int, *, on: dt.date) -> list[User]:
    """Users who review all cases of an organisation on a day, by name."""
    return _with_role(organization_id, REVIEWING_ROLES, on)


def workers_of(organization_id: int, *, on: dt.date) -> list[User]:
    """Users who may have cases of an organisation on a day, by name."""
    return _with_role(organization_id, WORKING_ROLES, on)


def leaders_of(organization_id: int, *, on: dt.date) -> list[User]:
    """Users who may lead a team of an organisation on a day, by name."""
    return _with_role(organization_id, LEADING_ROLES, on)


def _with_role(organization_id: int, roles: list[str], on: dt.date) -> list[User]:
    current = RoleAssignment.objects.current(on).filter(organization_id=organization_id, role__in=roles)
    return list(User.objects.filter(pk__in=current.values("user"), is_active=True).order_by("name", "pk"))
