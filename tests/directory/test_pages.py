"""The directory: everybody reads it, an organisation's coordinator keeps its own places."""

import pytest
from django.test import Client
from django.urls import reverse

from safefair.directory.models import Location
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.directory.factories import LocationFactory

pytestmark = pytest.mark.django_db
PLACE = {
    "name": "Invented office",
    "country": "TH",
    "area": "TH-63",
    "location_type": "physical",
    "place": "Inventedtown",
    "languages": ["my"],
    "is_active": "on",
}


def test_list_asks_as_much_for_three_as_for_one(client: Client, assert_same_queries):
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())

    assert_same_queries(reverse("directory:list"), LocationFactory.create, at_most=12)


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?country=KH", {"K"}),
        ("?kind=UNION", {"U"}),
        ("?q=inventedtown", {"U"}),
        ("?q=centre k", {"K"}),
        ("?sort=-places", {"K", "U"}),
    ],
)
def test_list_filters_by_country_kind_and_words(client: Client, query: str, shown: set[str]):
    sign_in(client, "DONOR")
    sign_in(client, "PROGRAMME_MANAGER")
    OrganizationFactory.create(name="Centre K", country="KH")
    LocationFactory.create(organization=OrganizationFactory.create(name="Centre U", kind="UNION"))
    OrganizationFactory.create(name="Centre closed", is_active=False)

    page = client.get(reverse("directory:list") + query).content.decode()

    assert {name for name in ("K", "U", "closed") if f"Centre {name}" in page} == shown


def test_detail_shows_places_in_use_and_offers_no_change_to_strangers(client: Client):
    sign_in(client, "COORDINATOR", OrganizationFactory.create())
    place = LocationFactory.create()
    closed = LocationFactory.create(organization=place.organization, is_active=False)

    page = client.get(reverse("directory:detail", args=[place.organization.uuid])).content.decode()

    assert (place.name in page, closed.name in page, "Add a place" in page) == (True, False, False)
    assert "Burmese, Thai" in page


def test_a_coordinator_adds_and_changes_places_of_her_own(client: Client):
    own = OrganizationFactory.create()
    sign_in(client, "COORDINATOR", own)

    client.post(reverse("directory:location_new"), PLACE)
    made = Location.objects.get()
    client.post(
        reverse("directory:location", args=[made.uuid]), {**PLACE, "name": "Invented hall", "is_active": ""}
    )

    made.refresh_from_db()
    assert (made.organization, made.name, made.languages, made.is_active) == (
        own,
        "Invented hall",
        ["my"],
        False,
    )
    assert "Invented hall" in client.get(reverse("directory:detail", args=[own.uuid])).content.decode()


def test_a_province_of_another_country_is_refused(client: Client):
    sign_in(client, "COORDINATOR", OrganizationFactory.create())

    page = client.post(reverse("directory:location_new"), {**PLACE, "country": "KH"}).content.decode()

    assert "This province is not in the country chosen above." in page
    assert not Location.objects.exists()


def test_places_of_others_are_404_and_counsellors_change_none(client: Client):
    place = LocationFactory.create()
    url = reverse("directory:location", args=[place.uuid])
    sign_in(client, "COORDINATOR", OrganizationFactory.create())
    as_stranger = client.post(url, PLACE).status_code
    sign_in(client, "COUNSELLOR", place.organization)

    assert (as_stranger, client.post(url, PLACE).status_code) == (404, 403)
