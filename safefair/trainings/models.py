"""Courses, runs of a course, their sessions, and who took part for how long."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization
from safefair.core.codes import AgeBand, Country, Sex
from safefair.core.models import Addressable
from safefair.people.models import ImportBatch, Registration
from safefair.trainings.enums import Competence, ParticipantRole


@pghistory.track(append_only=True, level=pghistory.Statement)
class Course(Addressable):
    """What can be taught: a syllabus with its competences."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="courses")
    title = models.CharField(_("title"), max_length=200)
    competences = ArrayField(
        models.CharField(max_length=20, choices=Competence), verbose_name=_("competences")
    )
    completion_percent = models.PositiveSmallIntegerField(_("attendance needed, per cent"), default=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "title"], name="course_title_in_organization"),
            models.CheckConstraint(
                condition=Q(completion_percent__gte=1, completion_percent__lte=100),
                name="completion_percent_range",
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(append_only=True, level=pghistory.Statement)
class TrainingRun(Addressable):
    """A course held once, for one group. `organizer` held it; `organization` keeps the record."""

    course = models.ForeignKey(Course, models.PROTECT, related_name="runs")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="training_runs")
    organizer = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    organizer_name = models.CharField(_("held by"), max_length=200, blank=True)
    organization_kind = models.CharField(max_length=20, choices=OrganizationKind)
    title = models.CharField(_("title"), max_length=200)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    language = models.CharField(_("language of the sheet"), max_length=10, default="en-gb")
    sheet_code = models.CharField(_("sheet code"), max_length=8, unique=True)
    batch = models.ForeignKey(ImportBatch, models.PROTECT, null=True, related_name="training_runs")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(_("attendance closed"), null=True)
    status_reason = models.CharField(_("reason"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="run_ends_after_start")
        ]
        indexes = [
            models.Index(fields=["organization", "-starts_on", "-id"]),
            models.Index(fields=["organization", "title", "id"]),
            models.Index(fields=["-ends_on", "-id"]),
            models.Index(fields=["country", "-ends_on", "-id"], name="runs_of_country"),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(append_only=True, level=pghistory.Statement)
class TrainingSession(Addressable):
    """One sitting of a run: a day or half-day with its planned minutes; None where nobody wrote how long it was."""

    run = models.ForeignKey(TrainingRun, models.CASCADE, related_name="sessions")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    held_on = models.DateField(_("date"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(minutes=0), name="sitting_lasts")]

    def __str__(self) -> str:
        return f"{self.held_on}"


@pghistory.track(append_only=True, level=pghistory.Statement)
class Participation(Addressable):
    """One person in one run, with role and kind of organisation as of then: a later job changes no last year."""

    run = models.ForeignKey(
        TrainingRun,
        models.PROTECT,
        related_name="participations",
        db_index=False,  # see the constraint below
    )
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    registration = models.ForeignKey(Registration, models.PROTECT, related_name="participations")
    role = models.CharField(
        _("role"), max_length=20, choices=ParticipantRole, default=ParticipantRole.UNKNOWN
    )
    works_for = models.CharField(_("works for"), max_length=200, blank=True)
    works_for_kind = models.CharField(
        _("kind of organisation"), max_length=20, choices=OrganizationKind, blank=True
    )
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    age_band = models.CharField(max_length=5, choices=AgeBand, default=AgeBand.UNKNOWN)
    nationality = models.CharField(max_length=2, blank=True)
    line_number = models.PositiveSmallIntegerField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "registration"], name="takes_part_once")]
        indexes = [
            models.Index(fields=["organization", "registration"]),
            # With the column that row-level security asks for, people are counted in the index alone.
            models.Index(
                fields=["run"], include=["organization"], condition=Q(removed_at=None), name="people_of_run"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


@pghistory.track(append_only=True, level=pghistory.Statement)
class TrainingAttendance(models.Model):
    """Minutes that one participant was present at one sitting: 0 is absent, None present for an unknown time."""

    session = models.ForeignKey(TrainingSession, models.CASCADE, related_name="attendances")
    participation = models.ForeignKey(Participation, models.CASCADE, related_name="attendances")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["session", "participation"], name="attended_training_session_once"
            ),
        ]

    def __str__(self) -> str:
        return str(self.minutes)
