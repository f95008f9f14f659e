import datetime as dt

import pytest
from django.utils import timezone

from safefair.outreach.models import SessionAttendance, Visit
from safefair.results.models import Figure, FigureSource
from safefair.results.operations.figures import KindDoesNotFit, compute_figure, compute_period
from safefair.results.operations.periods import (
    PeriodAlreadyLocked,
    PeriodHasNoFigures,
    lock_period,
    unlock_period,
)
from safefair.results.queries.figures import figures_of_registration, standings
from safefair.results.rows import present, rows_of
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.harness.queries import captured_queries
from tests.outreach.factories import (
    InformationSessionFactory,
    PlainRegistrationFactory,
    SessionAttendanceFactory,
    SessionHeadcountFactory,
    VisitFactory,
)
from tests.results.factories import IndicatorFactory, PeriodFactory, ResultFactory, link

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def daisy_twice():
    """Daisy is registered by two centres: at a session of one, on a visit to the other; Rose came once, four unnamed."""
    session = InformationSessionFactory.create(country="TH", held_on=dt.date(2026, 3, 1))
    daisy = SessionAttendanceFactory.create(session=session).registration
    rose = SessionAttendanceFactory.create(session=session, sex="M").registration
    SessionHeadcountFactory.create(session=session, number=4)
    elsewhere = OrganizationFactory.create(country="MM")
    again = VisitFactory.create(
        organization=elsewhere, country="MM", visited_on=dt.date(2026, 4, 1)
    ).registration
    return daisy, rose, again


def compute(indicator, period, **kwargs):
    return compute_figure(indicator, period, by=None, at=NOW, **kwargs)


def test_people_informed_are_the_union_of_sessions_and_visits(daisy_twice):
    daisy, rose, again = daisy_twice
    run = link([daisy, again], [rose])

    figure = compute(IndicatorFactory.create(), PeriodFactory.create())

    assert (figure.value, figure.low, figure.high, figure.unnamed, figure.rows) == (2, 2, 2, 4, 4)
    assert figure.linkage_run == run
    cells = {(c.key["country"], c.key["sex"]): c.value for c in figure.cells.order_by("id")}
    assert cells == {("TH", "F"): 1, ("TH", "M"): 1}


def test_the_range_leaves_room_for_a_doubtful_link(daisy_twice):
    daisy, rose, again = daisy_twice
    link([daisy, again], [rose], probability=0.5)

    figure = compute(IndicatorFactory.create(), PeriodFactory.create())

    assert (figure.value, figure.low <= 2, figure.high) == (2, True, 3)


def test_the_same_rows_make_no_new_figure_and_a_changed_row_makes_one(daisy_twice):
    indicator, period = IndicatorFactory.create(), PeriodFactory.create()
    first = compute(indicator, period)

    same = compute(indicator, period)
    SessionAttendance.objects.filter(registration=daisy_twice[1]).update(removed_at=NOW)
    changed = compute(indicator, period)

    first.refresh_from_db()
    assert same == first != changed
    assert (first.value, changed.value, first.is_latest, changed.is_latest) == (3, 2, False, True)
    assert first.digest != changed.digest


def test_linking_and_unlinking_bring_the_first_digest_back(daisy_twice):
    daisy, rose, again = daisy_twice
    indicator, period = IndicatorFactory.create(), PeriodFactory.create()
    link([daisy], [rose], [again])
    before = compute(indicator, period)

    link([daisy, again], [rose])
    merged = compute(indicator, period)
    link([daisy], [rose], [again])
    after = compute(indicator, period)

    assert (before.value, merged.value, after.value) == (3, 2, 3)
    assert before.digest == after.digest != merged.digest


def test_nothing_recorded_is_not_measured():
    figure = compute(IndicatorFactory.create(), PeriodFactory.create())

    assert (figure.value, figure.low, figure.rows) == (None, None, 0)


def test_a_session_that_nobody_entered_is_not_measured_either():
    InformationSessionFactory.create(sheet_status="EXPECTED")

    figure = compute(
        IndicatorFactory.create(measure="sessions_held", kind="EVENTS", tables=[]), PeriodFactory.create()
    )

    assert figure.value is None


def test_attendances_and_people_are_two_figures(daisy_twice):
    result, period = ResultFactory.create(), PeriodFactory.create()
    IndicatorFactory.create(result=result, code="people")
    IndicatorFactory.create(
        result=result, code="seats", kind="ATTENDANCES", measure="information_attendances"
    )
    IndicatorFactory.create(
        result=result, code="held", kind="EVENTS", measure="sessions_held", tables=[["country"]]
    )

    figures = compute_period(period, by=None, at=NOW)

    assert {f.indicator.code: f.value for f in figures} == {"people": 3, "seats": 7, "held": 1}


def test_an_indicator_of_one_kind_cannot_count_a_measure_of_another():
    indicator = IndicatorFactory.create(kind="PEOPLE", measure="sessions_held")

    with pytest.raises(KindDoesNotFit):
        compute(indicator, PeriodFactory.create())


def test_a_figure_takes_as_many_queries_for_many_rows_as_for_few(daisy_twice):
    indicator, period = IndicatorFactory.create(), PeriodFactory.create()
    link([daisy_twice[0], daisy_twice[2]])
    with captured_queries() as few:
        compute(indicator, period)
    for _n in range(5):
        VisitFactory.create()

    with captured_queries() as many:
        compute(indicator, period)

    assert len(many) <= len(few) + 1 <= 13, "\n".join(many)  # the first has no figure before it to set aside


def test_what_was_locked_stands_and_the_live_figure_says_restated(daisy_twice):
    indicator, period, user = IndicatorFactory.create(), PeriodFactory.create(), UserFactory.create()
    locked = compute(indicator, period)
    lock_period(period, reason="half-year report", by=user, at=NOW)
    VisitFactory.create()
    live = compute(indicator, period)
    period.refresh_from_db()

    standing = standings([indicator], [period])[indicator.pk, period.pk]
    unlock_period(period, reason="late sheets", by=user, at=NOW)
    period.refresh_from_db()
    opened = standings([indicator], [period])[indicator.pk, period.pk]

    assert (standing.figure, standing.live, standing.is_restated) == (locked, live, True)
    assert (opened.figure, opened.is_restated) == (live, False)


def test_a_period_is_locked_once_and_only_with_figures():
    indicator, period, user = IndicatorFactory.create(), PeriodFactory.create(), UserFactory.create()
    with pytest.raises(PeriodHasNoFigures):
        lock_period(period, reason="too early", by=user, at=NOW)
    compute(indicator, period)
    lock_period(period, reason="report", by=user, at=NOW)

    with pytest.raises(PeriodAlreadyLocked):
        lock_period(period, reason="again", by=user, at=NOW)


def test_from_a_figure_to_its_rows_and_from_a_record_to_its_figures(daisy_twice):
    daisy, _rose, again = daisy_twice
    figure = compute(IndicatorFactory.create(), PeriodFactory.create())

    rows = list(present(rows_of(figure, organization_id=None)))
    own = list(present(rows_of(figure, organization_id=again.organization_id)))
    women = list(present(rows_of(figure, organization_id=None, wanted={"sex": "F", "country": "TH"})))

    assert [(row.code, row.country, row.number) for row in rows[:1]] == [(again.code, "Myanmar", 1)]
    assert (len(rows), len(own), len(women)) == (4, 1, 2)
    assert figures_of_registration(daisy.pk) == [figure]
    assert figures_of_registration(PlainRegistrationFactory.create().pk) == []


def test_rows_are_those_the_figure_counted_as_far_as_they_are_still_there():
    counted = VisitFactory.create_batch(4)
    figure = compute(IndicatorFactory.create(), PeriodFactory.create())
    VisitFactory.create()
    Visit.objects.filter(pk=counted[1].pk).update(removed_at=NOW)

    rows = rows_of(figure, organization_id=None, sort="on")

    assert rows.count() == 3
    assert {row["row_id"] for row in rows} == {counted[0].pk, counted[2].pk, counted[3].pk}
    assert [row["row_id"] for row in rows[0:2]] == [row["row_id"] for row in rows][:2]


def test_a_figure_that_counted_nothing_has_no_rows():
    figure = compute(IndicatorFactory.create(), PeriodFactory.create())
    VisitFactory.create()

    rows = rows_of(figure, organization_id=None)

    assert (rows.count(), list(rows[0:0]), list(rows)) == (0, [], [])


def test_pages_end_after_so_many_rows_and_the_file_has_all(daisy_twice, monkeypatch):
    figure = compute(IndicatorFactory.create(), PeriodFactory.create())
    monkeypatch.setattr("safefair.results.rows.MOST_LISTED", 3)

    rows = rows_of(figure, organization_id=None)
    ids = [(row["table"], row["row_id"]) for row in rows]

    assert (rows.count(), len(ids)) == (3, 4)
    for start in range(4):
        page = rows[start : start + 2]
        assert [(row["table"], row["row_id"]) for row in page] == ids[start : start + 2]


def test_a_figure_never_changes(daisy_twice):
    figure = compute(IndicatorFactory.create(), PeriodFactory.create())

    with pytest.raises(Exception, match="a figure does not change"):
        Figure.objects.filter(pk=figure.pk).update(value=700)


def test_sources_keep_the_ids_of_the_rows(daisy_twice):
    figure = compute(IndicatorFactory.create(), PeriodFactory.create())

    sources = {
        s.source: len(s.row_ids) for s in FigureSource.objects.filter(figure=figure).order_by("source")
    }

    assert sources == {"outreach.SessionAttendance": 2, "outreach.SessionHeadcount": 1, "outreach.Visit": 1}
