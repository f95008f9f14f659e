"""HSDS in both forms; what we export comes back as it was."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from safefair.directory.entries import entry_of
from safefair.directory.models import Proposal, Service
from safefair.directory.operations.reviewing import accept
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.api.test_hsds import HOURS
from tests.directory.factories import LocationFactory, invented_service, phone
from tests.directory.imports.files import as_json, as_zip, brought, confirmed, entry_in, fates, faults
from tests.directory.test_services import NOW

pytestmark = pytest.mark.django_db
IDENTIFIER = "11111111-2222-4333-8444-555555555555"


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="TH", name="Invented Centre of Ours")


def test_our_own_export_comes_back_as_it_was(client: Client, centre):
    place = LocationFactory.create(organization=centre)
    service = invented_service(
        centre, places=[str(place.uuid)], areas=["TH-63", "MM"], number_from_abroad="+6620000999",
        phones=[phone(extension="012", languages=["my"]), phone("1300"), phone("inventedline", channel="line")],
        schedules=[HOURS, HOURS | {"days": [5], "by_appointment": True}], safe_contact_hours="in the morning", fees_description="free", women_staff="yes",
    )  # fmt: skip
    invented_service(centre, name="Invented house", kinds=["shelter"])
    sign_in(client, "COORDINATOR", centre)
    file = client.get(reverse("directory:services") + "?format=hsds").content
    entry = entry_of(service)

    same = brought(file, centre)
    stayed = fates(same), faults(same)
    Service.objects.all().delete()
    confirmed(brought(file, centre))
    for change in Proposal.objects.all():
        accept(change, at=NOW, by=UserFactory.create())

    assert stayed == (["same", "same"], [])
    again = Service.objects.get(uuid=service.uuid)
    assert (entry_of(again), again.assured_on) == (entry, None)


def test_the_tabular_form_is_read_like_the_document(centre):
    owner = str(centre.uuid)
    document = {
        "id": IDENTIFIER, "name": "Invented desk", "status": "active", "description": "Invented people help.",
        "organization_id": owner, "service_areas": [{"extent": "TH-63"}], "languages": [{"code": "th"}],
        "phones": [{"number": "02 000 0123", "type": "voice"}],
        "attributes": [{"taxonomy_term": {"code": "wages"}}, {"taxonomy_term": {"code": "operator_kind:ngo"}}],
    }  # fmt: skip
    tables = as_zip(
        services=[{name: document[name] for name in ("id", "name", "status", "description", "organization_id")}],
        organizations=[{"id": owner, "name": centre.name}],
        service_areas=[{"service_id": IDENTIFIER, "extent": "TH-63"}],
        languages=[{"service_id": IDENTIFIER, "phone_id": "", "code": "th"}],
        phones=[{"id": "p", "service_id": IDENTIFIER, "number": "02 000 0123", "type": "voice"}],
        attributes=[
            {"link_id": IDENTIFIER, "taxonomy_term_id": "a"}, {"link_id": IDENTIFIER, "taxonomy_term_id": "b"}
        ],
        taxonomy_terms=[{"id": "a", "code": "wages"}, {"id": "b", "code": "operator_kind:ngo"}],
    )  # fmt: skip

    one, other = brought(as_json(document), centre), brought(tables, centre)

    assert (fates(one), faults(one), faults(other)) == (["new"], [], [])
    assert entry_in(one) == entry_in(other)
    assert entry_in(one)["kinds"] == ["wages"]


def test_a_shelter_with_a_location_in_a_document_is_refused(centre):
    document = {
        "id": IDENTIFIER, "name": "Invented house", "status": "active", "organization_id": str(centre.uuid),
        "service_areas": [{"extent": "TH-63"}], "attributes": [{"taxonomy_term": {"code": "shelter"}}],
        "phones": [{"number": "1300", "description": "dialled in TH"}],
        "service_at_locations": [{"location": {"name": "House", "addresses": [{"address_1": "12 Planted Road"}]}}],
    }  # fmt: skip

    batch = brought(as_json(document), centre)

    assert (1, "service_at_locations/0", "SHELTER_PLACE") in faults(batch)
    assert "Planted" not in str(list(batch.rows.values()))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "This is no JSON that can be read."),
        (b'{"contents": 7}', "There is no list of services in this file."),
        (as_zip(other=[{"a": "b"}]), "There is no services.csv in this archive."),
        (b"one,two\n1,2\n", "No row says which column is which."),
        (b"", "The file is empty."),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_what_cannot_be_read_is_said(centre, data, said):
    batch = brought(data, centre)

    assert (batch.status, batch.content) == ("refused", None)
    assert said in batch.refusal


def test_odd_documents_are_faults_and_no_failures(centre):
    odd = [
        7,
        {"name": 3},
        {"name": "x", "phones": 7, "schedules": [{"opens_at": "9"}], "languages": [{"code": "qq"}]},
    ]

    batch = brought(json.dumps(odd).encode(), centre)

    assert fates(batch) == ["wrong", "wrong", "wrong"]
    assert (1, "", "UNREADABLE") in faults(batch)
