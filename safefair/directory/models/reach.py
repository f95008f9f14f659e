"""How one reaches a service: numbers, hours, areas, places (HSDS phone, schedule, service_area, service_at_location)."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country
from safefair.core.models import Addressable
from safefair.directory.enums import Channel
from safefair.directory.models.location import Location
from safefair.directory.models.service import Service

NO_PLACE_OF_A_SHELTER = """
IF EXISTS (SELECT 1 FROM directory_service s WHERE s.id = NEW.service_id AND 'shelter' = ANY(s.kinds)) THEN
  RAISE EXCEPTION 'a shelter has no place' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@pghistory.track(append_only=True)
class Phone(Addressable):
    """A number, or a name in a chat app.

    `number`: E.164 where it is a whole number, else as one dials it inside `country` (a short number), or the name in the
    app.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="phones")
    channel = models.CharField(_("for"), max_length=10, choices=Channel, default=Channel.VOICE)
    number = models.CharField(_("number"), max_length=60)
    country = models.CharField(_("dialled in"), max_length=2, choices=Country)
    extension = models.CharField(_("extension"), max_length=10, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "channel", "number", "extension"], name="phone_once_in_service"
            )
        ]

    def __str__(self) -> str:
        return self.number


@pghistory.track(append_only=True)
class Schedule(Addressable):
    """Weekly hours. `days`: 0 is Monday; hours in `timezone`; the last day is part of `valid_to`."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="schedules")
    days = ArrayField(models.SmallIntegerField(), verbose_name=_("days"))
    opens_at = models.TimeField(_("from"))
    closes_at = models.TimeField(_("until"))
    timezone = models.CharField(_("time zone"), max_length=40)
    by_appointment = models.BooleanField(_("by appointment"), default=False)
    valid_from = models.DateField(_("first day"), null=True, blank=True)
    valid_to = models.DateField(_("last day"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="schedule_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="schedule_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens_at:%H:%M}-{self.closes_at:%H:%M}"


@pghistory.track(append_only=True)
class ServiceArea(Addressable):
    """Where somebody may be to get the service: an ISO 3166-2 area, or the whole country where `area` is empty."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="service_areas")
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "country", "area"], name="area_once_in_service"),
            models.CheckConstraint(
                condition=Q(area="") | Q(area__startswith=models.functions.Concat(F("country"), models.Value("-"))),
                name="area_of_its_country",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["country", "area"])]

    def __str__(self) -> str:
        return self.area or self.country


@pghistory.track(append_only=True)
class ServiceAtLocation(Addressable):
    """A service given at a place. One that gives somebody a place to stay has none: the database refuses it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, related_name="at_locations")
    location = models.ForeignKey(Location, models.PROTECT, related_name="at_services")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "location"], name="service_once_at_location")
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_place_of_a_shelter",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_PLACE_OF_A_SHELTER,
            )
        ]

    def __str__(self) -> str:
        return f"{self.service} – {self.location}"
