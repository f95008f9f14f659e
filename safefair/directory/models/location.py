"""Places of organisations (HSDS location)."""

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country
from safefair.core.models import Addressable
from safefair.directory.enums import LocationType

NO_ADDRESS_OF_A_SHELTER = """
IF (NEW.address_1 <> '' OR NEW.postal_code <> '' OR NEW.latitude IS NOT NULL) AND EXISTS (
  SELECT 1 FROM accounts_organization o WHERE o.id = NEW.organization_id AND o.kind = 'SHELTER') THEN
  RAISE EXCEPTION 'a shelter has no address' USING ERRCODE = 'check_violation';
END IF;
RETURN NEW;
"""


@pghistory.track(append_only=True)
class Location(Addressable):
    """A place where an organisation receives people. A shelter has an area here, never an address.

    `address_1` (street and number) only where it is known to everybody anyway; a position on the map only beside it.
    `latitude` and `longitude` in degrees (WGS 84).
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="locations")
    name = models.CharField(_("name"), max_length=200)
    location_type = models.CharField(
        _("kind of place"), max_length=8, choices=LocationType, default=LocationType.PHYSICAL
    )
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    place = models.CharField(_("town or district"), max_length=100, blank=True)
    address_1 = models.CharField(_("street and number"), max_length=200, blank=True)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    latitude = models.DecimalField(
        _("latitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )  # fmt: skip
    longitude = models.DecimalField(
        _("longitude"), max_digits=8, decimal_places=5, null=True, blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )  # fmt: skip
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | (Q(latitude__isnull=False, longitude__isnull=False) & ~Q(address_1="")),
                name="location_on_the_map_only_with_its_address",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="no_address_of_a_shelter",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_ADDRESS_OF_A_SHELTER,
            )
        ]

    def __str__(self) -> str:
        return self.name
