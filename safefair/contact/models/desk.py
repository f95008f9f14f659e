"""A desk: the people of one organisation who answer questions."""

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country
from safefair.core.models import Addressable


@pghistory.track(append_only=True)
class Desk(Addressable):
    """Who answers, for which countries, in which languages, on which days. Everything here is for everybody to read.

    `days`: 0 is Monday. `opens_at` and `closes_at` in `timezone`. `away_until`: the first day on which somebody is back.
    """

    organization = models.OneToOneField(Organization, models.PROTECT, related_name="desk")
    countries = ArrayField(models.CharField(max_length=2, choices=Country), verbose_name=_("answers for"))
    languages = ArrayField(models.CharField(max_length=10), verbose_name=_("languages"))
    days = ArrayField(models.SmallIntegerField(), default=list, blank=True, verbose_name=_("days"))
    opens_at = models.TimeField(_("from"))
    closes_at = models.TimeField(_("until"))
    timezone = models.CharField(_("time zone"), max_length=40)
    away_until = models.DateField(_("nobody answers until"), null=True, blank=True)
    is_open = models.BooleanField(_("takes questions"), default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")), name="desk_closes_after_it_opens"
            )
        ]

    def __str__(self) -> str:
        return self.organization.name
