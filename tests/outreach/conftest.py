"""A centre and its counsellor, signed in."""

import pytest
from django.test import Client

from safefair.accounts.models import Organization, User
from tests.accounts.factories import OrganizationFactory, sign_in


@pytest.fixture
def centre() -> Organization:
    """An invented centre."""
    return OrganizationFactory.create(name="Invented Centre", code="INVENTED")


@pytest.fixture
def counsellor(client: Client, centre: Organization) -> User:
    """Its counsellor, signed in with the test's client."""
    return sign_in(client, "COUNSELLOR", centre)
