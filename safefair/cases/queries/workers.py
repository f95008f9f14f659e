"""Who works on the cases of an organisation."""

import datetime as dt

from safefair.accounts.models import RoleAssignment, User
from safefair.accounts.roles import ROLES, Permission

WORKING_ROLES = [
    role.code
    for role in ROLES
    if Permission.VIEW_CASES in role.permissions and Permission.TAKE_IN in role.permissions
]


def workers_of(organization_id: int, *, on: dt.date) -> list[User]:
    """Users who may have cases of an organisation on a day, by name."""
    current = RoleAssignment.objects.current(on).filter(
        organization_id=organization_id, role__in=WORKING_ROLES
    )
    return list(User.objects.filter(pk__in=current.values("user"), is_active=True).order_by("name", "pk"))
