"""Pages of services: the list, the editor, the queue, calling back."""

from itertools import count

import pytest
from django.test import Client
from django.urls import reverse

from safefair.directory.entries import entry_of
from safefair.directory.models import CallBack, Proposal, Service
from safefair.directory.operations.reviewing import propose
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.directory.factories import LocationFactory, invented_entry, invented_service
from tests.directory.test_services import NOW

pytestmark = pytest.mark.django_db
FORM = {
    "name": "Invented desk", "description": "Invented people help.", "kinds": ["wages"], "status": "active",
    "written_in": "en-gb", "areas": ["TH-63"], "languages": ["th"], "visibility": "public", "operator_kind": "ngo",
    "who_answers": "lawyer", "calls_recorded": "no", "immigration_status_asked": "no", "free_from_mobile": "unknown",
    "women_staff": "yes", "phones-TOTAL_FORMS": "1", "phones-INITIAL_FORMS": "0", "phones-0-number": "๐๒ ๐๐๐ ๐๑๒๓",
    "phones-0-channel": "voice", "phones-0-country": "TH", "hours-TOTAL_FORMS": "1", "hours-INITIAL_FORMS": "0",
    "hours-0-days": ["0", "1"], "hours-0-opens_at": "09:00", "hours-0-closes_at": "17:00",
    "hours-0-timezone": "Asia/Bangkok",
}  # fmt: skip


@pytest.fixture
def centre():
    return OrganizationFactory.create(country="TH", name="Invented Centre of Ours")


def waiting(centre, service=None, **said) -> Proposal:
    return propose(
        invented_entry(**said), organization=centre, service=service, at=NOW, by=UserFactory.create()
    )


def test_from_the_form_to_the_public_in_four_hands(client: Client, centre):
    sign_in(client, "COUNSELLOR", centre)
    client.post(reverse("directory:service_new"), FORM)
    change = Proposal.objects.get()
    other = Client()
    sign_in(other, "COORDINATOR", centre)

    page = other.get(reverse("directory:proposal", args=[change.uuid])).content.decode()
    other.post(reverse("directory:proposal_accept", args=[change.uuid]))
    service = Service.objects.get()
    other.post(reverse("directory:check_confirm", args=[service.uuid]), {"back": "list"})

    service.refresh_from_db()
    assert "Invented desk" in page
    assert (service.phones.get().number, service.schedules.get().days) == ("+6620000123", [0, 1])
    assert service.assured_on is not None


def test_a_wrong_number_and_wrong_hours_are_said_beside_the_field(client: Client, centre):
    sign_in(client, "COUNSELLOR", centre)
    wrong = {"phones-0-number": "call us", "hours-0-closes_at": "08:00", "number_from_abroad": "1300"}

    page = client.post(reverse("directory:service_new"), FORM | wrong).content.decode()

    assert "This is no telephone number." in page
    assert "This is not after the hour at which you open." in page
    assert "Begin with + and the number of the country." in page
    assert not Proposal.objects.exists()


def test_a_shelter_with_a_place_is_refused_at_the_field(client: Client, centre):
    sign_in(client, "COUNSELLOR", centre)
    place = LocationFactory.create(organization=centre)

    page = client.post(
        reverse("directory:service_new"), FORM | {"kinds": ["shelter"], "places": [str(place.uuid)]}
    ).content.decode()

    assert "never a place or an address" in page
    assert not Proposal.objects.exists()


def test_nothing_changed_is_said_and_the_form_shows_what_stands(client: Client, centre):
    sign_in(client, "COUNSELLOR", centre)
    service = invented_service(centre)
    url = reverse("directory:service_edit", args=[service.uuid])
    same = FORM | {
        "name": "Invented line", "description": "Invented people listen.", "kinds": ["talk"],
        "languages": ["my", "th"], "who_answers": "counsellor", "immigration_status_asked": "unknown",
        "women_staff": "unknown", "hours-0-days": [],
    }  # fmt: skip

    page = client.post(url, same).content.decode()

    assert "Nothing is different from what the directory says now." in page
    assert "Invented line" in client.get(url).content.decode()


def test_words_in_another_language_wait_like_any_change(client: Client, centre):
    sign_in(client, "COUNSELLOR", centre)
    service = invented_service(centre)
    url = reverse("directory:service_words", args=[service.uuid, "my"])

    client.post(url, {"name": "စမ်းသပ်လိုင်း", "description": ""})

    assert Proposal.objects.get().entry["translations"] == {"my": {"name": "စမ်းသပ်လိုင်း"}}
    assert entry_of(service)["translations"] == {}
    assert "စမ်းသပ်လိုင်း" in client.get(url).content.decode()
    assert client.get(reverse("directory:service_words", args=[service.uuid, "xx"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"A", "B"}),
        ("?q=invented+centre", {"A", "B"}),
        ("?q=line+ours", {"B"}),
        ("?kind=wages", {"B"}),
        ("?country=MM", {"B"}),
        ("?visibility=partner", {"B"}),
        ("?status=defunct", set()),
    ],
)
def test_the_list_is_narrowed(client: Client, centre, query, shown):
    sign_in(client, "COUNSELLOR", centre)
    invented_service(OrganizationFactory.create(name="Invented Centre"), name="Line A")
    invented_service(centre, name="Line B", kinds=["wages"], areas=["MM"], visibility="partner")

    page = client.get(reverse("directory:services") + query).content.decode()

    assert {name for name in "AB" if f"Line {name}" in page} == shown


def test_staff_only_services_of_others_are_not_there(client: Client, centre):
    hidden = invented_service(visibility="staff", name="Hidden invented line")
    sign_in(client, "COORDINATOR", centre)

    pages = [
        client.get(reverse("directory:services") + query).content.decode() for query in ("", "?format=csv")
    ]

    assert not any("Hidden invented line" in page for page in pages)
    assert client.get(reverse("directory:service", args=[hidden.uuid])).status_code == 404
    sign_in(client, "STEWARD")
    assert "Hidden invented line" in client.get(reverse("directory:services")).content.decode()


def test_a_partner_reads_what_is_for_partners_and_changes_nothing(client: Client, centre):
    service = invented_service(visibility="partner")
    sign_in(client, "COORDINATOR", centre)

    page = client.get(reverse("directory:service", args=[service.uuid])).content.decode()

    assert "Invented line" in page
    assert "Propose a change" not in page
    assert client.get(reverse("directory:service_edit", args=[service.uuid])).status_code == 404
    assert client.post(reverse("directory:check_confirm", args=[service.uuid])).status_code == 404


def test_the_file_says_what_the_list_says(client: Client, centre):
    sign_in(client, "COUNSELLOR", centre)
    invented_service(centre, name="=Line")

    text = client.get(reverse("directory:services") + "?format=csv").content.decode("utf-8-sig")

    assert "'=Line,Invented Centre of Ours,somebody to talk to" in text
    assert "call, 02 000 0123 (Thailand)" in text


def test_a_steward_decides_for_every_organisation_and_says_why_not(client: Client, centre):
    change = waiting(centre, name="A new invented line")
    sign_in(client, "STEWARD")
    url = reverse("directory:proposal_decline", args=[change.uuid])

    queue = client.get(reverse("directory:proposals")).content.decode()
    client.post(url, {"reason": " "})
    change.refresh_from_db()
    before = change.status
    client.post(url, {"reason": "Nobody answers there"})

    assert "A new invented line" in queue
    page = client.get(reverse("directory:proposal", args=[change.uuid])).content.decode()
    assert (before, "Nobody answers there" in page) == ("waiting", True)


def test_the_programme_proposes_for_an_organisation_that_it_chooses(client: Client, centre):
    sign_in(client, "ADMINISTRATOR")

    chooser = client.get(reverse("directory:service_new")).content.decode()
    client.post(reverse("directory:service_new_of", args=[centre.uuid]), FORM)

    assert "Invented Centre of Ours" in chooser
    assert Proposal.objects.get().organization == centre


def test_ones_own_change_is_taken_back_by_oneself_alone(client: Client, centre):
    sign_in(client, "COUNSELLOR", centre)
    client.post(reverse("directory:service_new"), FORM)
    change = Proposal.objects.get()
    page = client.get(reverse("directory:proposal", args=[change.uuid])).content.decode()
    stranger = Client()
    sign_in(stranger, "COUNSELLOR", centre)
    url = reverse("directory:proposal_withdraw", args=[change.uuid])

    by_another = stranger.post(url).status_code
    client.post(url)

    change.refresh_from_db()
    assert ("Take it back" in page, by_another, change.status) == (True, 403, "withdrawn")


def test_a_mobile_number_is_looked_at_twice(client: Client, centre):
    change = waiting(centre, phones=[{**invented_entry()["phones"][0], "number": "+66812345678"}])
    sign_in(client, "COORDINATOR", centre)

    page = client.get(reverse("directory:proposal", args=[change.uuid])).content.decode()

    assert "Whose telephone is this?" in page


def test_stale_services_wait_at_home_and_a_check_can_be_undone(client: Client, centre):
    service = invented_service(centre, checked=120)
    sign_in(client, "COORDINATOR", centre)

    home = client.get(reverse("workspace:home")).content.decode()
    queue = client.get(reverse("directory:checks")).content.decode()
    client.post(reverse("directory:check_confirm", args=[service.uuid]))
    after = client.get(reverse("directory:checks")).content.decode()
    client.post(reverse("directory:check_undo", args=[CallBack.objects.get().uuid]))

    assert ("Services to check by a call" in home, "not checked for 120 days" in queue) == (True, True)
    assert "Every service has been checked" in after
    service.refresh_from_db()
    assert service.assured_on is None


@pytest.mark.parametrize("page", ["services", "checks", "proposals"])
def test_pages_ask_as_much_for_three_as_for_one(client: Client, centre, page, assert_same_queries):
    sign_in(client, "COORDINATOR", centre)
    numbers = count()

    def more():
        invented_service(centre, checked=None)
        waiting(centre, name=f"New line {next(numbers)}")

    assert_same_queries(reverse(f"directory:{page}"), more, at_most=12)


def test_one_service_and_one_change_ask_as_much_for_three_as_for_one(
    client: Client, centre, assert_same_queries
):
    sign_in(client, "COORDINATOR", centre)
    service = invented_service(centre, checked=None)
    place = LocationFactory.create(organization=centre)
    change = waiting(centre, service, name="Changed", places=[str(place.uuid)])

    def more():
        CallBack.objects.create(
            organization=centre, service=service, called_on=NOW.date(), by=UserFactory.create()
        )

    assert_same_queries(reverse("directory:service", args=[service.uuid]), more, at_most=12)
    assert_same_queries(reverse("directory:service_edit", args=[service.uuid]), more, at_most=12)
    assert_same_queries(reverse("directory:proposal", args=[change.uuid]), more, at_most=12)


def test_the_own_services_alone_for_whoever_has_an_organisation(client):
    ours, other = OrganizationFactory.create(), OrganizationFactory.create()
    invented_service(ours, name="Invented service of ours")
    invented_service(other, name="Invented service of others")
    sign_in(client, "COORDINATOR", ours)
    url = reverse("directory:services")

    everything, own = client.get(url).content.decode(), client.get(url, {"ours": "on"}).content.decode()
    sign_in(client, "STEWARD")
    programme = client.get(url, {"ours": "on"})

    assert "Invented service of others" in everything
    assert "Invented service of ours" in own
    assert "Invented service of others" not in own
    assert "ours" not in programme.context["filter"].fields
