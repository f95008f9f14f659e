"""Messages about a case between those who work on it."""

from django.conf import settings
from django.db import models

from safefair.cases.models.base import Sealed
from safefair.cases.models.case import CaseRow


class CaseMessage(CaseRow, Sealed):
    """What a colleague wrote about a case, sealed with it: to all who work on it, and to one more (`to`). Sealed: text."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField()
    entry_id = models.UUIDField(unique=True)

    class Meta:
        indexes = [models.Index(fields=["case", "-sent_at"])]


class MessageRead(CaseRow):
    """That somebody has seen the messages of a case up to a time; one a user and case."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    up_to = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "user"], name="one_mark_a_reader")]
