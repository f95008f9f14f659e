"""A file of services on its way in. Nothing of it is proposed before it is confirmed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.models import Addressable, Task
from safefair.directory.enums import Fate, ImportStatus, Visibility
from safefair.directory.models.service import Service


class ServiceImport(Addressable):
    """One file. `organization` is empty for whoever works for the programme, and so for all organisations.

    `content`: the bytes, until they are read. `owner`: whose the services are that name nobody. `visibility`: who may see
    those that do not say it, once somebody has called. `summary`: {fate: how many}, and `unread`, heads that nobody reads.
    """

    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    visibility = models.CharField(max_length=7, choices=Visibility)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=9, choices=ImportStatus, default=ImportStatus.CHECKING)
    digest = models.CharField(max_length=64)
    content = models.BinaryField(null=True)
    summary = models.JSONField(default=dict)
    refusal = models.CharField(max_length=300, blank=True)
    task = models.ForeignKey(Task, models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["organization", "digest"])]

    def __str__(self) -> str:
        return str(self.uuid)


class ServiceImportRow(models.Model):
    """One service of a file: its fate, its faults as [column, code], and the entry that would be proposed.

    Of a row that is left out no more than its name is kept. `before`: what the directory said when the file was compared.
    """

    batch = models.ForeignKey(ServiceImport, models.CASCADE, related_name="rows")
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    fate = models.CharField(max_length=7, choices=Fate)
    faults = models.JSONField(default=list)
    owner = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="+")
    identifier = models.UUIDField(null=True)
    entry = models.JSONField(null=True)
    before = models.JSONField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="service_import_row_once")]

    def __str__(self) -> str:
        return str(self.number)
