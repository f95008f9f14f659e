"""A service that is not for everybody appears in no list, no document and no file."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.directory.operations.reviewing import propose
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.api.hsds import PARTS, faults
from tests.directory.factories import LocationFactory, invented_entry, invented_service, phone

pytestmark = pytest.mark.django_db
SECRET = "Magnolia"
HIDDEN: tuple[tuple[dict[str, str], int | None], ...] = (
    ({"visibility": "staff"}, 1),
    ({"visibility": "partner"}, 1),
    ({}, None),
    ({}, 180),
    ({"status": "temporarily closed"}, 1),
    ({"status": "defunct"}, 1),
)


@pytest.fixture
def planted():
    """Services that nobody outside may see, each with a number and a place; and their ids."""
    found = []
    for position, (said, checked) in enumerate(HIDDEN):
        place = LocationFactory.create(name=f"{SECRET} house", place=f"{SECRET} town")
        place.organization.name = f"{SECRET} organisation {position}"
        place.organization.save()
        service = invented_service(
            place.organization, checked=checked, name=f"{SECRET} {position}", description=SECRET,
            phones=[phone(f"+66200007{position:02}")], places=[str(place.uuid)], **said,
        )  # fmt: skip
        found += [
            service.uuid,
            place.uuid,
            place.organization.uuid,
            *service.at_locations.values_list("uuid", flat=True),
        ]
    ended = invented_service(name=f"{SECRET} ended")
    ended.organization.is_active = False
    ended.organization.save()
    return [*map(str, found), str(ended.uuid), str(ended.organization.uuid), SECRET, "+66200007"]


@pytest.fixture
def shown(planted):
    """One service that everybody may see, with a change of it that waits."""
    centre = OrganizationFactory.create(country="TH", name="Invented Centre of Ours")
    service = invented_service(centre, name="For everybody")
    propose(
        invented_entry(name=f"{SECRET} renamed"),
        organization=centre,
        service=service,
        at=timezone.now(),
        by=UserFactory.create(),
    )
    return service


def test_no_list_and_no_document_holds_it(planted, shown):
    told = ""
    for kind in PARTS:
        for asked in ("", "?full=true", *(f"?organization_id={name}" for name in planted[:-2])):
            told += Client().get(f"/api/hsds/{kind}{asked}").content.decode()

    assert "For everybody" in told
    assert [word for word in planted if word in told] == []


def test_asked_for_by_name_it_does_not_exist(planted, shown):
    answers = {
        Client().get(f"/api/hsds/{kind}/{name}").status_code for kind in PARTS for name in planted[:-2]
    }

    assert answers == {404}
    assert Client().get(f"/api/hsds/services/{shown.uuid}").status_code == 200


def test_the_file_of_another_organisation_holds_nothing_of_it(client, planted, shown):
    sign_in(client, "COUNSELLOR", shown.organization)

    file = client.get(reverse("directory:services"), {"format": "hsds"})
    contents = file.json()["contents"]

    assert [one["name"] for one in contents] == ["For everybody"]
    assert [fault for one in contents for fault in faults("services", one)] == []
    assert [word for word in planted if word in file.content.decode()] == []


def test_ones_own_are_in_the_file_whoever_may_see_them(client):
    mine = invented_service(visibility="staff", checked=None, name="Ours alone", kinds=["shelter"])
    sign_in(client, "COUNSELLOR", mine.organization)

    (only,) = client.get(reverse("directory:services"), {"format": "hsds"}).json()["contents"]

    assert (only["name"], faults("services", only)) == ("Ours alone", [])
    assert "visibility:staff" in {part["taxonomy_term"]["code"] for part in only["attributes"]}
