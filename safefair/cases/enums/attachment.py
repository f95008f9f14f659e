"""Choices of a document."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocumentKind(models.TextChoices):
    """What a document is."""

    PASSPORT = "passport", _("passport or card")
    CONTRACT = "contract", _("contract of work")
    PAYSLIP = "payslip", _("payslip or receipt")
    MEDICAL = "medical", _("medical paper")
    INJURY = "injury", _("photo of an injury")
    COURT = "court", _("paper of a court or office")
    OTHER = "other", _("another paper")
