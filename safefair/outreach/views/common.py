"""What the pages of this app share."""

from django.core.exceptions import PermissionDenied

from safefair.accounts.membership import Membership
from safefair.accounts.models import Organization


def organization_of(membership: Membership) -> Organization:
    """The organisation for which somebody writes; a role of the programme writes no records."""
    if membership.organization is None:
        raise PermissionDenied
    return membership.organization
