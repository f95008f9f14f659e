"""Quarters of a year: the days that tables of case work are about. They never overlap."""

import datetime as dt
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

GRACE = dt.timedelta(days=15)
"""What is written down late is still counted; a week to answer a referral is over."""
LOOKS_BACK = 8
"""Quarters for which tables may still be made."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """Half-open days of a quarter."""

    start: dt.date
    end: dt.date

    @property
    def label(self) -> str:
        """Its months and year in words."""
        return quarter_label(self.start)


def quarter_of(day: dt.date) -> Quarter:
    """The quarter in which a day lies."""
    month = (day.month - 1) // 3 * 3 + 1
    start = day.replace(month=month, day=1)
    end = start.replace(year=start.year + 1, month=1) if month == 10 else start.replace(month=month + 3)
    return Quarter(start, end)


def quarters_in(start: dt.date, end: dt.date) -> list[Quarter]:
    """The whole quarters of the half-open days, oldest first; what sticks out at either end is in none."""
    found: list[Quarter] = []
    quarter = quarter_of(start)
    while quarter.end <= end:
        if quarter.start >= start:
            found.append(quarter)
        quarter = quarter_of(quarter.end)
    return found


def due_quarters(today: dt.date) -> list[Quarter]:
    """Quarters that have been over for long enough, the newest first."""
    found: list[Quarter] = []
    quarter = quarter_of(today)
    while len(found) < LOOKS_BACK:
        quarter = quarter_of(quarter.start - dt.timedelta(days=1))
        if quarter.end + GRACE <= today:
            found.append(quarter)
    return found


def months_label(quarters: list[Quarter]) -> str:
    """The days that quarters in a row are about, in the reader's words; nothing for none."""
    if not quarters:
        return ""
    first, last = quarters[0].start, quarters[-1].end - dt.timedelta(days=1)
    return f"{date_format(first, 'YEAR_MONTH_FORMAT')} – {date_format(last, 'YEAR_MONTH_FORMAT')}"


def quarter_label(start: dt.date) -> str:
    """A quarter by its first day, in the reader's words."""
    names = {
        1: _("January to March"),
        4: _("April to June"),
        7: _("July to September"),
        10: _("October to December"),
    }
    return f"{names[start.month]} {start.year}"
