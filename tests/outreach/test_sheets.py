import datetime as dt
import uuid

import pytest

from safefair.outreach.enums import SheetStatus
from safefair.outreach.errors import (
    PersonErased,
    PersonOfAnotherOrganization,
    ReasonMissing,
    SessionIsCancelled,
    SheetAlreadyClosed,
    SheetHasLines,
    SheetNotClosed,
)
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.outreach.operations import (
    LineFacts,
    SessionFacts,
    cancel_session,
    close_sheet,
    create_session,
    declare_no_sheet,
    edit_session,
    record_attendance,
    record_headcount,
    remove_attendance,
    reopen_sheet,
    restore_session,
)
from safefair.outreach.queries import people_on_sheet
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.outreach.factories import (
    InformationSessionFactory,
    PlainRegistrationFactory,
    SessionAttendanceFactory,
)

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 13, tzinfo=dt.UTC)
FACTS = SessionFacts(title="Invented session", held_on=dt.date(2026, 3, 12), country="TH")


@pytest.fixture
def user():
    return UserFactory.create()


@pytest.fixture
def session():
    return InformationSessionFactory.create(
        sheet_status=SheetStatus.EXPECTED, usual_relation="FAMILY", usual_sex="F", usual_nationality="KH"
    )


def woman(session, **facts):
    return PlainRegistrationFactory.create(organization=session.organization, **facts)


def test_creating_twice_with_one_entry_makes_one_session(user):
    centre, entry = OrganizationFactory.create(), uuid.uuid4()

    first = create_session(FACTS, organization=centre, by=user, entry_id=entry)
    second = create_session(FACTS, organization=centre, by=user, entry_id=entry)

    assert first == second
    assert (first.organizer, first.organization_kind, first.sheet_status) == (
        centre,
        "MRC",
        SheetStatus.EXPECTED,
    )
    assert InformationSession.objects.count() == 1


def test_session_held_by_a_stranger_has_a_name_and_no_organizer(user, session):
    edited = edit_session(
        session,
        SessionFacts(title="T", held_on=FACTS.held_on, country="TH", organizer_name="Invented Club"),
        by=user,
    )

    assert (edited.organizer, edited.organizer_name) == (None, "Invented Club")


def test_cancelling_and_restoring(user, session):
    cancel_session(session, by=user, at=NOW)
    with pytest.raises(SessionIsCancelled):
        record_attendance(session, woman(session), by=user)
    restore_session(session, by=user)
    record_attendance(session, woman(session), by=user)

    assert people_on_sheet(session) == 1


def test_line_takes_what_is_usual_and_freezes_what_is_known(user, session):
    line = record_attendance(
        session, woman(session, sex="U", nationality="", birth_year=None), line=LineFacts(), by=user
    )
    session.refresh_from_db()

    assert (line.relation, line.sex, line.nationality, line.age_band) == ("FAMILY", "F", "KH", "U")
    assert (line.line_number, session.sheet_status) == (1, SheetStatus.ENTERED)


def test_exception_on_a_line_wins_over_what_is_usual(user, session):
    line = record_attendance(
        session, woman(session, sex="U"), line=LineFacts(relation="CURRENT", sex="M", line_number=7), by=user
    )

    assert (line.relation, line.sex, line.line_number) == ("CURRENT", "M", 7)


def test_the_same_person_twice_on_a_sheet_is_one_line(user, session):
    person = woman(session)

    first = record_attendance(session, person, by=user)
    second = record_attendance(session, person, entry_id=uuid.uuid4(), by=user)

    assert first == second
    assert SessionAttendance.objects.count() == 1


def test_line_taken_away_comes_back_by_entering_it_again(user, session):
    person = woman(session)
    line = record_attendance(session, person, by=user)

    remove_attendance(line, by=user, at=NOW)
    without = people_on_sheet(session)
    again = record_attendance(session, person, by=user)

    assert (without, again, people_on_sheet(session)) == (0, line, 1)


def test_strangers_and_erased_people_are_refused(user, session):
    with pytest.raises(PersonOfAnotherOrganization):
        record_attendance(session, PlainRegistrationFactory.create(), by=user)
    with pytest.raises(PersonErased):
        record_attendance(session, woman(session, erased_at=NOW), by=user)

    session.refresh_from_db()
    assert session.sheet_status == SheetStatus.EXPECTED


def test_headcount_replaces_itself_and_nought_takes_it_away(user, session):
    group = {"sex": "F", "age_band": "U", "relation": "CURRENT"}

    record_headcount(session, **group, number=4, by=user)
    record_headcount(session, **group, number=6, by=user)
    six = people_on_sheet(session)
    record_headcount(session, **group, number=0, by=user)

    assert (six, people_on_sheet(session)) == (6, 0)


def test_closing_states_the_difference_and_stops_lines(user, session):
    record_attendance(session, woman(session), by=user)
    record_headcount(session, sex="F", age_band="U", relation="U", number=4, by=user)

    difference = close_sheet(session, total_on_paper=7, by=user)

    session.refresh_from_db()
    assert (difference, session.total_on_paper, session.sheet_status) == (-2, 7, SheetStatus.CHECKED)
    with pytest.raises(SheetAlreadyClosed):
        record_attendance(session, woman(session), by=user)
    with pytest.raises(SheetAlreadyClosed):
        close_sheet(session, total_on_paper=5, by=user)


def test_reopening_needs_a_closed_sheet_and_a_reason(user, session):
    SessionAttendanceFactory.create(session=session)
    with pytest.raises(SheetNotClosed):
        reopen_sheet(session, reason="a second paper turned up", by=user)
    close_sheet(session, total_on_paper=1, by=user)
    with pytest.raises(ReasonMissing):
        reopen_sheet(session, reason="  ", by=user)

    reopened = reopen_sheet(session, reason="a second paper turned up", by=user)

    assert (reopened.sheet_status, reopened.total_on_paper, reopened.status_reason) == (
        SheetStatus.ENTERED,
        None,
        "a second paper turned up",
    )


def test_no_sheet_was_kept_only_where_there_are_no_lines(user, session):
    line = record_attendance(session, woman(session), by=user)
    with pytest.raises(SheetHasLines):
        declare_no_sheet(session, reason="rain", by=user)
    remove_attendance(line, by=user, at=NOW)
    with pytest.raises(ReasonMissing):
        declare_no_sheet(session, reason="", by=user)

    declare_no_sheet(session, reason="rain", by=user)

    session.refresh_from_db()
    assert (session.sheet_status, session.status_reason) == (SheetStatus.NONE_KEPT, "rain")
    reopened = reopen_sheet(session, reason="found it", by=user)
    assert reopened.sheet_status == SheetStatus.EXPECTED
