"""A shelter: its houses, beds, stays, and whom it could not take in."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.plan import Service
from safefair.cases.enums.shelter import LeaveReason, TurnAwayReason
from safefair.cases.models.base import OwnRow, Sealed
from safefair.cases.models.case import CaseRow
from safefair.cases.models.referral import Referral
from safefair.core.codes import Country

STAFF = settings.AUTH_USER_MODEL


@pghistory.track(append_only=True, level=pghistory.Statement)
class House(OwnRow, Sealed):
    """A house of a shelter under a front name. Sealed under `key_id`: address, way (how to get there)."""

    name = models.CharField(_("front name"), max_length=80)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    takes_children = models.BooleanField(_("takes children"), default=True)
    takes_boys_until = models.PositiveSmallIntegerField(_("boys up to age"), null=True, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)
    key_id = models.UUIDField()


@pghistory.track(append_only=True, level=pghistory.Statement)
class Bed(OwnRow):
    """One bed. A cot is for a child and counts for children only."""

    house = models.ForeignKey(House, models.PROTECT, related_name="beds")
    room = models.CharField(_("room"), max_length=40)
    label = models.CharField(_("bed"), max_length=20)
    is_accessible = models.BooleanField(_("without steps"), default=False)
    is_cot = models.BooleanField(_("for a child"), default=False)
    out_of_use_since = models.DateField(_("out of use since"), null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["house", "room", "label"], name="bed_named_once")]


@pghistory.track(append_only=True, level=pghistory.Statement)
class Stay(CaseRow):
    """A night or many in one bed. Who leaves a bed and takes another has two stays of one `admission`."""

    bed = models.ForeignKey(Bed, models.PROTECT, related_name="stays")
    admission = models.UUIDField()
    is_child = models.BooleanField(default=False)
    came_on = models.DateField(_("came on"))
    planned_until = models.DateField(_("planned until"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)
    leave_reason = models.CharField(_("why"), max_length=16, choices=LeaveReason, blank=True)
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, related_name="stays")
    admitted_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bed"], condition=Q(left_on=None), name="one_stay_a_bed"),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=models.F("came_on")), name="left_after_coming"
            ),
        ]
        indexes = [models.Index(fields=["organization", "came_on"])]


@pghistory.track(append_only=True, level=pghistory.Statement)
class TurnAway(OwnRow):
    """Somebody who could not be taken in: counted, not named."""

    house = models.ForeignKey(House, models.PROTECT, null=True, blank=True, related_name="turn_aways")
    referral = models.ForeignKey(Referral, models.PROTECT, null=True, blank=True, related_name="+")
    turned_on = models.DateField(_("on"))
    reason = models.CharField(_("why"), max_length=12, choices=TurnAwayReason)
    adults = models.PositiveSmallIntegerField(_("adults"), default=1)
    children = models.PositiveSmallIntegerField(_("children"), default=0)
    sent_to = models.CharField(_("what she got instead"), max_length=30, choices=Service, blank=True)
    recorded_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    entry_id = models.UUIDField(unique=True)
