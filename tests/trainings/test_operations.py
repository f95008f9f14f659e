import datetime as dt
import uuid

import pytest

from safefair.trainings.errors import (
    CourseExists,
    MinutesTooMany,
    PersonErased,
    PersonOfAnotherOrganization,
    ReasonMissing,
    RunAlreadyClosed,
    RunIsCancelled,
    RunNotClosed,
    RunNotOver,
    RunWithoutSittings,
    SittingAttended,
    SittingOutsideRun,
)
from safefair.trainings.models import Participation, TrainingAttendance, TrainingRun, TrainingSession
from safefair.trainings.operations import (
    CourseFacts,
    ParticipantFacts,
    RunFacts,
    add_sitting,
    cancel_run,
    change_participant,
    close_run,
    create_run,
    enrol_participant,
    fill_sitting,
    record_minutes,
    remove_participant,
    remove_sitting,
    reopen_run,
    restore_run,
    save_course,
)
from safefair.trainings.queries import completed, completion_by_role, participants_of
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.outreach.factories import PlainRegistrationFactory
from tests.trainings.factories import (
    CourseFactory,
    ParticipationFactory,
    TrainingRunFactory,
    TrainingSessionFactory,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 14, tzinfo=dt.UTC)
AFTER = dt.date(2026, 3, 14)
OFFICER = ParticipantFacts(role="POLICE", works_for="Invented Police", works_for_kind="GOVERNMENT")


@pytest.fixture
def user():
    return UserFactory.create()


@pytest.fixture
def run():
    return TrainingRunFactory.create()


def officer(run, **facts):
    return PlainRegistrationFactory.create(organization=run.organization, **facts)


def test_course_titles_are_one_of_a_kind_in_an_organization(user):
    centre = OrganizationFactory.create()
    course = save_course(CourseFacts(title="Invented", competences=("GBV",)), organization=centre, by=user)

    with pytest.raises(CourseExists):
        save_course(CourseFacts(title="Invented", competences=("GBV",)), organization=centre, by=user)
    again = save_course(
        CourseFacts(title="Invented", competences=("GBV",), completion_percent=100),
        organization=centre, by=user, course=course,
    )  # fmt: skip

    assert (again.pk, again.completion_percent) == (course.pk, 100)


def test_creating_twice_with_one_entry_makes_one_run(user):
    course, entry = CourseFactory.create(), uuid.uuid4()
    facts = RunFacts(course=course, title="R", starts_on=AFTER, ends_on=AFTER, country="TH")

    first = create_run(facts, organization=course.organization, by=user, entry_id=entry)
    second = create_run(facts, organization=course.organization, by=user, entry_id=entry)

    assert first == second
    assert (first.organizer, TrainingRun.objects.count()) == (course.organization, 1)


def test_participant_is_frozen_as_of_the_run(user, run):
    person = officer(run, sex="M", birth_year=1996, nationality="TH")

    made = enrol_participant(run, person, facts=OFFICER, by=user)
    person.sex = "F"
    person.save()
    made.refresh_from_db()

    assert (made.role, made.works_for_kind, made.sex, made.age_band, made.nationality, made.line_number) == (
        "POLICE", "GOVERNMENT", "M", "25-34", "TH", 1,
    )  # fmt: skip


def test_the_same_person_twice_takes_part_once(user, run):
    person = officer(run)

    first = enrol_participant(run, person, facts=OFFICER, by=user)
    second = enrol_participant(run, person, facts=ParticipantFacts(), by=user)

    assert (first, second.role, Participation.objects.count()) == (second, "POLICE", 1)


def test_who_is_taken_off_comes_back_with_her_minutes(user, run):
    sitting = TrainingSessionFactory.create(run=run)
    person = enrol_participant(run, officer(run), facts=OFFICER, by=user)
    record_minutes(sitting, {person: 360}, by=user)

    remove_participant(person, by=user, at=NOW)
    gone = participants_of(run).count()
    enrol_participant(run, person.registration, facts=OFFICER, by=user)

    assert (gone, completed(participants_of(run)).count()) == (0, 1)


def test_changing_her_work_changes_this_run_only(user, run):
    person = enrol_participant(run, officer(run), facts=OFFICER, by=user)
    other = enrol_participant(
        TrainingRunFactory.create(course=run.course), person.registration, facts=OFFICER, by=user
    )

    change_participant(person, facts=ParticipantFacts(role="TRAINER"), age_band="18-24", by=user)

    other.refresh_from_db()
    assert (person.role, person.works_for_kind, other.role) == ("TRAINER", "", "POLICE")


def test_strangers_and_erased_people_are_refused(user, run):
    with pytest.raises(PersonOfAnotherOrganization):
        enrol_participant(run, PlainRegistrationFactory.create(), facts=OFFICER, by=user)
    with pytest.raises(PersonErased):
        enrol_participant(run, officer(run, erased_at=NOW), facts=OFFICER, by=user)


def test_sittings_lie_within_the_run_and_go_only_when_nobody_came(user, run):
    with pytest.raises(SittingOutsideRun):
        add_sitting(run, held_on=AFTER, minutes=60, by=user)
    sitting = add_sitting(run, held_on=run.starts_on, minutes=60, by=user)
    person = ParticipationFactory.create(run=run)
    record_minutes(sitting, {person: 30}, by=user)
    with pytest.raises(SittingAttended):
        remove_sitting(sitting, by=user)
    record_minutes(sitting, {person: 0}, by=user)

    remove_sitting(sitting, by=user)

    assert TrainingSession.objects.count() == 0


def test_too_many_minutes_write_nothing(user, run):
    sitting = TrainingSessionFactory.create(run=run, minutes=60)
    first, second = ParticipationFactory.create_batch(2, run=run)

    with pytest.raises(MinutesTooMany):
        record_minutes(sitting, {first: 60, second: 61}, by=user)

    assert TrainingAttendance.objects.count() == 0


def test_cells_are_replaced_and_emptied(user, run):
    sitting = TrainingSessionFactory.create(run=run)
    first, second = ParticipationFactory.create_batch(2, run=run)
    record_minutes(sitting, {first: 100, second: 200}, by=user)

    record_minutes(sitting, {first: 300, second: None}, by=user)

    assert list(sitting.attendances.values_list("participation_id", "minutes")) == [(first.pk, 300)]


def test_filling_a_sitting_leaves_what_was_said(user, run):
    sitting = TrainingSessionFactory.create(run=run)
    absent, unsaid = ParticipationFactory.create_batch(2, run=run)
    record_minutes(sitting, {absent: 0}, by=user)

    filled = fill_sitting(sitting, by=user)

    minutes = dict(sitting.attendances.values_list("participation_id", "minutes"))
    assert (filled, minutes) == (1, {absent.pk: 0, unsaid.pk: 360})


def test_presence_at_a_sitting_of_unknown_length_has_no_minutes(user, run):
    sitting = TrainingSessionFactory.create(run=run, minutes=None)
    came, absent = ParticipationFactory.create_batch(2, run=run)

    record_minutes(sitting, {came: 1, absent: 0}, by=user)

    assert dict(sitting.attendances.values_list("participation_id", "minutes")) == {
        came.pk: None,
        absent.pk: 0,
    }
    assert [(row.role, row.listed, row.completed, row.is_front_line) for row in completion_by_role(run)] == [
        ("police or immigration officer", 2, 1, True)
    ]


def test_closing_needs_an_end_and_sittings_and_stops_entries(user, run):
    with pytest.raises(RunWithoutSittings):
        close_run(run, by=user, at=NOW, today=AFTER)
    sitting = TrainingSessionFactory.create(run=run)
    with pytest.raises(RunNotOver):
        close_run(run, by=user, at=NOW, today=run.starts_on)

    close_run(run, by=user, at=NOW, today=AFTER)

    with pytest.raises(RunAlreadyClosed):
        enrol_participant(run, officer(run), facts=OFFICER, by=user)
    with pytest.raises(RunAlreadyClosed):
        record_minutes(sitting, {}, by=user)


def test_reopening_needs_a_closed_run_and_a_reason(user, run):
    TrainingSessionFactory.create(run=run)
    with pytest.raises(RunNotClosed):
        reopen_run(run, reason="late paper", by=user)
    close_run(run, by=user, at=NOW, today=AFTER)
    with pytest.raises(ReasonMissing):
        reopen_run(run, reason=" ", by=user)

    reopened = reopen_run(run, reason="late paper", by=user)

    assert (reopened.closed_at, reopened.status_reason) == (None, "late paper")


def test_cancelling_and_restoring(user, run):
    cancel_run(run, by=user, at=NOW)
    with pytest.raises(RunIsCancelled):
        enrol_participant(run, officer(run), facts=OFFICER, by=user)
    restore_run(run, by=user)
    enrol_participant(run, officer(run), facts=OFFICER, by=user)

    assert participants_of(run).count() == 1
