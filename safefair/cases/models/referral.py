"""A referral: one row that two organisations see, the sender and, while it is live, the receiver."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.plan import Service
from safefair.cases.enums.referral import (
    DeclineReason,
    Feedback,
    ReferralKind,
    ReferralStatus,
    Urgency,
)
from safefair.cases.models.base import OwnRow, Sealed
from safefair.cases.models.case import Case
from safefair.cases.models.consent import Consent

STAFF = settings.AUTH_USER_MODEL


@pghistory.track(append_only=True, level=pghistory.Statement)
class Referral(OwnRow, Sealed):
    """A packet for one receiver, sealed under a key of its own that is destroyed when access ends.

    `organization` sends. The receiver (`to`) sees the row while it is live, and may change only what a trigger lets
    it: its answer. `outside_name`: on paper, to somebody who has no account here. `case` is the sender's and no one
    else's; `taken_up` is the address of the receiver's own case. Sealed: the packet by data category, and `question`.
    `overridden_because`: sent without consent by a named permission; a code, never a text.

    Between two installations each has a row of its own. At the sender `goes_to` is an organisation of the other one. At
    the receiver `came_from` is the installation and `sender_name` its organisation; the row is the receiver's own
    (`organization` and `to`), without case or consent, and `holds_until` is how long her consent holds.
    """

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="referrals")
    code = models.CharField(_("code"), max_length=12)
    kind = models.CharField(_("kind"), max_length=10, choices=ReferralKind, default=ReferralKind.SERVICE)
    to = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    outside_name = models.CharField(max_length=120, blank=True)
    service = models.CharField(_("service"), max_length=30, choices=Service)
    urgency = models.CharField(_("answer needed"), max_length=5, choices=Urgency, default=Urgency.DAY)
    categories = ArrayField(models.CharField(max_length=12, choices=DataCategory), default=list)
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="referrals")
    overridden_because = models.CharField(max_length=20, blank=True)
    key_id = models.UUIDField()
    language = models.CharField(max_length=10, blank=True)
    country = models.CharField(max_length=2, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    children = models.PositiveSmallIntegerField(default=0)
    status = models.CharField(_("status"), max_length=24, choices=ReferralStatus, default=ReferralStatus.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    answer_by = models.DateTimeField()
    responded_at = models.DateTimeField(null=True)
    responded_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    decline_reason = models.CharField(max_length=24, choices=DeclineReason, blank=True)
    taken_up = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    feedback = models.CharField(max_length=16, choices=Feedback, blank=True)
    goes_to = models.ForeignKey("cases.PartnerOrganization", models.PROTECT, null=True, related_name="+")
    came_from = models.ForeignKey("cases.Partner", models.PROTECT, null=True, related_name="+")
    sender_name = models.CharField(max_length=200, blank=True)
    holds_until = models.DateField(null=True)
    number_there = models.UUIDField(null=True)
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to__isnull=False, outside_name="") | (Q(to=None) & ~Q(outside_name="")),
                name="referral_to_one_receiver",
            ),
            models.CheckConstraint(
                condition=Q(consent__isnull=False) | ~Q(overridden_because="") | Q(came_from__isnull=False),
                name="referral_has_its_ground",
            ),
            models.CheckConstraint(
                condition=~Q(to=models.F("organization")) | Q(came_from__isnull=False),
                name="referral_to_another",
            ),
            models.CheckConstraint(
                condition=Q(came_from=None, number_there=None, case__isnull=False, sent_by__isnull=False)
                | Q(
                    came_from__isnull=False,
                    number_there__isnull=False,
                    case=None,
                    consent=None,
                    to=models.F("organization"),
                    goes_to=None,
                ),
                name="referral_from_here_or_there",
            ),
            models.CheckConstraint(condition=Q(goes_to=None) | Q(to=None), name="referral_elsewhere_by_name"),
        ]
        indexes = [
            models.Index(fields=["to", "status", "-sent_at"]),
            models.Index(fields=["organization", "status", "-sent_at"]),
            models.Index(fields=["case"]),
        ]

    @property
    def sender(self) -> str:
        """Who sent it, with the installation where that is another one."""
        if self.came_from is None:
            return str(self.organization)
        return f"{self.sender_name} ({self.came_from})" if self.sender_name else str(self.came_from)


@pghistory.track(append_only=True, level=pghistory.Statement, exclude=["content"])
class PacketDocument(OwnRow):
    """A copy of a document in a packet, sealed under the packet's key; its file is emptied when access ends.

    `organization` is that of the referral. `number`: from 1, as the packet lists it. `size` of the file in bytes.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="documents")
    number = models.PositiveSmallIntegerField()
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["referral", "number"], name="one_document_a_number"),
        ]


class ReferralMessage(OwnRow, Sealed):
    """A message about a referral between its two sides, sealed under the referral's key; `organization` wrote it.

    Sealed: text.
    """

    referral = models.ForeignKey(Referral, models.PROTECT, related_name="messages")
    other = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
