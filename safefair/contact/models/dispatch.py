"""A text that goes to a phone by a channel."""

from decimal import Decimal

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.contact.enums import Alphabet, ByChannel, DispatchFault, DispatchStatus
from safefair.contact.models.channel import Channel
from safefair.contact.models.request import HelpRequest, RequestNote
from safefair.core.models import Addressable
from safefair.core.sealed import Sealed


@pghistory.track(append_only=True, level=pghistory.Statement, exclude=["sealed", "version"])
class Dispatch(Addressable, Sealed):
    """One text about one answer, in one or more pieces; its number is the `id` that the provider tells news by.

    `greatest_length`: of a piece, as it was when this was written. `pieces_sent`: handed over already; sending goes on after
    them. `parts_sent`: paid for with them, at `part_cost` each.
    `next_at`: not before then; none once it is over. Sealed with the question: text.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.ForeignKey(HelpRequest, models.PROTECT, related_name="dispatches")
    note = models.ForeignKey(RequestNote, models.PROTECT, related_name="dispatches")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="dispatches")
    what = models.CharField(max_length=8, choices=ByChannel)
    language = models.CharField(max_length=10)
    status = models.CharField(
        _("status"), max_length=9, choices=DispatchStatus, default=DispatchStatus.QUEUED
    )
    fault = models.CharField(max_length=11, choices=DispatchFault, blank=True)
    pieces = models.PositiveSmallIntegerField()
    pieces_sent = models.PositiveSmallIntegerField(default=0)
    parts = models.PositiveSmallIntegerField()
    parts_sent = models.PositiveSmallIntegerField(default=0)
    greatest_length = models.PositiveSmallIntegerField()
    alphabet = models.CharField(max_length=4, choices=Alphabet)
    part_cost = models.DecimalField(max_digits=10, decimal_places=4)
    currency = models.CharField(max_length=3)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)
    queued_at = models.DateTimeField(_("written"))
    changed_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(pieces_sent__lte=F("pieces")), name="dispatch_sends_its_pieces"
            ),
        ]
        indexes = [
            models.Index(fields=["request", "id"]),
            models.Index(fields=["next_at"], condition=Q(next_at__isnull=False), name="dispatches_due"),
            models.Index(fields=["organization", "queued_at"]),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def cost(self) -> Decimal:
        """What the parts handed over cost, as the channel says; what counts is the provider's bill."""
        return self.parts_sent * self.part_cost
