"""What an organisation wrote down about somebody: countable facts in the open, identity sealed."""

import pghistory
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.codes import Country, Sex
from safefair.core.models import Addressable
from safefair.people.enums import RegistrationSource


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Questions about registrations."""

    def visible_to(self, organization_id: int | None) -> "RegistrationQuerySet":
        """Those of one organisation; the first line, before row-level security."""
        return self.none() if organization_id is None else self.filter(organization_id=organization_id)


# One statement of history for one of writing: a row each would check row-level security anew 20,000 times an import.
@pghistory.track(append_only=True, level=pghistory.Statement)
class Registration(Addressable):
    """A person as one organisation registered her. Only facts that can be counted stand here in the open."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="registrations")
    code = models.CharField(_("code"), max_length=12)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, default=Sex.UNKNOWN)
    birth_year = models.SmallIntegerField(_("year of birth"), null=True, blank=True)
    nationality = models.CharField(_("nationality"), max_length=2, blank=True)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    area = models.CharField(_("province or state"), max_length=10, blank=True)
    source = models.CharField(max_length=10, choices=RegistrationSource)
    registered_on = models.DateField(_("registered on"))
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    erased_at = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organization", "code"], name="registration_code_in_organization"
            ),
        ]
        indexes = [  # one for each order of the list
            models.Index(fields=["organization", "-registered_on", "-id"]),
            models.Index(fields=["organization", "birth_year", "id"]),
            models.Index(fields=["organization", "area", "id"]),
        ]

    def __str__(self) -> str:
        return self.code


class Identity(models.Model):
    """Who she is, sealed under a key of her own; the key stands wrapped in the key database.

    `sealed` is JSON under AES-256-GCM at place `registration id|identity|version`.
    """

    registration = models.OneToOneField(Registration, models.CASCADE, primary_key=True)
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="+")
    key_id = models.UUIDField()
    version = models.SmallIntegerField(default=1)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return str(self.registration_id)
