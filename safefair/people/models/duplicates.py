"""Two registrations of one organisation side by side, and what was decided."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.models import Addressable
from safefair.people.enums import PairSource, PairStatus
from safefair.people.models.registrations import Registration


class DuplicatePairQuerySet(models.QuerySet["DuplicatePair"]):
    """Questions about pairs."""

    def visible_to(self, organization_id: int | None) -> "DuplicatePairQuerySet":
        """Those of one organisation; the first line, before row-level security."""
        return self.none() if organization_id is None else self.filter(organization_id=organization_id)


@pghistory.track(append_only=True)
class DuplicatePair(Addressable):
    """Two registrations that may be one person. Neither is ever rewritten: the pair says what holds."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    first = models.ForeignKey(Registration, models.CASCADE, related_name="pairs_as_first")
    second = models.ForeignKey(Registration, models.CASCADE, related_name="pairs_as_second")
    score = models.FloatField()
    source = models.CharField(max_length=10, choices=PairSource)
    status = models.CharField(_("status"), max_length=10, choices=PairStatus, default=PairStatus.OPEN)

    objects = DuplicatePairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
            models.UniqueConstraint(fields=["first", "second"], name="pair_once"),
        ]
        indexes = [models.Index(fields=["organization", "status", "-score"])]

    def __str__(self) -> str:
        return str(self.uuid)


class PairDecision(Addressable):
    """Who decided what of a pair and why. The newest one not undone holds."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    pair = models.ForeignKey(DuplicatePair, models.CASCADE, related_name="decisions")
    status = models.CharField(max_length=10, choices=PairStatus)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.uuid)
