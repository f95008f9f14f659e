"""A file of attendance on its way in. Nothing of it counts before it is confirmed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.models import Addressable, Task
from safefair.people.enums import BatchStatus, RowStatus
from safefair.people.models.registrations import Registration


class ImportBatch(Addressable):
    """One file: its digest, how its columns and activities are read, what was found, what was stored.

    `sealed` is the file under the batch's own key (`key_id`), destroyed once the batch is stored or discarded.
    `columns` says how the file is read (`imports.reading.Reading`), `activities` which kind each activity is, by the
    digest of its title; `summary` holds counts only.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=12, choices=BatchStatus, default=BatchStatus.UPLOADED)
    digest = models.CharField(max_length=64)
    key_id = models.UUIDField(null=True)
    sealed = models.BinaryField(null=True)
    kind = models.CharField(max_length=5)
    size = models.PositiveIntegerField()
    columns = models.JSONField(default=dict)
    activities = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    refusal = models.CharField(max_length=300, blank=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")
    stored_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "digest"],
                condition=Q(status__in=["STORING", "STORED"]),
                name="import_file_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uuid)


class ImportRow(models.Model):
    """What was found in one row: its fate and its faults by column. The values stay in the sealed file.

    `faults` is a list of [column, code], the column counted from 0, -1 for the row as a whole. `person` is the number
    of the first row that names the same person, for somebody who is not registered yet.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=RowStatus)
    faults = models.JSONField(default=list)
    person = models.PositiveIntegerField(null=True)
    registration = models.ForeignKey(Registration, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="import_row_once")]

    def __str__(self) -> str:
        return str(self.number)
