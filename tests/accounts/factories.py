"""Invented organisations and staff, and signing them in."""

import datetime as dt

import factory
from django.test import Client

from safefair.accounts.enums import OrganizationKind
from safefair.accounts.models import Organization, RoleAssignment, User


class OrganizationFactory(factory.django.DjangoModelFactory[Organization]):
    """An invented centre in Thailand."""

    class Meta:
        model = Organization

    code = factory.Sequence(lambda n: f"INVENTED-{n:03}")
    name = factory.Sequence(lambda n: f"Invented Centre {n:03}")
    kind = OrganizationKind.MRC
    country = "TH"


class UserFactory(factory.django.DjangoModelFactory[User]):
    """Invented staff without a password."""

    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"invented{n:03}@test.example")
    name = factory.Sequence(lambda n: f"Invented Staff {n:03}")


class RoleAssignmentFactory(factory.django.DjangoModelFactory[RoleAssignment]):
    """A counsellor of an invented centre."""

    class Meta:
        model = RoleAssignment

    user = factory.SubFactory(UserFactory)
    organization = factory.SubFactory(OrganizationFactory)
    role = "COUNSELLOR"
    starts_on = dt.date(2025, 1, 1)


def sign_in(client: Client, role: str, organization: Organization | None = None) -> User:
    """Sign a new user in, in one role for an organisation, or for the programme."""
    assignment = RoleAssignmentFactory.create(role=role, organization=organization)
    client.force_login(assignment.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return assignment.user
