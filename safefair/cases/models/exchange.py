"""Other installations of this software: who we are to them, whom we trust, and what went to and fro."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.exchange import Fault, ParcelKind
from safefair.cases.enums.plan import Service
from safefair.cases.models.base import OwnRow
from safefair.cases.models.referral import Referral
from safefair.core.codes import Country
from safefair.core.models import Addressable

STAFF = settings.AUTH_USER_MODEL
LABEL = 120  # letters, as the names of receivers outside


@pghistory.track(append_only=True, level=pghistory.Statement)
class Installation(Addressable):
    """This installation as others know it: one row. Of its keys the public halves; the private ones are data keys.

    `receives`: codes of our organisations that take referrals from elsewhere. `address`: where others deliver; empty
    where files are carried.
    """

    is_only = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    address = models.URLField(_("address"), blank=True)
    receives = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    sign_key_id = models.UUIDField()
    seal_key_id = models.UUIDField()
    sign_public = models.BinaryField()
    seal_public = models.BinaryField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(is_only=True), name="one_installation")]

    def __str__(self) -> str:
        return self.name


@pghistory.track(append_only=True, level=pghistory.Statement)
class Partner(Addressable):
    """Another installation, from its card. Trusted from the second step, in which its fingerprint was compared.

    Whoever comes with new keys is a new row: trust is in keys, not in a name.
    """

    installation = models.UUIDField()
    name = models.CharField(_("name"), max_length=80)
    address = models.URLField(_("address"), blank=True)
    sign_public = models.BinaryField()
    seal_public = models.BinaryField()
    added_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["installation"], condition=Q(ended_at=None), name="one_partner_an_installation"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_trusted(self) -> bool:
        """Confirmed, and not ended."""
        return self.confirmed_at is not None and self.ended_at is None


@pghistory.track(append_only=True, level=pghistory.Statement)
class PartnerOrganization(Addressable):
    """An organisation of another installation that receives referrals, as its card says. `services`: empty is any."""

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="organizations")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    country = models.CharField(max_length=2, choices=Country)
    services = ArrayField(models.CharField(max_length=30, choices=Service), default=list, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "code"], name="one_code_a_partner")]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """How consent and referral name it: with its installation, and so that it fits their field."""
        room = LABEL - len(self.partner.name) - 3
        return f"{self.name[:room].strip()} ({self.partner.name})"


@pghistory.track(
    append_only=True, level=pghistory.Statement, exclude=["content", "tried_at", "next_at", "tries"]
)
class Parcel(OwnRow):
    """A sealed file that went to another installation, or came from there; `organization` is ours on this side.

    `about`: the number of the packet at its sender. `document`: of this very file, so that one that comes twice counts
    once. `said_at`: when what it says happened, as the other side says. `delivered_at`: by address, or carried in.
    `content`: what goes out, kept until it is delivered or of no use any more. `fault`: why the last of `tries` failed;
    `next_at`: when the next one is due, none where trying would not help.
    """

    partner = models.ForeignKey(Partner, models.PROTECT, related_name="parcels")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="parcels")
    about = models.UUIDField()
    document = models.UUIDField(default=uuid.uuid4)
    kind = models.CharField(max_length=16, choices=ParcelKind)
    detail = models.CharField(max_length=24, blank=True)
    is_incoming = models.BooleanField()
    said_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=12, choices=Fault, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "document", "is_incoming"], name="one_document_a_partner"
            ),
        ]
        indexes = [
            models.Index(fields=["referral"]),
            models.Index(fields=["partner", "about"]),
            models.Index(
                fields=["id"],
                condition=Q(is_incoming=False, delivered_at=None, content__isnull=False),
                name="parcels_to_deliver",
            ),
        ]
