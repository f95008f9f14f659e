"""What rows of a case have in common: an organisation, a case, and what is sealed under the case's own key."""

from django.db import models

from safefair.accounts.models import Organization
from safefair.core.models import Addressable


class Sealed(models.Model):
    """A row with words about her: JSON under AES-256-GCM with the key of her case.

    The place is `table.row's uuid|version`: what is moved to another row, or put back from an older version, does not
    open. Empty until something was written. `cases.sealing` reads and writes it.
    """

    version = models.SmallIntegerField(default=0)
    sealed = models.BinaryField(null=True)

    class Meta:
        abstract = True

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.pk}>"


class OwnRow(Addressable):
    """A row of one organisation, which no other organisation sees."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.uuid)
