"""Pages of a shelter: beds now, coming and leaving, and where others have room."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.models import Bed, House, Stay, TurnAway
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.cases.factories import open_invented_case
from tests.cases.houses import ADDRESS, bed_of, come, invented_house

pytestmark = pytest.mark.django_db


@pytest.fixture
def organization():
    return OrganizationFactory.create()


@pytest.fixture
def manager(client, organization):
    return sign_in(client, "SHELTER_MANAGER", organization)


def today() -> str:
    return timezone.localdate().isoformat()


def test_a_house_and_its_beds(client, organization, manager):
    facts = {
        "name": "Invented Fern House",
        "country": "TH",
        "area": "TH-63",
        "takes_children": "on",
        "is_active": "on",
    }
    client.post(reverse("cases:house_new"), {**facts, "address": ADDRESS})
    house = House.objects.get()
    client.post(reverse("cases:beds_add", args=[house.uuid]), {"room": "1", "labels": "A, B,, A"})
    wrong = client.post(reverse("cases:beds_add", args=[house.uuid]), {"room": "1", "labels": " , "})
    bed = Bed.objects.get(label="B")
    client.post(reverse("cases:bed_use", args=[bed.uuid]))

    board = client.get(reverse("cases:shelter")).content.decode()
    page = client.get(reverse("cases:house", args=[house.uuid])).content.decode()

    assert Bed.objects.count() == 2
    assert "Write short names" in wrong.content.decode()
    assert "1 of 2 beds free" in board
    assert "out of use" in board
    assert ADDRESS in page
    assert ADDRESS not in board
    client.post(reverse("cases:bed_use", args=[bed.uuid]), {"in_use": "1"})
    assert "2 of 2 beds free" in client.get(reverse("cases:shelter")).content.decode()


def test_coming_moving_leaving_and_taking_back(client, organization, manager):
    house = invented_house(organization, cots="x")
    case = open_invented_case(organization, worker=manager)
    coming = {
        "bed": bed_of(house, "A").uuid, "child_beds": [bed_of(house, "x").uuid], "came_on": today(), "entry_id": uuid.uuid4(),
    }  # fmt: skip

    client.post(reverse("cases:stay_admit", args=[case.uuid]), coming)
    stay = Stay.objects.get(is_child=False)
    board = client.get(reverse("cases:shelter")).content.decode()
    page = client.get(reverse("cases:detail", args=[case.uuid])).content.decode()
    assert "2 of 3 beds free" in board
    assert case.code in board
    assert "Invented Jasmine House" in page
    assert ADDRESS not in page

    client.post(reverse("cases:stay_move", args=[stay.uuid]), {"bed": bed_of(house, "B").uuid, "on": today()})
    moved = Stay.objects.get(left_on=None, is_child=False)
    assert moved.bed.label == "B"
    gone = client.post(
        reverse("cases:stay_leave", args=[moved.uuid]), {"reason": "home", "on": today()}, follow=True
    ).content.decode()
    assert "She did not leave" in gone
    client.post(reverse("cases:stay_undo", args=[moved.uuid]))
    assert Stay.objects.filter(left_on=None).count() == 2
    early = client.post(
        reverse("cases:stay_leave", args=[moved.uuid]), {"reason": "home", "on": "2020-01-01"}
    ).content.decode()
    assert "before the day on which she came" in early
    client.post(reverse("cases:stay_undo", args=[moved.uuid]), {"cancel": "1"})
    assert not Stay.objects.exists()


def test_a_bed_taken_meanwhile_is_said_beside_the_field(client, organization, manager):
    house = invented_house(organization)
    mine = open_invented_case(organization, worker=manager)
    form = {"bed": bed_of(house, "A").uuid, "came_on": today(), "entry_id": uuid.uuid4()}
    come(open_invented_case(organization), house)

    page = client.post(reverse("cases:stay_admit", args=[mine.uuid]), form).content.decode()

    assert Stay.objects.count() == 1
    assert "This bed was taken meanwhile" in page
    assert "Select a valid choice" not in page


def test_a_colleagues_case_in_a_bed_is_a_code_without_a_way_to_it(client, organization, manager):
    case = open_invented_case(organization, is_protected=True)
    (stay,) = come(case, invented_house(organization))

    page = client.get(reverse("cases:stay", args=[stay.uuid])).content.decode()

    assert case.code in page
    assert str(case.uuid) not in page


def test_turned_away_by_reason_and_taken_back(client, organization, manager):
    facts = {
        "turned_on": today(),
        "reason": "full",
        "adults": "1",
        "children": "2",
        "house": "",
        "sent_to": "",
    }
    nobody = client.post(
        reverse("cases:turn_away_new"), {**facts, "adults": "0", "children": "0", "entry_id": uuid.uuid4()}
    ).content.decode()
    client.post(reverse("cases:turn_away_new"), {**facts, "entry_id": uuid.uuid4()})
    invented_house(organization)

    page = client.get(reverse("cases:shelter")).content.decode()

    assert "Write how many women or children came." in nobody
    assert "no bed free: <strong>3</strong>" in page
    client.post(reverse("cases:turn_away_remove", args=[TurnAway.objects.get().uuid]))
    assert not TurnAway.objects.exists()


def test_a_referrer_of_another_organisation_reads_yes_or_no(client, organization):
    house = invented_house(organization, beds="A", cots="x", name="Invented Lotus House")
    sign_in(client, "CASE_WORKER", OrganizationFactory.create())

    def told(**asked: object) -> str:
        page = client.get(reverse("cases:beds"), asked).content.decode()
        row = page.split("Invented Lotus House")[1].split("</tr>")[0]
        return row.split('data-label="Room for her"')[1]

    assert "yes" in told()
    assert "yes" in told(children=1)
    assert "no" in told(children=2)
    page = client.get(reverse("cases:beds")).content.decode()
    assert ADDRESS not in page
    assert str(house.uuid) not in page
    assert "Invented Lotus House" not in client.get(reverse("cases:beds"), {"country": "MY"}).content.decode()
    come(open_invented_case(organization), house)
    assert "no" in told()


@pytest.mark.parametrize(
    ("role", "answers"),
    [
        ("CASE_WORKER", (403, 200)),
        ("CASE_SUPERVISOR", (403, 200)),
        ("LABOUR_OFFICER", (403, 403)),
        ("COUNSELLOR", (403, 403)),
    ],
)
def test_who_sees_beds(client, organization, role, answers):
    sign_in(client, role, organization)

    assert tuple(client.get(reverse(page)).status_code for page in ("cases:shelter", "cases:beds")) == answers


def test_pages_ask_no_more_for_more_beds(client, organization, manager, assert_same_queries):
    def more():
        case = open_invented_case(organization, worker=manager)
        come(case, invented_house(organization, name=f"Invented {case.code}", cots="x"), "Ax")

    assert_same_queries(reverse("cases:shelter"), more, at_most=12)
    assert_same_queries(reverse("cases:beds"), more, at_most=12)
