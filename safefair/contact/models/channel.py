"""A channel: a number or an account at a provider by which questions come in and texts go out."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.contact.enums import Reach
from safefair.contact.models.request import HelpRequest
from safefair.core.codes import Country
from safefair.core.models import Addressable
from safefair.core.sealed import Sealed


@pghistory.track(append_only=True, level=pghistory.Statement, exclude=["secret", "sealed", "version"])
class Channel(Addressable, Sealed):
    """How texts come to a desk and go from it, by the RapidPro contract for external channels.

    `secret`: SHA-256 of what the provider shows us; the secret itself is kept nowhere. `send_url`: where texts are handed
    over. `greatest_length`: characters of one request. `part_cost`: of one part, in `currency`. Between `quiet_from` and
    `quiet_until` in `timezone` nothing goes out. `networks`: from which the provider comes; empty: from any.
    Sealed under `key_id`: authorization.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="channels")
    name = models.CharField(_("name"), max_length=60)
    reach = models.CharField(
        _("how"), max_length=4, choices=[(Reach.SMS, _("SMS")), (Reach.CHAT, _("chat app"))]
    )
    number = models.CharField(_("own number or account"), max_length=40)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    languages = ArrayField(models.CharField(max_length=10), verbose_name=_("languages"))
    send_url = models.CharField(_("address of the provider"), max_length=300)
    key_id = models.UUIDField()
    secret = models.BinaryField()
    networks = ArrayField(models.CharField(max_length=43), default=list, blank=True)
    greatest_length = models.PositiveSmallIntegerField(
        _("greatest length"), default=160, validators=[MinValueValidator(40), MaxValueValidator(2000)]
    )
    part_cost = models.DecimalField(
        _("cost of a part"), max_digits=10, decimal_places=4, default=0, validators=[MinValueValidator(0)]
    )
    currency = models.CharField(_("currency"), max_length=3)
    quiet_from = models.TimeField(_("nothing goes out from"), null=True, blank=True)
    quiet_until = models.TimeField(_("until"), null=True, blank=True)
    timezone = models.CharField(_("time zone"), max_length=40)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "name"], name="channel_name_in_organization"),
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="channel_quiet_from_until",
            ),
            models.CheckConstraint(condition=Q(part_cost__gte=0), name="channel_costs_nothing_or_more"),
        ]

    def __str__(self) -> str:
        return self.name


class Sender(models.Model):
    """By which channel a question came, and how its sender is known again: gone with the key of the question.

    `lookup`: a keyed search key of the number, in this organisation alone. The number itself is sealed in the question.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    request = models.OneToOneField(HelpRequest, models.PROTECT, related_name="sender")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    lookup = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["channel", "lookup"])]

    def __str__(self) -> str:
        return str(self.pk)


class Stop(models.Model):
    """A number to which nothing is ever sent again by this organisation, as a keyed search key. It outlives the question."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    lookup = models.BigIntegerField()
    stopped_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "lookup"], name="one_stop_a_number")]

    def __str__(self) -> str:
        return str(self.pk)
