"""Second pairs of eyes: changes that wait, and calls that found a service as it is written."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.models import Addressable
from safefair.directory.enums import ProposalStatus
from safefair.directory.models.imports import ServiceImport
from safefair.directory.models.service import Service

STAFF = settings.AUTH_USER_MODEL


@pghistory.track(append_only=True, exclude=["entry", "before"])
class Proposal(Addressable):
    """A service as somebody would have it; the one in the directory stays until somebody else accepts.

    `entry`: the whole service (see `entries`). `before`: the service as it was when this was accepted, to undo it; none
    where the service was new. `service` is empty until a new one is accepted. `identifier`: the HSDS id that a new one had
    in the file `batch` from which it came.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="proposals")
    identifier = models.UUIDField(null=True)
    batch = models.ForeignKey(ServiceImport, models.SET_NULL, null=True, related_name="proposals")
    entry = models.JSONField()
    before = models.JSONField(null=True)
    status = models.CharField(
        _("status"), max_length=9, choices=ProposalStatus, default=ProposalStatus.WAITING
    )
    reason = models.CharField(_("why not"), max_length=300, blank=True)
    proposed_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service"], condition=Q(status="waiting"), name="one_waiting_change_of_a_service"
            ),
        ]
        indexes = [models.Index(fields=["organization", "status", "proposed_at"])]

    def __str__(self) -> str:
        return str(self.uuid)


@pghistory.track(append_only=True)
class CallBack(Addressable):
    """Somebody called the service, and everything was as it is written."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="calls")
    called_on = models.DateField(_("called on"))
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["service", "-called_on"])]

    def __str__(self) -> str:
        return f"{self.called_on:%Y-%m-%d}"
