"""What rows of a case have in common: an organisation, a case, and what is sealed under the case's own key."""

from django.db import models

from safefair.accounts.models import Organization
from safefair.core.models import Addressable
from safefair.core.sealed import Sealed

__all__ = ["OwnRow", "Sealed"]


class OwnRow(Addressable):
    """A row of one organisation, which no other organisation sees."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.uuid)
