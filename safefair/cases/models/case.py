"""A case: one woman's matter with one organisation, and what happened in it when."""

import datetime as dt

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.intake import (
    CaseStatus,
    ContactChannel,
    DocumentHolder,
    EntryKind,
    ExceptionReason,
    MigrationChannel,
    Priority,
    Sector,
    Source,
    Stage,
)
from safefair.cases.enums.plan import ClosureReason, RiskLevel, Service
from safefair.cases.models.base import OwnRow, Sealed
from safefair.core.codes import AgeBand, Sex
from safefair.people.models import Registration

STAFF = settings.AUTH_USER_MODEL
DRAFT_DAYS = 30


@pghistory.track(append_only=True, level=pghistory.Statement)
class Case(OwnRow, Sealed):
    """One matter. Coded facts stand in the open for lists and counts; her words and how to reach her are sealed.

    `registration` is None where she wants no name written down. `worker` is responsible. `is_protected`: only the
    worker and those let in one by one may open it. `risk`, `review_on` and `counts` repeat the newest assessment and
    consent, so that a list needs no other table. `counts`: she agreed to be counted (None: not asked).
    Sealed: wishes, story, contact, contact_note, safe_hours, code_word, contact_person, recruiter, employer.
    """

    code = models.CharField(_("code"), max_length=12)
    registration = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="cases")
    key_id = models.UUIDField()
    status = models.CharField(_("status"), max_length=12, choices=CaseStatus, default=CaseStatus.OPEN)
    opened_on = models.DateField(_("opened on"))
    opened_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    worker = models.ForeignKey(STAFF, models.PROTECT, related_name="+", verbose_name=_("worker"))
    is_protected = models.BooleanField(_("protected"), default=False)
    priority = models.CharField(_("how soon"), max_length=10, choices=Priority, default=Priority.NORMAL)
    source = models.CharField(_("how she came"), max_length=24, choices=Source, default=Source.UNKNOWN)
    language = models.CharField(_("language"), max_length=10, blank=True)
    needs_interpreter = models.BooleanField(_("needs an interpreter"), null=True)
    contact_channel = models.CharField(
        _("how to reach her"), max_length=14, choices=ContactChannel, default=ContactChannel.NONE
    )
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand, default=AgeBand.UNKNOWN)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True)
    stage = models.CharField(_("where in her migration"), max_length=16, choices=Stage, default=Stage.UNKNOWN)
    migration_channel = models.CharField(
        _("papers"), max_length=10, choices=MigrationChannel, default=MigrationChannel.UNKNOWN
    )
    origin = models.CharField(_("from"), max_length=2, blank=True)
    destination = models.CharField(_("country of work"), max_length=2, blank=True)
    sector = models.CharField(_("work"), max_length=8, choices=Sector, default=Sector.UNKNOWN)
    lives_in = models.BooleanField(_("lives where she works"), null=True)
    is_tied = models.BooleanField(_("papers tied to one employer"), null=True)
    documents_with = models.CharField(
        _("who holds her documents"), max_length=10, choices=DocumentHolder, default=DocumentHolder.UNKNOWN
    )
    needs = ArrayField(
        models.CharField(max_length=30, choices=Service), default=list, blank=True, verbose_name=_("needs")
    )
    risk = models.CharField(
        _("danger"), max_length=6, choices=RiskLevel, default=RiskLevel.UNKNOWN, blank=True
    )
    risk_at_start = models.CharField(max_length=6, choices=RiskLevel, default=RiskLevel.UNKNOWN, blank=True)
    assessed_on = models.DateField(null=True)
    review_on = models.DateField(_("look again on"), null=True)
    counts = models.BooleanField(null=True)
    closed_on = models.DateField(_("closed on"), null=True)
    closure_reason = models.CharField(max_length=24, choices=ClosureReason, blank=True)
    on_hold = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "code"], name="case_code_in_organization")
        ]
        indexes = [
            models.Index(fields=["organization", "-opened_on", "-id"]),
            models.Index(fields=["organization", "worker", "status", "review_on"]),
            models.Index(
                fields=["organization", "review_on"], condition=Q(status="open"), name="reviews_of_open"
            ),
            models.Index(fields=["registration"]),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Work goes on."""
        return self.status == CaseStatus.OPEN


class CaseRow(OwnRow):
    """A row of one case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="%(class)ss")

    class Meta:
        abstract = True


class TimelineEntry(CaseRow):
    """One thing that happened: what kind, when, by whom, and the row that says more. Never words of hers."""

    kind = models.CharField(max_length=24, choices=EntryKind)
    happened_on = models.DateField()
    by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    subject = models.UUIDField(null=True)
    detail = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-happened_on", "-id"])]


class Draft(OwnRow, Sealed):
    """A form that is not finished: one a user, kind and subject, which is the row it changes, or else the case.

    Sealed under the key of its case, or before there is one (at intake) under a key of its own. Kept for DRAFT_DAYS after
    it was last typed in.
    """

    user = models.ForeignKey(STAFF, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    subject = models.UUIDField(null=True)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="drafts")
    key_id = models.UUIDField(null=True)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organization", "kind", "subject"],
                nulls_distinct=False,
                name="one_draft_a_form",
            )
        ]

    @property
    def kept_until(self) -> dt.date:
        """The last day on which its writer can go on with it."""
        return localdate(self.saved_at) + dt.timedelta(days=DRAFT_DAYS)


@pghistory.track(append_only=True, level=pghistory.Statement)
class Admittance(CaseRow):
    """Who besides the worker may open a case: let in by her or her supervisor, or by exception until a time."""

    user = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    is_exception = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, choices=ExceptionReason, blank=True)
    granted_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["user", "case"])]
