import datetime as dt

import pytest

from safefair.core.codes import AgeBand, Sex
from safefair.core.dimensions import Period
from safefair.people.imports.targets import Activity, ActivityGroup, ImportedRow, Stored, targets
from safefair.people.models import ImportBatch
from safefair.trainings.enums import ParticipantRole
from safefair.trainings.measures import completions, participations
from safefair.trainings.models import Course, TrainingRun
from safefair.trainings.operations import bulk_record_runs, present_at
from safefair.trainings.words import read_role
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.harness.queries import captured_queries
from tests.outreach.factories import PlainRegistrationFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 12)
MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 4, 1))


@pytest.fixture
def user():
    return UserFactory.create()


@pytest.fixture
def batch(user):
    return ImportBatch.objects.create(
        organization=OrganizationFactory.create(), uploaded_by=user, digest="0" * 64, kind="csv", size=1
    )


def group(people, *, title="Invented training") -> ActivityGroup:
    rows = [
        ImportedRow(number, person.pk, Sex.FEMALE, AgeBand.TO_34, "TH", "Police officer")
        for number, person in enumerate(people, 1)
    ]
    return ActivityGroup(Activity(None, "", title, DAY, "TH"), "GOVERNMENT", "TH-63", "", rows)


def test_list_becomes_a_run_at_which_everybody_was_present(batch, user):
    people = PlainRegistrationFactory.create_batch(3, organization=batch.organization)

    stored = bulk_record_runs(batch, [group(people)], user)

    run = TrainingRun.objects.get()
    assert stored == Stored(created=1, found=0, attendances=3, already=0)
    assert (run.course.title, run.organizer, run.starts_on, run.ends_on) == (
        run.title,
        batch.organization,
        DAY,
        DAY,
    )
    assert (len(participations(MARCH)), len(completions(MARCH))) == (3, 3)
    assert {row["role"] for row in completions(MARCH)} == {"POLICE"}


def test_the_same_list_again_adds_nothing(batch, user):
    people = PlainRegistrationFactory.create_batch(3, organization=batch.organization)
    bulk_record_runs(batch, [group(people[:2])], user)

    again = bulk_record_runs(batch, [group(people)], user)

    assert again == Stored(created=0, found=1, attendances=1, already=2)
    assert (len(completions(MARCH)), Course.objects.count()) == (3, 1)


def test_present_names_who_is_there(batch, user):
    people = PlainRegistrationFactory.create_batch(2, organization=batch.organization)
    known = group(people)
    bulk_record_runs(batch, [known], user)

    found = present_at(batch.organization, [known.activity, group(people, title="Never held").activity])

    assert found == {known.activity: frozenset(person.pk for person in people)}


def test_statements_do_not_grow_with_groups(batch, user):
    people = PlainRegistrationFactory.create_batch(5, organization=batch.organization)
    with captured_queries() as few:
        bulk_record_runs(batch, [group(people)], user)

    with captured_queries() as more:
        bulk_record_runs(batch, [group(people, title=f"Invented {number}") for number in range(20)], user)

    assert len(more) == len(few)


def test_target_is_on_offer():
    assert targets()["TRAINING"].list_url == "trainings:list"


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("", ParticipantRole.UNKNOWN),
        ("Police officer", ParticipantRole.POLICE),
        ("ตำรวจ", ParticipantRole.POLICE),
        ("labour inspector", ParticipantRole.LABOUR_INSPECTOR),
        ("social worker", ParticipantRole.SOCIAL_WORKER),
        ("shelter social worker", ParticipantRole.SHELTER_STAFF),
        ("y tá", ParticipantRole.HEALTH_WORKER),
        ("ပြည်နယ် ရဲ", ParticipantRole.POLICE),
        ("Domestic worker", ParticipantRole.MIGRANT_WORKER),
        ("government official", ParticipantRole.OFFICIAL),
        ("juggler", ParticipantRole.OTHER),
    ],
)
def test_role_is_read_as_people_write_it(written, role):
    assert read_role(written) == role
