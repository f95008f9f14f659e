"""Pages of people: who is shown, what is logged, what a stranger gets."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from safefair.core.models import ReadKind, ReadLog
from safefair.people.enums import PairSource, PairStatus
from safefair.people.models import DuplicatePair, Registration
from safefair.people.models.registrations import RegistrationQuerySet
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.people.factories import invented_pair, register_invented

pytestmark = pytest.mark.django_db


def test_list_shows_own_people_and_is_one_reading(client: Client):
    centre, other = OrganizationFactory.create_batch(2)
    user = sign_in(client, "COUNSELLOR", centre)
    mine = [register_invented(centre, full_name_latin="Invented Rosebud") for _ in range(3)]
    register_invented(other, full_name_latin="Invented Stranger")

    page = client.get(reverse("people:list")).content.decode()

    assert page.count("Invented Rosebud") == 3
    assert "Invented Stranger" not in page
    log = ReadLog.objects.get(kind=ReadKind.LISTED)
    assert (sorted(log.record_ids), log.user_id) == (sorted(person.pk for person in mine), user.pk)


def test_list_asks_as_much_for_three_rows_as_for_one(client: Client, assert_same_queries):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)

    assert_same_queries(reverse("people:list"), lambda: register_invented(centre), at_most=12)


@pytest.mark.parametrize(
    "query", ["?sort=code", "?sort=-age", "?sex=M", "?area=TH-63", "?code=zz", "?since=2026-01-01", "?page=9"]
)
def test_list_filters_and_sorts(client: Client, query: str):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    register_invented(centre)

    assert client.get(reverse("people:list") + query).status_code == 200


def test_list_filters_by_a_code_as_typed(client: Client):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    wanted, other = register_invented(centre), register_invented(centre)

    page = client.get(reverse("people:list"), {"code": wanted.code.lower().replace("-", "")}).content.decode()

    assert (wanted.code in page, other.code in page) == (True, False)


def test_detail_logs_the_opening_and_shows_who_opened(client: Client):
    centre = OrganizationFactory.create()
    user = sign_in(client, "COUNSELLOR", centre)
    person = register_invented(centre, full_name_latin="Invented Rosebud")

    page = client.get(reverse("people:detail", args=[person.uuid])).content.decode()

    assert "Invented Rosebud" in page
    assert user.name in page
    assert list(ReadLog.objects.values_list("kind", "record_ids", "user_id")) == [
        ("OPENED", [person.pk], user.pk)
    ]
    title = page[page.index("<title>") : page.index("</title>")]
    assert "Rosebud" not in title


@pytest.mark.parametrize("name", ["people:detail", "people:correct"])
def test_strangers_record_is_the_404_of_a_random_one(client: Client, monkeypatch, name: str):
    centre, other = OrganizationFactory.create_batch(2)
    sign_in(client, "COUNSELLOR", centre)
    stranger = register_invented(other)
    random = client.get(reverse(name, args=[uuid.uuid4()]))

    filtered = client.get(reverse(name, args=[stranger.uuid]))
    monkeypatch.setattr(RegistrationQuerySet, "visible_to", lambda self, _organization: self.all())
    unfiltered = client.get(reverse(name, args=[stranger.uuid]))

    assert random.status_code == 404
    assert filtered.content == random.content
    assert unfiltered.content == random.content
    assert dict(unfiltered.items()) == dict(random.items())
    assert not ReadLog.objects.filter(kind=ReadKind.OPENED).exists()


def test_pair_of_a_stranger_is_404(client: Client):
    centre, other = OrganizationFactory.create_batch(2)
    sign_in(client, "COUNSELLOR", centre)
    pair = invented_pair(other)

    answers = {
        client.get(reverse("people:pair", args=[pair.uuid])).status_code,
        client.post(
            reverse("people:pair_decide", args=[pair.uuid]), {"decision": "same", "reason": "x"}
        ).status_code,
        client.post(reverse("people:pair_undo", args=[pair.uuid])).status_code,
    }

    assert answers == {404}
    pair.refresh_from_db()
    assert pair.status == PairStatus.OPEN


@pytest.mark.parametrize(
    ("role", "name", "status"),
    [
        ("DONOR", "people:list", 403),
        ("PROGRAMME_MANAGER", "people:list", 403),
        ("PROGRAMME_MANAGER", "people:register", 403),
        ("PROGRAMME_MANAGER", "people:duplicates", 403),
        ("STEWARD", "people:linkage", 200),
        ("DONOR", "people:linkage", 403),
    ],
)
def test_programme_roles_see_no_people(client: Client, role: str, name: str, status: int):
    sign_in(client, role)

    assert client.get(reverse(name)).status_code == status


SEARCH = {
    "step": "search",
    "full_name_latin": "Invented Marigold",
    "birth_date": "1991",
    "sex": "F",
    "village": "Inventedville",
}


def save(client: Client, **given: object):
    return client.post(reverse("people:register"), {**SEARCH, "step": "save", "country": "TH", **given})


def test_register_needs_something_to_look_for(client: Client):
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())

    page = client.post(reverse("people:register"), {"step": "search", "sex": "F"}).content.decode()

    assert "Write a name, a telephone or a document number." in page


def test_search_shows_her_with_reasons_before_a_second_record(client: Client):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    known = register_invented(
        centre, full_name_latin="Marigold Invented", birth_date="1991-03-04", village="Inventedville"
    )

    page = client.post(reverse("people:register"), SEARCH).content.decode()

    assert reverse("people:detail", args=[known.uuid]) in page
    assert "same village or workplace" in page
    log = ReadLog.objects.get(kind=ReadKind.SEARCHED)
    assert log.record_ids == [known.pk]


def test_nobody_like_her_leads_straight_to_the_form(client: Client):
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())

    page = client.post(reverse("people:register"), SEARCH).content.decode()

    assert "Nobody like her is registered" in page
    assert 'value="Invented Marigold"' in page


def test_a_form_sent_twice_makes_one_record(client: Client):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    submission = uuid.uuid4()

    first, again = save(client, submission=submission), save(client, submission=submission)

    made = Registration.objects.get()
    assert first["Location"] == again["Location"] == reverse("people:detail", args=[made.uuid])
    assert (made.sex, made.birth_year, made.country) == ("F", 1991, "TH")


def test_a_probable_one_not_seen_yet_is_shown_before_saving(client: Client):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    known = register_invented(
        centre, full_name_latin="Marigold Invented", phone="+66 2 123 4567", village="Elsewhere"
    )

    shown = save(client, phone="02 123 4567", birth_date="1994-05-12").content.decode()
    saved = save(
        client, phone="02 123 4567", birth_date="1994-05-12", seen=known.code, submission=uuid.uuid4()
    )

    assert reverse("people:detail", args=[known.uuid]) in shown
    assert saved.status_code == 302
    pair = DuplicatePair.objects.get()
    assert (pair.first_id, pair.source, pair.status) == (known.pk, PairSource.DESK, PairStatus.OPEN)


def test_correcting_what_a_colleague_corrected_meanwhile_is_refused(client: Client):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    person = register_invented(centre)
    url = reverse("people:correct", args=[person.uuid])
    values = {"full_name_latin": "Invented Marigold", "sex": "F", "country": "TH", "version": 1}
    assert client.get(url).status_code == 200

    first = client.post(url, values)
    second = client.post(url, values)

    assert (first.status_code, second.status_code) == (302, 200)
    assert "Somebody else corrected this person" in second.content.decode()


def test_erasing_needs_its_own_role_and_a_second_look(client: Client):
    centre = OrganizationFactory.create()
    person = register_invented(centre, full_name_latin="Invented Rosebud")
    url = reverse("people:erase", args=[person.uuid])
    sign_in(client, "COUNSELLOR", centre)
    as_counsellor = client.post(url, {"reason": "REQUEST", "is_sure": "on"}).status_code
    sign_in(client, "COORDINATOR", centre)

    unsure = client.post(url, {"reason": "REQUEST"}).status_code
    sure = client.post(url, {"reason": "REQUEST", "is_sure": "on"}, follow=True)

    assert (as_counsellor, unsure, sure.status_code) == (403, 200, 200)
    assert "This person was erased." in sure.content.decode()
    assert "Rosebud" not in client.get(reverse("people:detail", args=[person.uuid])).content.decode()


def test_deciding_goes_on_to_the_next_pair_and_can_be_undone(client: Client):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    likelier, other = invented_pair(centre, score=20), invented_pair(centre, score=10)

    decided = client.post(
        reverse("people:pair_decide", args=[likelier.uuid]), {"decision": "same", "reason": "I asked her"}
    )
    following = client.get(decided["Location"]).content.decode()
    client.post(reverse("people:pair_undo", args=[likelier.uuid]))

    assert decided["Location"] == f"{reverse('people:pair', args=[other.uuid])}?decided={likelier.uuid}"
    assert reverse("people:pair_undo", args=[likelier.uuid]) in following
    likelier.refresh_from_db()
    assert likelier.status == PairStatus.OPEN


@pytest.mark.parametrize("status", ["", "?status=SAME", "?status=nonsense", "?decided=nonsense"])
def test_duplicates_queue(client: Client, status: str):
    centre = OrganizationFactory.create()
    sign_in(client, "COUNSELLOR", centre)
    invented_pair(centre)

    assert client.get(reverse("people:duplicates") + status).status_code == 200
