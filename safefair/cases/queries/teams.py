"""Teams of an organisation, and whose cases a leader reviews."""

from django.db.models import QuerySet

from safefair.accounts.membership import Membership
from safefair.accounts.models import User
from safefair.accounts.roles import Permission
from safefair.cases.models import Team, TeamMember


def teams_of(membership: Membership) -> QuerySet[Team]:
    """The teams by which she may narrow her list: all of the organisation for a supervisor, else those she leads."""
    teams = Team.objects.filter(organization=membership.organization).order_by("name", "pk")
    if membership.may(Permission.VIEW_ALL_CASES):
        return teams
    return teams.filter(members__in=_led(membership))


def led_workers(membership: Membership) -> QuerySet[User]:
    """Those whose cases she reviews as a leader; nobody without that role."""
    if not membership.may(Permission.VIEW_TEAM_CASES):
        return User.objects.none()
    members = TeamMember.objects.filter(team__members__in=_led(membership))
    return User.objects.filter(pk__in=members.values("user")).order_by("name", "pk")


def _led(membership: Membership) -> QuerySet[TeamMember]:
    return TeamMember.objects.filter(
        organization=membership.organization, user_id=membership.user.pk, is_leader=True
    )
