"""Nights in a bed: from the day of coming up to, not including, the day of leaving."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Nights slept in some beds over some days, of as many as those beds had."""

    nights: int
    bed_nights: int

    @property
    def share(self) -> Decimal | None:
        """How full they were; None where there was no bed."""
        return Decimal(self.nights) / self.bed_nights if self.bed_nights else None


def nights_in(came_on: dt.date, left_on: dt.date | None, *, start: dt.date, end: dt.date) -> int:
    """Nights of one stay that began in [start, end); whoever still stays sleeps there up to `end`."""
    first, last = max(came_on, start), min(left_on or end, end)
    return max((last - first).days, 0)


def occupancy(
    stays: Iterable[tuple[dt.date, dt.date | None]],
    out_of_use_since: Iterable[dt.date | None],
    *,
    start: dt.date,
    end: dt.date,
) -> Occupancy:
    """Of the stays in some beds, each bed given by the day since when it is out of use (None: it is in use).

    A bed that is out of use offers no night from that day on. `end` is not later than today: a night to come is nobody's.
    """
    nights = sum(nights_in(came, left, start=start, end=end) for came, left in stays)
    return Occupancy(nights, sum(nights_in(start, since, start=start, end=end) for since in out_of_use_since))


def month_of(day: dt.date) -> tuple[dt.date, dt.date]:
    """The month of a day: its first day, and the first of the next."""
    start = day.replace(day=1)
    return start, (start + dt.timedelta(days=32)).replace(day=1)
