"""What one should know of a service before one calls: HSDS has no word for any of it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.core.models import Labelled
from safefair.directory.enums import Known, OperatorKind, Visibility, WhoAnswers


def _known(label: Any) -> "models.CharField[str, str]":
    return models.CharField(label, max_length=7, choices=Known, default=Known.UNKNOWN)


class SafetyProfile(Labelled):
    """The safety profile of a service.

    `number_from_abroad`: E.164, where it differs. `safe_contact_hours`: when the service may call back without somebody
    else hearing of it. `assured_on`: the day on which somebody last called and found everything right; `assured_by` who.
    """

    visibility = models.CharField(
        _("who may see it"), max_length=7, choices=Visibility, default=Visibility.STAFF
    )
    operator_kind = models.CharField(_("who runs it"), max_length=7, choices=OperatorKind)
    who_answers = models.CharField(
        _("who answers"), max_length=10, choices=WhoAnswers, default=WhoAnswers.UNKNOWN
    )
    calls_recorded = _known(_("calls are recorded"))
    immigration_status_asked = _known(_("asks for papers of stay"))
    free_from_mobile = _known(_("free from a mobile phone"))
    women_staff = _known(_("women answer"))
    number_from_abroad = models.CharField(_("number from abroad"), max_length=20, blank=True)
    safe_contact_hours = models.CharField(_("good hours to call"), max_length=200, blank=True)
    assured_on = models.DateField(_("last checked by a call"), null=True, blank=True)
    assured_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True
