"""The overlay: which registrations are one individual, by which run, how sure. Rewrites nothing."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.models import Addressable, Task
from safefair.people.models.registrations import Registration


class LinkageRun(Addressable):
    """One comparison of all registrations. The current one answers who is one person."""

    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")
    is_trained = models.BooleanField(_("parameters trained on these records"), default=False)
    model_version = models.CharField(max_length=40, blank=True)
    records = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    low = models.PositiveIntegerField(default=0)
    high = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict)
    is_current = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_linkage"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class LinkedRegistration(models.Model):
    """To which individual of a run a registration belongs, and with what probability."""

    run = models.ForeignKey(LinkageRun, models.CASCADE, related_name="links")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="links")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    individual = models.BigIntegerField()
    probability = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "registration"], name="linked_once_a_run")]
        indexes = [models.Index(fields=["run", "individual"])]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.individual}"


class LinkEvidence(models.Model):
    """Why a run put two registrations together or left them apart: probability, rule and reasons, no identity."""

    run = models.ForeignKey(LinkageRun, models.CASCADE, related_name="evidence")
    first = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    second = models.ForeignKey(Registration, models.CASCADE, related_name="+")
    probability = models.FloatField()
    rule = models.CharField(max_length=60)
    reasons = models.JSONField(default=list)
    is_linked = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["run", "-probability"])]

    def __str__(self) -> str:
        return f"{self.first_id}-{self.second_id}"
