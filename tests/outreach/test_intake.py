import datetime as dt
import time

import pytest

from safefair.core.codes import AgeBand, Sex
from safefair.outreach.enums import Relation, SheetStatus
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.outreach.operations import bulk_record_sessions, close_sheet, present_at
from safefair.outreach.words import read_relation
from safefair.people.imports.targets import Activity, ActivityGroup, ImportedRow, Stored, targets
from safefair.people.models import ImportBatch, Registration
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.harness.queries import captured_queries
from tests.outreach.factories import PlainRegistrationFactory

pytestmark = pytest.mark.django_db

DAY = dt.date(2026, 3, 12)


@pytest.fixture
def user():
    return UserFactory.create()


@pytest.fixture
def batch(user):
    return ImportBatch.objects.create(
        organization=OrganizationFactory.create(), uploaded_by=user, digest="0" * 64, kind="csv", size=1
    )


def group(people, *, title="Invented import", role="migrant worker", name="", on=DAY) -> ActivityGroup:
    rows = [
        ImportedRow(number, person.pk, Sex.FEMALE, AgeBand.TO_34, "MM", role)
        for number, person in enumerate(people, 1)
    ]
    return ActivityGroup(Activity(None, name, title, on, "TH"), "MRC", "TH-63", "Invented-ville", rows)


def registrations(batch, count) -> list[Registration]:
    return PlainRegistrationFactory.create_batch(count, organization=batch.organization)


def test_target_is_on_offer():
    assert targets()["INFORMATION_SESSION"].list_url == "outreach:sessions"


def test_groups_become_sessions_and_rows_attendances(batch, user):
    people = registrations(batch, 3)

    stored = bulk_record_sessions(
        batch, [group(people), group(people[:1], title="Other", name="Invented Club")], user
    )

    assert stored == Stored(created=2, found=0, attendances=4, already=0)
    first, second = InformationSession.objects.order_by("title")
    assert (first.organizer, first.organizer_name, first.sheet_status) == (
        batch.organization,
        "",
        SheetStatus.ENTERED,
    )
    assert (second.organizer, second.organizer_name, second.batch) == (None, "Invented Club", batch)
    line = first.attendances.get(line_number=1)
    assert (line.registration, line.relation, line.sex, line.age_band, line.nationality, line.line_number) == (
        people[0], Relation.CURRENT, "F", "25-34", "MM", 1,
    )  # fmt: skip


def test_the_same_groups_again_add_nothing(batch, user):
    people = registrations(batch, 3)
    bulk_record_sessions(batch, [group(people[:2])], user)

    again = bulk_record_sessions(batch, [group(people)], user)

    assert again == Stored(created=0, found=1, attendances=1, already=2)
    assert SessionAttendance.objects.count() == 3


def test_closed_sheet_that_gets_rows_is_open_again(batch, user):
    people = registrations(batch, 2)
    bulk_record_sessions(batch, [group(people[:1])], user)
    close_sheet(InformationSession.objects.get(), total_on_paper=1, by=user)

    bulk_record_sessions(batch, [group(people)], user)

    session = InformationSession.objects.get()
    assert (session.sheet_status, session.total_on_paper) == (SheetStatus.ENTERED, None)


def test_present_names_who_is_there_and_leaves_out_what_is_not(batch, user):
    people = registrations(batch, 2)
    known, unknown = group(people), group(people, title="Never held")
    bulk_record_sessions(batch, [known], user)

    found = present_at(batch.organization, [known.activity, unknown.activity])
    elsewhere = present_at(OrganizationFactory.create(), [known.activity])

    assert found == {known.activity: frozenset(person.pk for person in people)}
    assert elsewhere == {}


def test_cancelled_session_is_not_met_again(batch, user):
    people = registrations(batch, 1)
    bulk_record_sessions(batch, [group(people)], user)
    InformationSession.objects.update(cancelled_at=dt.datetime(2026, 3, 13, tzinfo=dt.UTC))

    stored = bulk_record_sessions(batch, [group(people)], user)

    assert stored == Stored(created=1, found=0, attendances=1, already=0)


def test_statements_do_not_grow_with_groups_and_two_thousand_rows_take_seconds(batch, user):
    people = registrations(batch, 20)
    many = [group(people, title=f"Invented {number}") for number in range(100)]
    with captured_queries() as few:
        bulk_record_sessions(batch, [group(people)], user)
    start = time.perf_counter()

    with captured_queries() as more:
        stored = bulk_record_sessions(batch, many, user)

    assert stored.attendances == 2000
    assert len(more) == len(few)
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("written", "relation"),
    [
        ("", Relation.UNKNOWN),
        ("Migrant worker", Relation.CURRENT),
        ("returned migrant worker", Relation.RETURNED),
        ("แรงงานข้ามชาติ", Relation.CURRENT),
        ("ครอบครัว", Relation.FAMILY),
        ("မိသားစု", Relation.FAMILY),
        ("គ្រួសារ", Relation.FAMILY),
        ("keluarga", Relation.FAMILY),
        ("lao động di cư", Relation.CURRENT),
        ("potential migrant", Relation.POTENTIAL),
        ("RETURNED", Relation.RETURNED),
        ("monk", Relation.OTHER),
    ],
)
def test_relation_is_read_as_people_write_it(written, relation):
    assert read_relation(written) == relation


def test_sessions_that_the_list_does_not_name_are_not_counted_as_found(batch, user):
    """Two titles on two days: the other two of the four combinations are there, and have nothing to do with it."""
    people, next_day = registrations(batch, 1), DAY + dt.timedelta(days=1)
    bulk_record_sessions(batch, [group(people, title="A", on=next_day), group(people, title="B")], user)

    stored = bulk_record_sessions(
        batch, [group(people, title="A"), group(people, title="B", on=next_day)], user
    )

    assert stored == Stored(created=2, found=0, attendances=2, already=0)
