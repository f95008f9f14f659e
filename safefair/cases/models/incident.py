"""What happened to her, as GBVIMS and HTCDS ask."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.incident import (
    Abduction,
    Context,
    CoreType,
    ForcedLabourIndicator,
    PerpetratorAge,
    Place,
    Relationship,
    ReportedElsewhere,
    TimeOfDay,
    TraffickingStatus,
)
from safefair.cases.enums.intake import Stage
from safefair.cases.models.base import OwnRow, Sealed
from safefair.cases.models.case import CaseRow
from safefair.core.codes import Sex


@pghistory.track(append_only=True, level=pghistory.Statement)
class Incident(CaseRow, Sealed):
    """One incident of one survivor. The six answers are None while not asked; `core_type` and `contexts` follow from facts.

    `happened_on` None: not known, which is never nought days. Sealed: account (in her words), place_name.
    """

    code = models.CharField(_("code"), max_length=16)
    reported_on = models.DateField(_("told us on"))
    happened_on = models.DateField(_("happened on"), null=True, blank=True)
    is_date_estimated = models.BooleanField(_("about"), default=False)
    time_of_day = models.CharField(_("time"), max_length=14, choices=TimeOfDay, default=TimeOfDay.UNKNOWN)
    place = models.CharField(_("where"), max_length=24, choices=Place, default=Place.UNKNOWN)
    country = models.CharField(_("country"), max_length=2, blank=True)
    stage = models.CharField(_("where in her migration"), max_length=16, choices=Stage, default=Stage.UNKNOWN)
    penetration = models.BooleanField(null=True)
    sexual_contact = models.BooleanField(null=True)
    physical_assault = models.BooleanField(null=True)
    forced_marriage = models.BooleanField(null=True)
    denial = models.BooleanField(null=True)
    psychological = models.BooleanField(null=True)
    core_type = models.CharField(_("type"), max_length=48, choices=CoreType, default=CoreType.UNDECIDED)
    contexts = ArrayField(models.CharField(max_length=32, choices=Context), default=list, blank=True)
    age_at_incident = models.SmallIntegerField(_("her age then"), null=True, blank=True)
    harmful_practice = models.BooleanField(_("a harmful traditional practice"), null=True)
    exchange = models.BooleanField(_("money, goods or favours in exchange"), null=True)
    abduction = models.CharField(
        _("held or taken"), max_length=28, choices=Abduction, default=Abduction.UNKNOWN
    )
    had_before = models.BooleanField(_("violence before"), null=True)
    reported_elsewhere = models.CharField(
        _("told elsewhere"), max_length=14, choices=ReportedElsewhere, default=ReportedElsewhere.UNKNOWN
    )
    wants_legal_action = models.BooleanField(_("wants legal action"), null=True)
    forced_labour = ArrayField(
        models.CharField(max_length=40, choices=ForcedLabourIndicator), default=list, blank=True
    )
    trafficking = models.CharField(
        max_length=28, choices=TraffickingStatus, default=TraffickingStatus.NOT_ASSESSED, blank=True
    )
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="incident_code_in_organization"),
            models.CheckConstraint(
                condition=models.Q(happened_on=None) | models.Q(happened_on__lte=models.F("reported_on")),
                name="incident_before_report",
            ),
        ]


@pghistory.track(append_only=True, level=pghistory.Statement)
class Perpetrator(OwnRow):
    """An alleged perpetrator, without a name: what is said of him counts, who he is stands in her account."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="perpetrators")
    is_primary = models.BooleanField(_("the main one"), default=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    has_done_before = models.BooleanField(_("has harmed her before"), null=True)
    age_group = models.CharField(
        _("age"), max_length=8, choices=PerpetratorAge, default=PerpetratorAge.UNKNOWN
    )
    relationship = models.CharField(
        _("who he is to her"), max_length=40, choices=Relationship, default=Relationship.UNKNOWN
    )
    nationality = models.CharField(_("nationality"), max_length=2, blank=True)
    occupation = models.CharField(_("occupation"), max_length=60, blank=True)
