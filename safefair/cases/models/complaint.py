"""A labour complaint, its dates, and money: claimed, awarded, received."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.complaint import (
    AmountKind,
    ComplaintOutcome,
    ComplaintType,
    Forum,
    Remedy,
    Respondent,
    StepKind,
)
from safefair.cases.enums.intake import Stage
from safefair.cases.models.base import OwnRow, Sealed
from safefair.cases.models.case import CaseRow

STAFF = settings.AUTH_USER_MODEL


@pghistory.track(append_only=True, level=pghistory.Statement)
class ComplaintGroup(OwnRow):
    """Complaints of several women against one respondent, filed together. A front name, no name of theirs."""

    title = models.CharField(_("title"), max_length=120)
    respondent = models.CharField(_("against"), max_length=20, choices=Respondent)
    country = models.CharField(_("country"), max_length=2)
    forum = models.CharField(_("before"), max_length=16, choices=Forum)
    filed_on = models.DateField(_("filed on"), null=True, blank=True)
    version = models.SmallIntegerField(default=0)


@pghistory.track(append_only=True, level=pghistory.Statement)
class Complaint(CaseRow, Sealed):
    """One labour complaint of one woman. Sealed: respondent_name, facts, demand."""

    group = models.ForeignKey(
        ComplaintGroup, models.PROTECT, null=True, blank=True, related_name="complaints"
    )
    code = models.CharField(_("code"), max_length=16)
    types = ArrayField(models.CharField(max_length=28, choices=ComplaintType), verbose_name=_("about"))
    respondent = models.CharField(_("against"), max_length=20, choices=Respondent)
    country = models.CharField(_("country"), max_length=2)
    stage = models.CharField(_("where in her migration"), max_length=16, choices=Stage, default=Stage.UNKNOWN)
    forum = models.CharField(_("before"), max_length=16, choices=Forum)
    remedies = ArrayField(
        models.CharField(max_length=28, choices=Remedy), default=list, blank=True, verbose_name=_("asks for")
    )
    obtained = ArrayField(
        models.CharField(max_length=28, choices=Remedy), default=list, blank=True, verbose_name=_("obtained")
    )
    opened_on = models.DateField(_("lodged on"))
    worker = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=ComplaintOutcome, default=ComplaintOutcome.PENDING
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="complaint_code_in_organization"),
            models.CheckConstraint(
                condition=Q(outcome="pending", ended_on=None)
                | (~Q(outcome="pending") & Q(ended_on__isnull=False)),
                name="ended_complaint_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["organization", "outcome", "-opened_on"])]


@pghistory.track(append_only=True, level=pghistory.Statement)
class ComplaintStep(OwnRow):
    """A date of a complaint: a deadline, a hearing, a decision; done when `held_on` is set."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="steps")
    kind = models.CharField(_("what"), max_length=12, choices=StepKind)
    due_on = models.DateField(_("on"))
    held_on = models.DateField(_("done on"), null=True, blank=True)
    entry_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization", "due_on"], condition=Q(held_on=None), name="complaint_dates_to_come"
            )
        ]


@pghistory.track(append_only=True, level=pghistory.Statement)
class Amount(OwnRow):
    """Money of a complaint in its own currency. `rate`: units of that currency for one US dollar on `rate_on`."""

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="amounts")
    kind = models.CharField(_("what"), max_length=10, choices=AmountKind)
    remedy = models.CharField(_("for"), max_length=28, choices=Remedy, default=Remedy.MONEY)
    amount = models.DecimalField(_("amount"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    on = models.DateField(_("on"))
    rate = models.DecimalField(_("rate"), max_digits=16, decimal_places=6, null=True, blank=True)
    rate_on = models.DateField(null=True, blank=True)
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="amount_above_nought"),
            models.CheckConstraint(
                condition=Q(rate=None, rate_on=None)
                | Q(rate__isnull=False, rate__gt=0, rate_on__isnull=False),
                name="rate_has_its_day",
            ),
        ]
