"""Keyed search keys: equality without opening anything. See docs/decisions on search."""

from django.db import models

from safefair.accounts.models import Organization
from safefair.people.models.registrations import Registration


class SearchKey(models.Model):
    """One keyed value of one registration; the primary key is the index that search asks."""

    pk = models.CompositePrimaryKey("organization_id", "key", "registration_id")
    # A dozen rows a person: that of the registration is the constraint that is worth its price.
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    key = models.BigIntegerField()
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="search_keys")

    def __str__(self) -> str:
        return str(self.key)


class HotKey(models.Model):
    """A value so common in an organisation that it finds too many: no longer kept, no longer asked."""

    pk = models.CompositePrimaryKey("organization_id", "key")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    key = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.key)


class TokenFrequency(models.Model):
    """How many registrations of an organisation bear a name token (keyed): common names weigh less."""

    pk = models.CompositePrimaryKey("organization_id", "token")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+", db_index=False)
    token = models.BigIntegerField()
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return str(self.token)
