"""Base models, background work a page can follow, and the log of readings."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _


class Labelled(models.Model):
    """A row of a list: `get_…_display` finds the word of a code without translating all the others.

    Django hashes every choice of the field at every call, and the hash of a lazy text is its translation: in a list of
    fifty visits half of the time to write the page.
    """

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: "models.Field[Any, Any]") -> str:  # noqa: N802  reason: the name is Django's
        labels: dict[Any, Any] | None = field.__dict__.get("labels_by_code")
        if labels is None:
            labels = field.__dict__["labels_by_code"] = dict(field.flatchoices)
        code = getattr(self, field.attname)
        return force_str(labels.get(code, code), strings_only=True)


class Addressable(Labelled):
    """A row that has an address: a random UUID, since a number would tell how many there are."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class TaskStatus(models.TextChoices):
    """How far a piece of background work has come."""

    WAITING = "WAITING", _("waiting")
    RUNNING = "RUNNING", _("running")
    DONE = "DONE", _("done")
    FAILED = "FAILED", _("failed")


class Task(Addressable):
    """Background work that somebody waits for: how far it is, and how it ended. No personal data."""

    name = models.CharField(max_length=100)
    organization_id = models.BigIntegerField(null=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=10, choices=TaskStatus, default=TaskStatus.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    step = models.CharField(max_length=100, blank=True)
    message = models.CharField(max_length=300, blank=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["name", "status"])]

    def __str__(self) -> str:
        return f"{self.name} {self.uuid}"

    @property
    def is_over(self) -> bool:
        """Nothing more will happen to it."""
        return self.status in (TaskStatus.DONE, TaskStatus.FAILED)

    @property
    def percent(self) -> int:
        """Whole per cent done, 0 to 100."""
        return min(100, 100 * self.done // self.total) if self.total else 0


class ReadKind(models.TextChoices):
    """In which way records were read."""

    OPENED = "OPENED", _("opened")
    LISTED = "LISTED", _("listed")
    SEARCHED = "SEARCHED", _("searched")
    EXPORTED = "EXPORTED", _("exported")
    LINKED = "LINKED", _("compared by the linkage job")


class ReadLog(models.Model):
    """One reading of identities: who, what kind, which registrations, why. The web role may only insert.

    Written in the same transaction before decryption: no log, no plaintext.
    """

    at = models.DateTimeField(auto_now_add=True)
    user_id = models.BigIntegerField(null=True)
    organization_id = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=10, choices=ReadKind)
    subject = models.CharField(max_length=60)
    record_ids = models.JSONField(default=list)
    reason = models.CharField(max_length=300, blank=True)
    seal = models.ForeignKey("core.ReadSeal", models.PROTECT, null=True, related_name="rows")

    class Meta:
        indexes = [models.Index(fields=["organization_id", "at"])]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.kind}"


class ReadSeal(models.Model):
    """A batch of readings under one hash, chained to the batch before: an edit or a gap shows."""

    sealed_at = models.DateTimeField(auto_now_add=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.first_id}-{self.last_id}"
