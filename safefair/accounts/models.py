"""Organisations that hold records, the people who sign in, and their roles.

`Organization` stands here and not in `directory`, since row-level security and roles need it: see
docs/decisions. `directory` says where an organisation is and what it offers.
"""

import datetime as dt
from typing import Any

import pghistory
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.roles import ROLE_CHOICES
from safefair.core.codes import Country
from safefair.core.models import Addressable


@pghistory.track(append_only=True)
class Organization(Addressable):
    """Who holds records: a centre, an office, a union, a shelter. One tenant of row-level security."""

    name = models.CharField(_("name"), max_length=200)
    code = models.CharField(_("code"), max_length=40, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    is_active = models.BooleanField(_("active"), default=True)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A user who can sign in; without a password only by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """By address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin, Addressable):
    """Somebody who works with the programme. There is no all-seeing user: roles say what each may do."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=150)
    language = models.CharField(_("language"), max_length=10, default="en-gb")
    is_active = models.BooleanField(default=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_staff(self) -> bool:
        """Nobody uses Django's admin."""
        return False


class RoleAssignmentQuerySet(models.QuerySet["RoleAssignment"]):
    """Questions about roles."""

    def current(self, on: dt.date) -> "RoleAssignmentQuerySet":
        """Those in force on a day (`ends_on` is the first day without it)."""
        started = Q(starts_on__lte=on) & (Q(ends_on=None) | Q(ends_on__gt=on))
        return self.filter(started).filter(Q(organization=None) | Q(organization__is_active=True))


@pghistory.track(append_only=True)
class RoleAssignment(Addressable):
    """Who has which role, for which organisation (none: for the programme) and country, until when."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_assignments")
    role = models.CharField(_("role"), max_length=40, choices=ROLE_CHOICES)
    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="role_assignments"
    )
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.uuid}"


class Invitation(Addressable):
    """An open door for one address: the link holds a random token, of which only the hash is kept."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=150)
    role = models.CharField(_("role"), max_length=40, choices=ROLE_CHOICES)
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    token_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.uuid)
