"""Invented places."""

import factory

from safefair.directory.models import Location
from tests.accounts.factories import OrganizationFactory


class LocationFactory(factory.django.DjangoModelFactory[Location]):
    """A place in Mae Sot that nobody will find."""

    class Meta:
        model = Location

    organization = factory.SubFactory(OrganizationFactory)
    name = factory.Sequence(lambda n: f"Invented place {n:03}")
    country = "TH"
    area = "TH-63"
    place = "Inventedtown"
    languages = ["my", "th"]
