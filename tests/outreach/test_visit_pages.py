import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.core.models import ReadKind, ReadLog
from safefair.outreach.models import Visit
from safefair.people.models import Registration
from tests.outreach.factories import (
    VisitFactory,
)
from tests.outreach.pages import HTMX
from tests.people.factories import register_invented

pytestmark = pytest.mark.django_db


def visit_form(**given) -> dict[str, object]:
    return {
        "q": "",
        "visited_on": timezone.localdate().isoformat(),
        "channel": "WALK_IN",
        "services": ["INFORMATION"],
        "relation": "CURRENT",
        "entry_id": str(uuid.uuid4()),
        "action": "save",
    } | given


def test_a_strangers_visit_cannot_be_undone(client, counsellor):
    theirs = VisitFactory.create()

    answer = client.post(reverse("outreach:visit_undo", args=[theirs.uuid]))

    theirs.refresh_from_db()
    assert (answer.status_code, theirs.removed_at) == (404, None)


def test_visit_of_somebody_known_is_found_and_saved_without_a_script(client, centre, counsellor):
    person = register_invented(centre, full_name_latin="Invented Malee", birth_date="1990-05-12")
    found = client.post(reverse("outreach:visit_record"), visit_form(q="Invented Malee", action="find"))

    form = visit_form(q="Invented Malee", person=str(person.uuid), topics=["DOCUMENTS"])
    answers = [client.post(reverse("outreach:visit_record"), form).status_code for _ in range(2)]

    assert (str(person.uuid) in found.content.decode(), answers) == (True, [302, 302])
    visit = Visit.objects.get()
    assert (visit.registration, visit.topics, visit.recorded_by, visit.relation) == (
        person, ["DOCUMENTS"], counsellor, "CURRENT",
    )  # fmt: skip


def test_search_is_logged_and_no_name_stands_in_an_address(client, centre, counsellor):
    person = register_invented(centre, full_name_latin="Invented Malee")

    answer = client.post(reverse("outreach:visit_candidates"), {"q": "Invented Malee"}, **HTMX)

    log = ReadLog.objects.get(kind=ReadKind.SEARCHED)
    assert "Invented Malee" in answer.content.decode()
    assert (log.user_id, log.record_ids) == (counsellor.pk, [person.pk])
    assert client.get(reverse("outreach:visit_candidates"), {"q": "Invented Malee"}).status_code == 405


@pytest.mark.parametrize(
    "typed",
    [
        "Invented Malee",
        "Malee 36",
        "malee 1990",
        "Malee 2533",
        "Malee, Mae Sot",
        "+66 2 000 7777",
        "02 000 7777",
    ],
)
def test_one_field_finds_by_name_age_year_village_or_telephone(client, centre, counsellor, typed):
    person = register_invented(
        centre,
        full_name_latin="Invented Malee",
        birth_date="1990-05-12",
        village="Mae Sot",
        phone="+66 2 000 7777",
    )

    answer = client.post(reverse("outreach:visit_candidates"), {"q": typed}, **HTMX)

    assert str(person.uuid) in answer.content.decode()


def test_code_finds_its_person_alone(client, centre, counsellor):
    person, other = register_invented(centre), register_invented(centre)

    answer = client.post(
        reverse("outreach:visit_candidates"), {"q": person.code.lower()}, **HTMX
    ).content.decode()

    assert (str(person.uuid) in answer, str(other.uuid) in answer) == (True, False)


def test_new_person_is_registered_with_her_visit_once(client, centre, counsellor):
    form = visit_form(person="new", full_name="Invented Rose", sex="F", age="30", village="Inventedville")

    answers = [client.post(reverse("outreach:visit_record"), form, **HTMX).status_code for _ in range(2)]

    visit, person = Visit.objects.get(), Registration.objects.get()
    assert answers == [200, 200]
    assert (visit.registration, visit.age_band, person.birth_year) == (
        person,
        "25-34",
        timezone.localdate().year - 30,
    )


def test_somebody_very_alike_must_be_denied_first(client, centre, counsellor):
    known = register_invented(
        centre, full_name_latin="Invented Malee", phone="+66 2 000 7777", village="Mae Sot"
    )
    form = visit_form(person="new", full_name="Invented Malee", phone="020007777", village="Mae Sot", sex="F")

    asked = client.post(reverse("outreach:visit_record"), form).content.decode()
    after_asking = Registration.objects.count()
    client.post(reverse("outreach:visit_record"), form | {"is_denied": "1"})

    assert (str(known.uuid) in asked, 'name="is_denied" value="1"' in asked, after_asking) == (True, True, 1)
    assert Registration.objects.count() == 2


def test_nobodys_name_is_as_quick(client, counsellor):
    client.post(reverse("outreach:visit_record"), visit_form(person="none", sex="F", age="40"))

    visit = Visit.objects.get()
    assert (visit.registration, visit.sex, visit.age_band) == (None, "F", "35-49")


def test_second_visit_that_day_is_said_and_kept_on_confirmation(client, centre, counsellor):
    person = register_invented(centre)
    form = visit_form(person=str(person.uuid))
    client.post(reverse("outreach:visit_record"), form)

    asked = client.post(reverse("outreach:visit_record"), form | {"entry_id": str(uuid.uuid4())})
    before = Visit.objects.count()
    client.post(
        reverse("outreach:visit_record"),
        form | {"entry_id": str(uuid.uuid4()), "second_of": str(person.uuid)},
    )

    assert ("already has a visit on that day" in asked.content.decode(), before) == (True, 1)
    assert Visit.objects.count() == 2


def test_faults_stand_beside_their_fields(client, counsellor):
    answer = client.post(reverse("outreach:visit_record"), visit_form(services=[])).content.decode()

    assert "Choose one of the people found, or enter her as new." in answer
    assert "This field is required." in answer
    assert Visit.objects.count() == 0


def test_last_lines_are_undone_and_put_back(client, centre, counsellor):
    visit = VisitFactory.create(organization=centre, recorded_by=counsellor)
    address = reverse("outreach:visit_undo", args=[visit.uuid])

    undone = client.post(address, **HTMX).content.decode()
    visit.refresh_from_db()
    removed = visit.removed_at
    client.post(address)

    visit.refresh_from_db()
    assert ("Put back" in undone, removed is not None, visit.removed_at) == (True, True, None)
