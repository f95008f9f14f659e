"""The directory as other systems read it: valid HSDS 3.0, the same for everybody, easy to keep."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from safefair.accounts.enums import OrganizationKind
from safefair.directory.models import Location, Service
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.api.hsds import PARTS, faults
from tests.directory.factories import LocationFactory, invented_service, phone

pytestmark = pytest.mark.django_db
HSDS = "/api/hsds/"
HOURS = {
    "days": [0, 2], "opens_at": "09:00", "closes_at": "16:30", "timezone": "Asia/Yangon", "valid_from": "2026-01-01",
    "valid_to": "",
}  # fmt: skip


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="TH", name="Invented Centre of Ours")


@pytest.fixture
def service(centre) -> Service:
    """A service of which everything is known."""
    place = LocationFactory.create(
        organization=centre,
        address_1="1 Invented Road",
        postal_code="00000",
        latitude="16.1",
        longitude="98.2",
    )
    return invented_service(
        centre,
        places=[str(place.uuid)],
        areas=["TH-63", "MM"],
        phones=[
            phone(extension="12", languages=["my"]),
            phone("1300"),
            phone("inventedline", channel="line"),
        ],
        schedules=[HOURS],
        number_from_abroad="+6620000999",
        safe_contact_hours="in the morning",
        fees_description="free",
        eligibility_description="everybody",
        application_process="call first",
    )


def ask(address: str, **asked: str) -> dict:
    """A list or a thing, as a stranger gets it."""
    response = Client().get(HSDS + address, asked)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.parametrize("full", ["true", "false"])
@pytest.mark.parametrize("kind", PARTS)
def test_lists_and_what_is_in_them_are_valid(service, kind, full):
    asked = {} if kind.startswith("taxonom") else {"full": full}
    contents = ask(kind, **asked)["contents"]
    ones = [ask(f"{kind}/{document['id']}") for document in contents]

    assert contents
    assert [fault for document in contents + ones for fault in faults(kind, document)] == []


def test_a_service_says_everything_of_itself(service):
    found = ask(f"services/{service.uuid}")

    assert found["organization"] == {
        "id": str(service.organization.uuid),
        "name": "Invented Centre of Ours",
        "description": "Migrant Worker Resource Centre",
    }
    assert found["assured_date"] == (timezone.localdate() - dt.timedelta(days=1)).isoformat()
    assert [area["extent"] for area in found["service_areas"]] == ["MM", "TH-63"]
    assert [part["code"] for part in found["languages"]] == ["my", "th"]
    hours = found["schedules"][0]
    assert [hours[name] for name in ("byday", "opens_at", "closes_at", "timezone")] == [
        "MO,WE", "09:00+06:30", "16:30+06:30", 6.5,
    ]  # fmt: skip
    assert sorted((part["number"], part["type"], part.get("description")) for part in found["phones"]) == [
        ("+6620000123", "voice", None),
        ("1300", "voice", "dialled in TH"),
        ("inventedline", "text", "LINE, dialled in TH"),
    ]
    address = found["service_at_locations"][0]["location"]["addresses"][0]
    assert (address["address_1"], address["city"], address["state_province"]) == (
        "1 Invented Road", "Inventedtown", "Tak",
    )  # fmt: skip
    answers = {part["taxonomy_term"]["code"]: part.get("value") for part in found["attributes"]}
    assert answers == {
        "talk": None, "visibility:public": None, "operator_kind:ngo": None, "who_answers:counsellor": None,
        "calls_recorded:no": None, "immigration_status_asked:unknown": None, "free_from_mobile:unknown": None,
        "women_staff:unknown": None, "number_from_abroad": "+6620000999", "safe_contact_hours": "in the morning",
    }  # fmt: skip


def test_names_of_taxonomies_are_those_that_others_have_kept():
    assert [one["id"] for one in ask("taxonomies")["contents"]] == [
        "9509f48c-3db2-53c8-944e-002409190aa2",
        "cfabf2cd-b186-5b2d-a81f-cd4ccf3a18e0",
    ]


def test_pages_are_counted_as_hsds_says(centre):
    for name in ("C", "A", "B"):
        invented_service(centre, name=f"Invented line {name}")

    second = ask("services", page="2", per_page="2")

    assert [one["name"] for one in second.pop("contents")] == ["Invented line C"]
    assert second == {
        "total_items": 3, "total_pages": 2, "page_number": 2, "size": 1, "first_page": False, "last_page": True,
        "empty": False,
    }  # fmt: skip
    assert ask("service_at_locations")["empty"]


def test_lists_are_narrowed(centre):
    other = invented_service(kinds=["wages"], calls_recorded="yes", name="Other")
    mine = invented_service(centre, name="Mine")
    terms = {term["code"]: term["id"] for term in ask("taxonomy_terms", per_page="100")["contents"]}
    tomorrow = (timezone.now() + dt.timedelta(days=1)).isoformat()

    def names(**asked: str) -> list[str]:
        return [one["name"] for one in ask("services", **asked)["contents"]]

    assert names(organization_id=str(centre.uuid)) == [mine.name]
    assert names(taxonomy_term_id=terms["wages"]) == [other.name]
    assert names(taxonomy_term_id=terms["calls_recorded:no"]) == [mine.name]
    assert names(taxonomy_term_id=terms["calls_recorded"]) == [mine.name, other.name]
    assert names(taxonomy_term_id=str(uuid.uuid4())) == []
    assert names(modified_after=tomorrow) == []
    tops = ask("taxonomy_terms", top_only="true", per_page="100")["contents"]
    assert not any("parent_id" in term for term in tops)
    below = ask("taxonomy_terms", parent_id=terms["calls_recorded"])["contents"]
    assert [term["code"] for term in below] == [f"calls_recorded:{code}" for code in ("yes", "no", "unknown")]


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("services?search=invented", 400),
        ("services?page=0", 400),
        ("services?per_page=1000", 400),
        ("services?organization_id=1", 400),
        ("services?page=99", 404),
        ("services/00000000-0000-4000-8000-000000000000", 404),
        ("services/1", 404),
        ("taxonomies/1", 404),
        ("nothing/of/this/name", 404),
    ],
)
def test_refusals_are_problems(service, address, status):
    response = Client().get(HSDS + address)

    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    assert response.json()["status"] == status
    assert "invented" not in response.content.decode()


def test_nothing_can_be_written(service):
    response = Client(enforce_csrf_checks=True).post(f"{HSDS}services", {})

    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET, HEAD"


@pytest.mark.parametrize("address", ["", "openapi.json", *PARTS])
def test_everybody_gets_the_same_and_may_keep_it(client, service, address):
    sign_in(client, "STEWARD")
    mine, anybodys = (
        client.get(HSDS + address),
        Client().get(HSDS + address, headers={"Accept-Language": "th"}),
    )
    again = Client().get(HSDS + address, headers={"If-None-Match": anybodys["ETag"]})

    assert (mine.content, dict(mine.headers)) == (anybodys.content, dict(anybodys.headers))
    assert not mine.cookies
    assert not anybodys.cookies
    assert anybodys["Cache-Control"] == "public, max-age=300"
    assert anybodys["Access-Control-Allow-Origin"] == "*"
    assert "cookie" not in anybodys.get("Vary", "").lower()
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "address", ["services?full=true", "organizations?full=true", "service_at_locations?full=true"]
)
def test_a_hundred_take_as_many_questions_as_one(assert_same_queries, address):
    def more():
        place = LocationFactory.create()
        invented_service(place.organization, places=[str(place.uuid)], schedules=[HOURS])

    assert_same_queries(HSDS + address, more, at_most=8)


def test_the_description_names_what_answers(service):
    described = ask("openapi.json")["paths"]
    lists = [path.strip("/") for path in described if "{" not in path]

    assert lists == list(PARTS)
    for name in lists:
        parameters = [part["name"] for part in described[f"/{name}"]["get"]["parameters"]]
        assert Client().get(HSDS + name, {"per_page": "1000"}).json()["may_be_asked"] == sorted(parameters)


def test_a_shelter_has_areas_and_never_a_place():
    house = OrganizationFactory.create(kind=OrganizationKind.SHELTER)
    place = LocationFactory.create(organization=house, name="Invented hidden house")
    invented_service(house, name="Open line of the house", places=[str(place.uuid)])
    invented_service(house, name="Beds", kinds=["shelter"])

    told = [ask("services", full="true"), ask("organizations", full="true"), ask("service_at_locations")]

    assert [[area["extent"] for area in one["service_areas"]] for one in told[0]["contents"]] == [
        ["TH-63"]
    ] * 2
    assert Location.objects.get().name == "Invented hidden house"
    for word in ("hidden house", "Inventedtown", str(place.uuid), "address"):
        assert word not in str(told)
