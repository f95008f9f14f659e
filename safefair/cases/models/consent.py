"""What she agreed to, for whom, and until when."""

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.cases.enums.consent import DataCategory, Decision, GivenBy, Method, Purpose
from safefair.cases.models.base import Sealed
from safefair.cases.models.case import CaseRow


@pghistory.track(append_only=True, level=pghistory.Statement)
class Consent(CaseRow, Sealed):
    """One answer of hers to one question. `recipient` or `recipient_name` for SHARE; in force until withdrawn or over.

    Sealed: conditions (what to withhold, in her words).
    """

    purpose = models.CharField(_("for what"), max_length=12, choices=Purpose)
    decision = models.CharField(_("what she said"), max_length=8, choices=Decision)
    recipient = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("with whom")
    )
    recipient_name = models.CharField(_("outside organisation"), max_length=120, blank=True)
    categories = ArrayField(
        models.CharField(max_length=12, choices=DataCategory),
        default=list,
        blank=True,
        verbose_name=_("what"),
    )
    given_by = models.CharField(_("who decided"), max_length=10, choices=GivenBy, default=GivenBy.SELF)
    method = models.CharField(_("how"), max_length=10, choices=Method, default=Method.VERBAL)
    language = models.CharField(_("language"), max_length=10, blank=True)
    had_interpreter = models.BooleanField(_("with an interpreter"), default=False)
    obtained_on = models.DateField(_("on"))
    obtained_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    valid_until = models.DateField(_("until"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    entry_id = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose=Purpose.SHARE) | Q(recipient__isnull=False) | ~Q(recipient_name=""),
                name="shared_with_somebody",
            ),
            models.CheckConstraint(condition=Q(recipient=None) | Q(recipient_name=""), name="one_recipient"),
        ]
        indexes = [models.Index(fields=["case", "purpose"])]
