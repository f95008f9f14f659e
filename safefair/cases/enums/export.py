"""Choices of an export."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ExportKind(models.TextChoices):
    """Which file leaves."""

    INCIDENT_RECORDER = "incident_recorder", _("GBVIMS Incident Recorder (workbook)")
    HTCDS = "htcds", _("Human Trafficking Case Data Standard (workbook)")
    HTCDS_CSV = "htcds_csv", _("Human Trafficking Case Data Standard (CSV)")


class ExportReason(models.TextChoices):
    """Why it leaves."""

    COORDINATION = "coordination", _("agreed sharing of statistics with the coordination of services")
    REPORT = "report", _("our own report or analysis")
    AUDIT = "audit", _("an audit of our work")
