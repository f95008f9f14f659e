"""Danger, safety, goals, steps, contacts, and the end of a case."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.cases.enums.intake import ContactChannel
from safefair.cases.enums.plan import (
    ClosureCheck,
    ClosureReason,
    ContactOutcome,
    Decided,
    GoalStatus,
    Outcome,
    RiskFactor,
    RiskLevel,
    Service,
)
from safefair.cases.models.base import Sealed
from safefair.cases.models.case import CaseRow

STAFF = settings.AUTH_USER_MODEL


@pghistory.track(append_only=True, level=pghistory.Statement)
class RiskAssessment(CaseRow, Sealed):
    """How great the danger is, by factors asked one by one; `factors` were answered yes, `asked` are all that were asked.

    Sealed: note, lowered_because (why the level is below what the factors suggest).
    """

    assessed_on = models.DateField(_("on"))
    level = models.CharField(_("danger"), max_length=6, choices=RiskLevel)
    factors = ArrayField(models.CharField(max_length=24, choices=RiskFactor), default=list, blank=True)
    asked = ArrayField(models.CharField(max_length=24, choices=RiskFactor), default=list, blank=True)
    review_on = models.DateField(_("look again on"))
    assessed_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    entry_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-assessed_on", "-id"])]


@pghistory.track(append_only=True, level=pghistory.Statement)
class SafetyPlan(CaseRow, Sealed):
    """What she will do to stay safe, made with her. Sealed: concern, signs, people, places, prepare, steps, children."""

    is_needed = models.BooleanField(_("needed"), default=True)
    made_with_her = models.BooleanField(_("made with her"), default=True)
    made_on = models.DateField(_("made on"), null=True, blank=True)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    made_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(replaced_at=None), name="one_safety_plan")
        ]


@pghistory.track(append_only=True, level=pghistory.Statement)
class Goal(CaseRow, Sealed):
    """What she wants to reach. Sealed: text."""

    need = models.CharField(_("need"), max_length=30, choices=Service)
    status = models.CharField(_("status"), max_length=12, choices=GoalStatus, default=GoalStatus.IN_PROGRESS)
    set_on = models.DateField(_("since"))
    target_on = models.DateField(_("by"), null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    entry_id = models.UUIDField(unique=True)


@pghistory.track(append_only=True, level=pghistory.Statement)
class Action(CaseRow, Sealed):
    """A step of the plan: what, who does it, by when, and what became of it. Sealed: text, note."""

    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="actions")
    service = models.CharField(_("service"), max_length=30, choices=Service)
    by_her = models.BooleanField(_("she does it herself"), default=False)
    worker = models.ForeignKey(STAFF, models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(_("by"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=48, choices=Outcome, default=Outcome.OPEN, blank=True)
    entry_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization", "worker", "due_on"], condition=Q(outcome=""), name="steps_to_do"
            )
        ]

    @property
    def was_of_use(self) -> bool:
        """She got it, here or elsewhere, or was sent to where she gets it."""
        return self.outcome in (Outcome.PROVIDED, Outcome.REFERRED, Outcome.RECEIVED)


@pghistory.track(append_only=True, level=pghistory.Statement)
class FollowUp(CaseRow, Sealed):
    """A contact with her, planned or held. Sealed: note."""

    due_on = models.DateField(_("planned for"))
    held_on = models.DateField(_("held on"), null=True, blank=True)
    channel = models.CharField(_("how"), max_length=14, choices=ContactChannel)
    outcome = models.CharField(
        max_length=12, choices=ContactOutcome, default=ContactOutcome.PLANNED, blank=True
    )
    worker = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    entry_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["organization", "worker", "due_on"], condition=Q(outcome=""), name="contacts_to_make"
            )
        ]


@pghistory.track(append_only=True, level=pghistory.Statement)
class Closure(CaseRow, Sealed):
    """The end of a case as the worker asks for it and the supervisor decides. Sealed: note, answer.

    `satisfaction` is what she said of the help, 1 to 5; None where she was not asked, or asked and preferred not to say.
    """

    reason = models.CharField(_("why"), max_length=24, choices=ClosureReason)
    checks = ArrayField(models.CharField(max_length=32, choices=ClosureCheck), default=list, blank=True)
    risk = models.CharField(_("danger now"), max_length=6, choices=RiskLevel)
    satisfaction = models.PositiveSmallIntegerField(_("what she says of the help"), null=True, blank=True)
    prefers_not_to_say = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Decided, default=Decided.PENDING)
    asked_on = models.DateField()
    asked_by = models.ForeignKey(STAFF, models.PROTECT, related_name="+")
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")
    reopened_on = models.DateField(null=True)
    reopened_by = models.ForeignKey(STAFF, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(status="pending"), name="one_closure_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")), name="no_self_approval"
            ),
            models.CheckConstraint(
                condition=Q(satisfaction=None) | Q(prefers_not_to_say=False), name="one_answer_of_hers"
            ),
        ]
