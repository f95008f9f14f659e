"""`user.has_perm("people.open_person")`: answers from the roles in code, never from rows of permissions."""

from typing import Any

from django.contrib.auth.backends import BaseBackend
from django.utils import timezone

from safefair.accounts.membership import assignments_for
from safefair.accounts.models import User
from safefair.accounts.roles import ROLE_BY_CODE


class RoleBackend(BaseBackend):
    """Whether any role in force on this day, for the organisation of `obj` if it has one, allows it."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        """True when a role allows `perm` (`app.verb_noun`)."""
        if not isinstance(user_obj, User) or not user_obj.is_active:
            return False
        organization_id = getattr(obj, "organization_id", None)
        for assignment in assignments_for(user_obj, timezone.localdate()):
            fits = organization_id is None or assignment.organization_id in (None, organization_id)
            if fits and perm in ROLE_BY_CODE[assignment.role].permissions:
                return True
        return False
