"""Teams of an organisation: who works together on cases, and who leads."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.cases.models.base import OwnRow


@pghistory.track(append_only=True, level=pghistory.Statement)
class Team(OwnRow):
    """Workers whose cases one leader reviews. A case belongs to the teams of its worker, and changes with her."""

    name = models.CharField(_("name"), max_length=80)
    version = models.SmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "name"], name="team_named_once")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(append_only=True, level=pghistory.Statement)
class TeamMember(OwnRow):
    """Somebody in a team. `is_leader`: with the role of a team leader she reviews its cases; alone it gives no right."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_leader = models.BooleanField(_("leads"), default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "user"], name="once_in_a_team")]
        indexes = [models.Index(fields=["user", "is_leader"])]
