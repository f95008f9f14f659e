"""Which cases are kept longer than they need be."""

import datetime as dt

from django.db.models import QuerySet

from safefair.cases.enums.intake import CaseStatus
from safefair.cases.models import Case

YEARS = 5
"""Kept after the end of a case: a labour claim may be brought for some years, and she may come back."""


def kept_until(closed_on: dt.date) -> dt.date:
    """The first day on which a case that ended then is kept no longer; 1 March for one that ended on 29 February."""
    try:
        return closed_on.replace(year=closed_on.year + YEARS)
    except ValueError:
        return dt.date(closed_on.year + YEARS, 3, 1)


def ended_cases(organization_id: int) -> QuerySet[Case]:
    """Cases that have ended and can still be read, the longest ended first. The period runs from the end, not the start."""
    return (
        Case.objects.filter(organization_id=organization_id, erased_at=None, closed_on__isnull=False)
        .exclude(status=CaseStatus.OPEN)
        .order_by("closed_on", "pk")
    )


def due_for_erasure(organization_id: int, *, on: dt.date) -> QuerySet[Case]:
    """Ended cases whose period is over, but for those on hold."""
    last = on.replace(year=on.year - YEARS, day=min(on.day, 28) if on.month == 2 else on.day)
    return ended_cases(organization_id).filter(closed_on__lte=last, on_hold=False)
