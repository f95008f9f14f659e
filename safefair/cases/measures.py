"""What can be counted of case work: coded rows of women who agreed, each a case, an incident, a referral, a complaint.

They are no people: a woman with two cases is two cases, and no row leads to a registration (see decision 0012). A row
belongs to a period if its month begins in it, so periods of these figures begin with a month.
"""

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from safefair.cases.models import CountedCase, CountedComplaint, CountedIncident, CountedReferral
from safefair.core.dimensions import ROW, Measure, Period, Rows

NOBODY = Cast(Value(None), IntegerField())
NOTHING = Value("", output_field=CharField())


def cases_opened(period: Period) -> Rows:
    """One row for each case by the month of its opening."""
    return _rows(CountedCase.objects.filter(month__gte=period.start, month__lt=period.end), "month")


def cases_closed(period: Period) -> Rows:
    """One row for each case by the month in which its closure was approved; opened again, it is none."""
    closed = CountedCase.objects.filter(closed_month__gte=period.start, closed_month__lt=period.end)
    return _rows(closed, "closed_month")


def incidents(period: Period) -> Rows:
    """One row for each incident of violence by the month in which she told of it."""
    told = CountedIncident.objects.filter(month__gte=period.start, month__lt=period.end)
    return _rows(told.exclude(harm="non_gbv"), "month")


def referrals(period: Period) -> Rows:
    """One row for each referral by the month in which it was sent."""
    return _rows(CountedReferral.objects.filter(month__gte=period.start, month__lt=period.end), "month")


def complaints(period: Period) -> Rows:
    """One row for each labour complaint by the month in which it was lodged."""
    return _rows(CountedComplaint.objects.filter(month__gte=period.start, month__lt=period.end), "month")


def _rows(counted: QuerySet, on: str) -> Rows:
    rows: Rows = counted.annotate(
        row_id=F("pk"),
        registration_id=NOBODY,
        on=F(on),
        area=NOTHING,
        organizer_id=F("organization_id"),
        role=NOTHING,
        number=Value(1),
    ).values(*ROW)
    return rows


MEASURES = [
    Measure("cases.case_opened", "cases.CountedCase", 1, cases_opened),
    Measure("cases.case_closed", "cases.CountedCase", 1, cases_closed),
    Measure("cases.incident", "cases.CountedIncident", 1, incidents),
    Measure("cases.referral", "cases.CountedReferral", 1, referrals),
    Measure("cases.complaint", "cases.CountedComplaint", 1, complaints),
]
