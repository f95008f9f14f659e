"""Teams: made, named anew, ended."""

from collections.abc import Collection
from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.cases.errors import NobodyToHelp, refuse_changed
from safefair.cases.models import Team, TeamMember


@dataclass(frozen=True, slots=True, kw_only=True)
class Crew:
    """A team as it is to be: its name, who works in it, who leads."""

    name: str
    members: Collection[User]
    leaders: Collection[User]


@transaction.atomic
def save_team(
    team: Team | None, crew: Crew, *, organization: Organization, by: User, version: int = 0
) -> Team:
    """Make a team (None), or bring one to what is said. Leaders see from this moment on what its members have.

    NobodyToHelp for a team without members; CaseChangedMeanwhile if `version` is not the one that stands there.
    """
    if not crew.members:
        raise NobodyToHelp
    wanted = {user.pk: False for user in crew.members} | {user.pk: True for user in crew.leaders}
    with pghistory.context(user=by.pk):
        team = Team.objects.select_for_update().get(pk=team.pk) if team else Team(organization=organization)
        refuse_changed(team.version, version)
        team.name, team.version = crew.name.strip(), version + 1
        team.save()
        for row in team.members.select_for_update().order_by("pk"):
            leads = wanted.pop(row.user_id, None)
            if leads is None:
                row.delete()
            elif leads != row.is_leader:
                row.is_leader = leads
                row.save(update_fields=["is_leader"])
        for user_id, leads in wanted.items():
            TeamMember.objects.create(organization=organization, team=team, user_id=user_id, is_leader=leads)
    return team


@transaction.atomic
def end_team(team: Team, *, by: User) -> None:
    """No team any more: its leaders see its members' cases no longer. The history of the tables keeps it."""
    with pghistory.context(user=by.pk):
        for row in team.members.all():
            row.delete()
        team.delete()
