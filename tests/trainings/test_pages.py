import datetime as dt
import re
import uuid

import pytest
from django.urls import reverse
from syrupy.assertion import SnapshotAssertion

from safefair.people.models import Registration
from safefair.trainings.models import Course, Participation, TrainingAttendance, TrainingRun
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.outreach.pages import HTMX, main_of
from tests.people.factories import register_invented
from tests.trainings.factories import (
    CourseFactory,
    ParticipationFactory,
    TrainingAttendanceFactory,
    TrainingRunFactory,
    TrainingSessionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def centre():
    return OrganizationFactory.create(name="Invented Centre", code="INVENTED")


@pytest.fixture
def trainer(client, centre):
    return sign_in(client, "TRAINER", centre)


@pytest.fixture
def run(centre):
    return TrainingRunFactory.create(course__organization=centre, title="Invented run", sheet_code="7K3MAC9D")


def at(name, *parts) -> str:
    return reverse(f"trainings:{name}", args=parts)


def line_form(**given) -> dict[str, str]:
    return {"q": "", "role": "POLICE", "entry_id": str(uuid.uuid4()), "action": "save"} | given


@pytest.mark.parametrize(
    ("role", "seeing", "entering"),
    [
        ("COUNSELLOR", 200, 200),
        ("TRAINER", 200, 200),
        ("PROGRAMME_MANAGER", 200, 403),
        ("DONOR", 403, 403),
        ("STEWARD", 403, 403),
    ],
)
def test_who_may_see_what(client, centre, run, role, seeing, entering):
    sign_in(client, role, centre if role in ("COUNSELLOR", "TRAINER") else None)

    answers = [client.get(at(name)).status_code for name in ("list", "courses")]
    answers.append(client.get(at("detail", run.uuid)).status_code)

    assert answers == [seeing] * 3
    assert client.get(at("participants", run.uuid)).status_code == entering


def test_a_strangers_training_is_not_there(client, trainer):
    theirs = TrainingRunFactory.create()
    names = (
        "detail", "edit", "cancel", "close", "reopen", "print", "sitting_add", "participants", "participant_add",
        "participant_candidates", "grid_save",
    )  # fmt: skip

    for name in names:
        for ask in (client.get, client.post):
            stranger, nobody = ask(at(name, theirs.uuid)), ask(at(name, uuid.uuid4()))
            assert (stranger.status_code, stranger.content) == (nobody.status_code, nobody.content)
            assert stranger.status_code in (404, 405)
    assert client.get(at("course_edit", theirs.course.uuid)).status_code == 404


def test_lists_ask_as_much_for_three_rows_as_for_one(client, centre, trainer, run, assert_same_queries):
    def participant():
        return ParticipationFactory.create(run=run, registration=register_invented(centre))

    assert_same_queries(
        at("list"), lambda: TrainingRunFactory.create(course__organization=centre), at_most=12
    )
    assert_same_queries(at("courses"), lambda: CourseFactory.create(organization=centre), at_most=12)
    assert_same_queries(at("participants", run.uuid), participant, at_most=12)


def test_pages_look_as_agreed(client, centre, trainer, run, snapshot: SnapshotAssertion):
    TrainingAttendanceFactory.create(session__run=run, participation__registration__code="AAAA-22")

    pages = [client.get(at("list")), client.get(at("detail", run.uuid))]

    assert [re.sub("Invented course [0-9]+", "Invented course", main_of(page)) for page in pages] == snapshot


def test_course_and_run_are_written_once(client, centre, trainer):
    first = client.get(at("create"))
    client.post(
        at("course_create"), {"title": "Invented course", "competences": ["GBV"], "completion_percent": 90}
    )
    form = {
        "course": str(Course.objects.get().pk), "title": "Invented run", "starts_on": "2026-03-12",
        "ends_on": "2026-03-13", "country": "TH", "language": "th", "entry_id": str(uuid.uuid4()),
    }  # fmt: skip
    for _ in range(2):
        client.post(at("create"), form)

    run = TrainingRun.objects.get()
    assert (first["Location"], run.course.completion_percent, run.organization) == (
        at("course_create"),
        90,
        centre,
    )


def test_last_day_before_the_first_is_refused(client, centre, trainer, run):
    form = {
        "course": str(run.course.pk), "title": "R", "starts_on": "2026-03-12", "ends_on": "2026-03-11", "country": "TH",
        "language": "th",
    }  # fmt: skip

    page = client.post(at("edit", run.uuid), form).content.decode()

    run.refresh_from_db()
    assert ("The last day lies before the first." in page, run.ends_on) == (True, dt.date(2026, 3, 13))


def test_second_course_of_a_title_is_refused_beside_the_field(client, centre, trainer, run):
    form = {"title": run.course.title, "competences": ["GBV"], "completion_percent": 80}

    page = client.post(at("course_create"), form).content.decode()

    assert "Your organisation has a course of this title already." in page


def test_participant_is_put_on_the_list_once_and_her_employer_stays_for_the_next(
    client, centre, trainer, run
):
    person = register_invented(centre)
    form = line_form(person=str(person.uuid), works_for="Invented Police", works_for_kind="GOVERNMENT")

    for _ in range(2):
        client.post(at("participant_add", run.uuid), form)

    page = client.get(at("participants", run.uuid)).content.decode()
    made = Participation.objects.get()
    assert (made.registration, made.role, made.works_for_kind) == (person, "POLICE", "GOVERNMENT")
    assert 'name="works_for" value="Invented Police"' in page


def test_new_participant_is_registered_once(client, trainer, run):
    form = line_form(person="new", full_name="Invented Officer", sex="M")

    for _ in range(2):
        client.post(at("participant_add", run.uuid), form)

    assert (Registration.objects.count(), Participation.objects.get().sex) == (1, "M")


def test_one_cell_is_saved_as_it_is_left(client, trainer, run):
    sitting = TrainingSessionFactory.create(run=run, minutes=360)
    person = ParticipationFactory.create(run=run)
    cell = f"m-{person.uuid}-{sitting.uuid}"

    done = client.post(at("grid_save", run.uuid), {cell: "288"}, **HTMX).content.decode()
    refused = client.post(at("grid_save", run.uuid), {cell: "361"}, **HTMX).content.decode()

    assert ("completed" in done, "longer than the sitting lasts" in refused) == (True, True)
    assert TrainingAttendance.objects.get().minutes == 288


def test_whole_grid_is_saved_and_a_sitting_filled_without_a_script(client, trainer, run):
    sitting = TrainingSessionFactory.create(run=run, minutes=360)
    first, second = ParticipationFactory.create_batch(2, run=run)
    cells = {
        f"m-{first.uuid}-{sitting.uuid}": "0",
        f"m-{second.uuid}-{sitting.uuid}": "",
        "fill": str(sitting.uuid),
    }

    client.post(at("grid_save", run.uuid), cells)

    minutes = dict(TrainingAttendance.objects.values_list("participation_id", "minutes"))
    assert minutes == {first.pk: 0, second.pk: 360}


def test_what_is_no_number_is_refused_and_nothing_is_emptied(client, trainer, run):
    attended = TrainingAttendanceFactory.create(session__run=run)
    cell = f"m-{attended.participation.uuid}-{attended.session.uuid}"

    client.post(at("grid_save", run.uuid), {cell: "all"})

    attended.refresh_from_db()
    assert attended.minutes == 360


def test_whoever_is_taken_off_can_be_put_back(client, trainer, run):
    person = ParticipationFactory.create(run=run)
    address = at("participant_toggle", run.uuid, person.uuid)

    page = client.post(address, follow=True).content.decode()
    person.refresh_from_db()
    removed = person.removed_at
    client.post(address)

    person.refresh_from_db()
    assert ("Put her back" in page, removed is not None, person.removed_at, person.role) == (
        True,
        True,
        None,
        "POLICE",
    )


def test_closing_and_reopening(client, trainer, run):
    refused = client.post(at("close", run.uuid), follow=True).content.decode()
    client.post(at("sitting_add", run.uuid), {"held_on": "2026-03-12", "minutes": "360"})
    client.post(at("close", run.uuid))
    run.refresh_from_db()
    closed = run.closed_at
    client.post(at("reopen", run.uuid), {"reason": "late paper"})

    run.refresh_from_db()
    assert ("on which days" in refused, closed is not None) == (True, True)
    assert (run.closed_at, run.status_reason) == (None, "late paper")


def test_sheet_prints_and_list_downloads_without_people(client, trainer, run):
    ParticipationFactory.create(run=run, registration__code="ZZZZ-95")

    pdf = client.get(at("print", run.uuid))
    file = client.get(at("list"), {"format": "csv"}).content.decode()

    assert (pdf.content[:5], "ZZZZ" in file, len(file.strip().splitlines())) == (b"%PDF-", False, 2)


def test_persons_page_shows_her_trainings(client, centre, trainer, run):
    person = register_invented(centre)
    ParticipationFactory.create(run=run, registration=person)

    page = client.get(reverse("people:detail", args=[person.uuid])).content.decode()

    assert ("Invented run" in page, "not completed" in page) == (True, True)
