"""Bed-nights counted by hand."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safefair.cases.nights import Occupancy, month_of, nights_in, occupancy


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(f"2026-{text}")


MAY, JUNE, JULY = (month_of(day(f"0{month}-10")) for month in (5, 6, 7))


@pytest.mark.parametrize(
    ("came", "left", "month", "nights"),
    [
        ("05-10", "05-13", MAY, 3),  # 10, 11, 12; not the 13th
        ("05-10", "05-10", MAY, 0),  # came and went the same day
        ("05-30", "06-02", MAY, 2),  # 30, 31
        ("05-30", "06-02", JUNE, 1),  # 1; not the 2nd
        ("05-20", "07-05", JUNE, 30),  # the whole month
        ("05-20", "07-05", JULY, 4),
        ("05-31", "06-01", MAY, 1),  # the last night of the month
        ("05-31", "06-01", JUNE, 0),
        ("06-01", "06-30", JUNE, 29),
        ("06-01", "07-01", JUNE, 30),
        ("04-01", "05-01", MAY, 0),  # left on the first: no night of May
        ("06-20", None, JUNE, 11),  # still there at the end: 20 to 30
    ],
)
def test_nights_of_a_month(came, left, month, nights):
    assert nights_in(day(came), day(left) if left else None, start=month[0], end=month[1]) == nights


def test_who_still_stays_has_slept_up_to_last_night():
    start, _end = JUNE

    assert nights_in(day("06-12"), None, start=start, end=day("06-15")) == 3  # 12, 13, 14


def test_how_full_two_beds_were():
    """Bed one: 1 to 11 June (10 nights), 20 June to 3 July (11 in June). Bed two is out of use from 16 June: 15 offered."""
    stays = [(day("06-01"), day("06-11")), (day("06-20"), day("07-03")), (day("06-01"), day("06-07"))]

    found = occupancy(stays, [None, day("06-16")], start=JUNE[0], end=JUNE[1])

    assert found == Occupancy(nights=10 + 11 + 6, bed_nights=30 + 15)
    assert found.share == Decimal(27) / 45


def test_no_bed_is_not_an_empty_house():
    assert occupancy([], [], start=JUNE[0], end=JUNE[1]).share is None


DAYS = st.dates(min_value=dt.date(2026, 1, 1), max_value=dt.date(2026, 12, 30))


@given(came=DAYS, left=DAYS)
def test_months_add_up_to_the_stay(came, left):
    came, left = sorted((came, left))
    months = [month_of(dt.date(2026, number, 1)) for number in range(1, 13)]

    assert sum(nights_in(came, left, start=start, end=end) for start, end in months) == (left - came).days


def test_december_ends_with_the_year():
    assert month_of(dt.date(2026, 12, 31)) == (dt.date(2026, 12, 1), dt.date(2027, 1, 1))
