import datetime as dt

import pytest
from django.db import transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safefair.core.dimensions import ROW, Period
from safefair.trainings.measures import MEASURES, completions, participations, training_runs
from safefair.trainings.queries import with_completion
from tests.trainings.factories import (
    CourseFactory,
    ParticipationFactory,
    TrainingAttendanceFactory,
    TrainingRunFactory,
    TrainingSessionFactory,
)

pytestmark = pytest.mark.django_db

MARCH = Period(dt.date(2026, 3, 1), dt.date(2026, 4, 1))
NOW = dt.datetime(2026, 4, 2, tzinfo=dt.UTC)


def ids(rows) -> set[int]:
    return {row["row_id"] for row in rows}


def test_measures_give_the_standard_row_whatever_the_table():
    TrainingAttendanceFactory.create()

    columns = {measure.name: set(measure.rows(MARCH).get()) for measure in MEASURES}

    assert columns == {
        "trainings.participation": set(ROW),
        "trainings.completion": set(ROW),
        "trainings.training_run": set(ROW),
    }


def test_participation_row_bears_her_role_and_whom_she_works_for():
    person = ParticipationFactory.create()

    row = participations(MARCH).get()

    assert row == {
        "row_id": person.pk,
        "registration_id": person.registration_id,
        "on": dt.date(2026, 3, 13),
        "country": "TH",
        "area": "",
        "organizer_id": person.organization_id,
        "organization_kind": "GOVERNMENT",
        "sex": "F",
        "age_band": "25-34",
        "nationality": "TH",
        "role": "POLICE",
        "number": 1,
    }


def test_worked_example():
    """Two days of 6 hours, 80 %: 576 of 720 minutes complete, 575 do not; 0 minutes and an empty cell are absences."""
    run = TrainingRunFactory.create()
    first, second = TrainingSessionFactory.create_batch(2, run=run, minutes=360)
    complete, short, absent, gone = ParticipationFactory.create_batch(4, run=run)
    for person, minutes in (
        (complete, (360, 216)),
        (short, (360, 215)),
        (absent, (0, 0)),
        (gone, (360, 360)),
    ):
        for session, present in zip((first, second), minutes, strict=True):
            TrainingAttendanceFactory.create(session=session, participation=person, minutes=present)
    gone.removed_at = NOW
    gone.save()
    listed_only = ParticipationFactory.create(run=run)
    april = TrainingRunFactory.create(ends_on=dt.date(2026, 4, 1))
    ParticipationFactory.create(run=april)
    cancelled = TrainingRunFactory.create(cancelled_at=NOW)
    ParticipationFactory.create(run=cancelled)

    counted = (ids(participations(MARCH)), ids(completions(MARCH)), ids(training_runs(MARCH)))

    assert counted == ({complete.pk, short.pk, absent.pk, listed_only.pk}, {complete.pk}, {run.pk})


def test_run_without_sittings_completes_nobody():
    ParticipationFactory.create()

    assert ids(completions(MARCH)) == set()


def test_sittings_of_unknown_length_count_alike():
    """Five sittings, one of unknown length: four of five are 80 %, three are not, whatever their minutes."""
    run = TrainingRunFactory.create()
    sittings = [
        *TrainingSessionFactory.create_batch(4, run=run, minutes=60),
        TrainingSessionFactory.create(run=run, minutes=None),
    ]
    four, three = ParticipationFactory.create_batch(2, run=run)
    for person, count in ((four, 4), (three, 3)):
        for session in sittings[:count]:
            TrainingAttendanceFactory.create(session=session, participation=person, minutes=1)

    assert ids(completions(MARCH)) == {four.pk}


relaxed = settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@relaxed
@given(
    planned=st.lists(st.integers(1, 480), min_size=1, max_size=4),
    percent=st.integers(1, 100),
    data=st.data(),
)
def test_completion_is_the_rule_in_whole_minutes(planned, percent, data):
    present = [data.draw(st.integers(0, minutes)) for minutes in planned]
    with transaction.atomic():
        run = TrainingRunFactory.create(course=CourseFactory.create(completion_percent=percent))
        person = ParticipationFactory.create(run=run)
        for minutes, came in zip(planned, present, strict=True):
            session = TrainingSessionFactory.create(run=run, minutes=minutes)
            TrainingAttendanceFactory.create(session=session, participation=person, minutes=came)
        is_complete = with_completion(run.participations.all()).filter(Q(is_complete=True)).exists()
        counted = len(participations(MARCH)), len(completions(MARCH))
        transaction.set_rollback(True)

    assert is_complete == (100 * sum(present) >= percent * sum(planned))
    assert counted == (1, int(is_complete))
