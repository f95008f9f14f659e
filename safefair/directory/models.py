"""Places of organisations (HSDS location)."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country
from safefair.core.models import Addressable


@pghistory.track(append_only=True)
class Location(Addressable):
    """A place where an organisation receives people. A shelter has an area here, never an address."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="locations")
    name = models.CharField(_("name"), max_length=200)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    place = models.CharField(_("town or district"), max_length=100, blank=True)
    opening_hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list, blank=True)
    is_active = models.BooleanField(_("in use"), default=True)

    def __str__(self) -> str:
        return self.name
