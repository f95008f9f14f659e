"""Invented places and services; the numbers are of ranges that no network gives out."""

import datetime as dt
from typing import Any

import factory
from django.utils import timezone

from safefair.accounts.models import Organization
from safefair.directory.entries import BLANK, Entry
from safefair.directory.models import Location, Service
from safefair.directory.operations.writing import write_entry
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


NUMBER = "+6620000123"


def phone(number: str = NUMBER, **other: Any) -> Entry:
    """One number that nobody has."""
    return {"channel": "voice", "number": number, "country": "TH", "extension": "", "languages": []} | other


def invented_entry(**said: Any) -> Entry:
    """A line that everybody may call, in Tak."""
    return BLANK | {
        "name": "Invented line", "description": "Invented people listen.", "kinds": ["talk"], "languages": ["my", "th"],
        "visibility": "public", "operator_kind": "ngo", "who_answers": "counsellor", "calls_recorded": "no",
        "phones": [phone()], "areas": ["TH-63"],
    } | said  # fmt: skip


def invented_service(
    organization: Organization | None = None, *, checked: int | None = 1, **said: Any
) -> Service:
    """A service as the directory has it, checked so many days ago; None: never."""
    owner = organization or OrganizationFactory.create()
    service = write_entry(Service(organization=owner), invented_entry(**said))
    if checked is not None:
        service.assured_on = timezone.localdate() - dt.timedelta(days=checked)
        service.save(update_fields=["assured_on"])
    return service
