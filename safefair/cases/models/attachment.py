"""Documents of a case."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.cases.models.base import Sealed
from safefair.cases.models.case import CaseRow


@pghistory.track(append_only=True, level=pghistory.Statement, exclude=["content"])
class Attachment(CaseRow, Sealed):
    """A photo or document, checked and made anew without what it said of phone and place; content under the case's key.

    Sealed: name (as the worker calls it), kind. `original` keeps the file as it came, only where she and her lawyer ask.
    """

    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    content = models.BinaryField(null=True)
    is_original = models.BooleanField(default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)
    entry_id = models.UUIDField(_("entry"), unique=True)

    class Meta:
        indexes = [models.Index(fields=["case"], condition=Q(removed_at=None), name="attachments_of_case")]
