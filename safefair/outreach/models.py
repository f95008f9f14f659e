"""Visits, and information sessions with their attendance."""

import uuid

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization
from safefair.core.codes import AgeBand, Country, Sex
from safefair.core.models import Addressable, Labelled
from safefair.directory.models import Location
from safefair.outreach.enums import (
    Channel,
    LineSource,
    Relation,
    Sensitivity,
    SheetStatus,
    Topic,
    VisitService,
)
from safefair.people.models import ImportBatch, Registration


@pghistory.track(append_only=True, level=pghistory.Statement)
class Visit(Addressable):
    """One contact of one person with a centre: an attendance. A second one the same day is a second visit.

    Sex, age band and nationality are frozen as of the day. `entry_id` comes from the page: sent twice, stored once.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="visits")
    organization_kind = models.CharField(max_length=20, choices=OrganizationKind)
    location = models.ForeignKey(Location, models.PROTECT, null=True, blank=True, related_name="visits")
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    visited_on = models.DateField(_("date"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.WALK_IN)
    registration = models.ForeignKey(Registration, models.PROTECT, null=True, related_name="visits")
    relation = models.CharField(_("relation"), max_length=10, choices=Relation, default=Relation.UNKNOWN)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    age_band = models.CharField(_("age"), max_length=5, choices=AgeBand, default=AgeBand.UNKNOWN)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True)
    services = ArrayField(models.CharField(max_length=20, choices=VisitService), verbose_name=_("services"))
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    entry_id = models.UUIDField(unique=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [  # the register of one organisation, of all, and of a country
            models.Index(
                fields=["organization", "-visited_on", "-id"],
                condition=Q(removed_at=None),
                name="visits_of_organization",
            ),
            models.Index(fields=["-visited_on", "-id"], condition=Q(removed_at=None), name="visits_of_all"),
            models.Index(
                fields=["country", "-visited_on", "-id"],
                condition=Q(removed_at=None),
                name="visits_of_country",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


@pghistory.track(append_only=True, level=pghistory.Statement)
class InformationSession(Addressable):
    """An information session. `organizer` held it; `organization` keeps the record."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="information_sessions")
    organizer = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    organizer_name = models.CharField(_("held by"), max_length=200, blank=True)
    organization_kind = models.CharField(max_length=20, choices=OrganizationKind)
    title = models.CharField(_("title"), max_length=200)
    topics = ArrayField(models.CharField(max_length=20, choices=Topic), default=list, blank=True)
    held_on = models.DateField(_("date"))
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    language = models.CharField(_("language of the sheet"), max_length=10, default="en-gb")
    sensitivity = models.CharField(_("names"), max_length=10, choices=Sensitivity, default=Sensitivity.OPEN)
    sheet_code = models.CharField(_("sheet code"), max_length=8, unique=True)
    sheet_status = models.CharField(
        _("attendance"), max_length=10, choices=SheetStatus, default=SheetStatus.EXPECTED
    )
    total_on_paper = models.PositiveIntegerField(_("people on the sheet"), null=True, blank=True)
    usual_sex = models.CharField(_("usually"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    usual_relation = models.CharField(_("mostly"), max_length=10, choices=Relation, default=Relation.UNKNOWN)
    usual_nationality = models.CharField(_("usual nationality"), max_length=2, blank=True)
    status_reason = models.CharField(_("reason"), max_length=300, blank=True)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="information_sessions")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["organization", "-held_on", "-id"]),
            models.Index(fields=["organization", "title", "id"]),
            models.Index(fields=["-held_on", "-id"]),
            models.Index(fields=["country", "-held_on", "-id"], name="sessions_of_country"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(sheet_status=SheetStatus.CHECKED) | Q(total_on_paper__isnull=False),
                name="checked_sheet_has_total",
            )
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(append_only=True, level=pghistory.Statement)
class SessionAttendance(Labelled):
    """One named person at one session. Sex, age band, nationality and relation are frozen as of that day.

    `entry_id` comes from the page: a line sent twice is stored once. A line taken away keeps `removed_at`; it counts
    nowhere, and comes back by being entered again.
    """

    session = models.ForeignKey(
        InformationSession,
        models.PROTECT,
        related_name="attendances",
        db_index=False,  # see the constraint below
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="session_attendances")
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.UNKNOWN)
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    age_band = models.CharField(max_length=5, choices=AgeBand, default=AgeBand.UNKNOWN)
    nationality = models.CharField(max_length=2, blank=True)
    line_number = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=10, choices=LineSource)
    entry_id = models.UUIDField(default=uuid.uuid4, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "registration"], name="attended_session_once"),
        ]
        indexes = [
            models.Index(fields=["organization", "registration"]),
            # With the column that row-level security asks for, lines are counted in the index alone.
            models.Index(
                fields=["session"],
                include=["organization"],
                condition=Q(removed_at=None),
                name="lines_of_session",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.line_number}"


@pghistory.track(append_only=True, level=pghistory.Statement)
class SessionHeadcount(Labelled):
    """People at a session without a named line, by sex, age and relation. Never beside a name for one person."""

    session = models.ForeignKey(InformationSession, models.PROTECT, related_name="headcounts")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    age_band = models.CharField(max_length=5, choices=AgeBand, default=AgeBand.UNKNOWN)
    relation = models.CharField(max_length=10, choices=Relation, default=Relation.UNKNOWN)
    number = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "sex", "age_band", "relation"], name="headcount_once_a_group"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session_id}:{self.number}"
