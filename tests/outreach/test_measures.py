import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safefair.core.codes import AgeBand, Sex
from safefair.core.dimensions import ROW, Period
from safefair.outreach.enums import Relation, SheetStatus
from safefair.outreach.measures import (
    MEASURES,
    information_sessions,
    session_attendances,
    session_headcounts,
    visits,
)
from tests.accounts.factories import OrganizationFactory
from tests.outreach.factories import (
    InformationSessionFactory,
    SessionAttendanceFactory,
    SessionHeadcountFactory,
    VisitFactory,
)

pytestmark = pytest.mark.django_db

MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 4, 1))
NOW = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)


def total(rows) -> int:
    return sum(row["number"] for row in rows)


def test_measures_give_the_standard_row_whatever_the_table():
    session = InformationSessionFactory.create()
    SessionAttendanceFactory.create(session=session)
    SessionHeadcountFactory.create(session=session)
    VisitFactory.create()

    columns = {measure.name: set(measure.rows(MARCH).get()) for measure in MEASURES}

    assert columns == {
        "outreach.session_attendance": set(ROW),
        "outreach.session_headcount": set(ROW),
        "outreach.visit": set(ROW),
        "outreach.information_session": set(ROW),
    }


def test_attendance_row_says_when_where_who_and_by_whom():
    line = SessionAttendanceFactory.create()

    row = session_attendances(MARCH).get()

    assert row == {
        "row_id": line.pk,
        "registration_id": line.registration_id,
        "on": dt.date(2026, 3, 12),
        "country": "TH",
        "area": "TH-63",
        "organizer_id": line.organization_id,
        "organization_kind": "MRC",
        "sex": "F",
        "age_band": "25-34",
        "nationality": "MM",
        "role": "CURRENT",
        "number": 1,
    }


def test_worked_example():
    """Two sessions in March: 3 lines of which one was taken away, and 4 + 6 unnamed; 2 + 0 lines elsewhere."""
    centre = OrganizationFactory.create()
    held = InformationSessionFactory.create(organization=centre)
    SessionAttendanceFactory.create_batch(2, session=held)
    SessionAttendanceFactory.create(session=held, removed_at=NOW)
    SessionHeadcountFactory.create(session=held, sex="F", number=4)
    SessionHeadcountFactory.create(session=held, sex="M", number=6)
    InformationSessionFactory.create(organization=centre, sheet_status=SheetStatus.EXPECTED)
    none_kept = InformationSessionFactory.create(organization=centre, sheet_status=SheetStatus.NONE_KEPT)
    cancelled = InformationSessionFactory.create(organization=centre, cancelled_at=NOW)
    SessionAttendanceFactory.create(session=cancelled)
    SessionHeadcountFactory.create(session=cancelled)
    april = InformationSessionFactory.create(organization=centre, held_on=dt.date(2026, 4, 1))
    SessionAttendanceFactory.create(session=april)
    VisitFactory.create(organization=centre)
    VisitFactory.create(organization=centre, registration=None)
    VisitFactory.create(organization=centre, removed_at=NOW)

    counted = {
        "attendances": total(session_attendances(MARCH)),
        "unnamed": total(session_headcounts(MARCH)),
        "visits": total(visits(MARCH)),
        "sessions": {row["row_id"] for row in information_sessions(MARCH)},
    }

    assert counted == {"attendances": 2, "unnamed": 10, "visits": 2, "sessions": {held.pk, none_kept.pk}}


dates = st.dates(dt.date(2026, 2, 20), dt.date(2026, 4, 10))
people = st.tuples(
    dates, st.sampled_from(Sex.values), st.sampled_from(AgeBand.values), st.sampled_from(Relation.values)
)
relaxed = settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@relaxed
@given(
    visits_made=st.lists(people, max_size=8),
    cut=dates,
    dimension=st.sampled_from(("sex", "age_band", "role")),
)
def test_parts_add_to_the_whole_and_rows_outside_the_period_change_nothing(visits_made, cut, dimension):
    with transaction.atomic():
        centre = OrganizationFactory.create()
        for on, sex, band, relation in visits_made:
            VisitFactory.create(
                organization=centre,
                registration=None,
                visited_on=on,
                sex=sex,
                age_band=band,
                relation=relation,
            )
        early, late = Period(dt.date(2026, 1, 1), cut), Period(cut, dt.date(2026, 5, 1))
        whole = list(visits(Period(early.start, late.end)))
        parts: dict[str, int] = {}
        for row in whole:
            parts[row[dimension]] = parts.get(row[dimension], 0) + row["number"]
        counted = (total(visits(early)), total(visits(late)), sum(parts.values()), total(whole))
        transaction.set_rollback(True)

    before = sum(on < cut for on, *_ in visits_made)
    assert counted == (before, len(visits_made) - before, len(visits_made), len(visits_made))
