"""What can be counted of case work: coded rows of women who agreed, each a case, an incident, a referral, a complaint.

They are no people: a woman with two cases is two cases, and no row leads to a registration (see decision 0012). A row
belongs to a period if its month begins in it, so periods of these figures begin with a month.

A share is a measure of its whole, in which each row says whether it is of the part (`reached`): numerator and
denominator are cells of one table, and are protected together. What nobody knows or asked is in neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Round

from safefair.cases.models import (
    CountedCase,
    CountedComplaint,
    CountedIncident,
    CountedMoney,
    CountedReferral,
)
from safefair.cases.queries.facts import FACTS, sorted_into
from safefair.core.dimensions import ROW, Measure, Period, Rows

NOBODY = Cast(Value(None), IntegerField())
NOTHING = Value("", output_field=CharField())
ONE = Value(1)
YES, NO = "Y", "N"


@dataclass(frozen=True)
class Share:
    """Which codes of a fact are the part, and which the whole; every code of the part is one of the whole."""

    fact: str
    part: tuple[str, ...]
    whole: tuple[str, ...]


SHARES = {
    "danger_assessed": Share("assessed", ("in_time",), ("in_time", "late", "none")),
    "plans_made": Share("plan", ("made",), ("made", "missing")),
    "referrals_answered": Share(
        "answered", ("h1", "h24", "d3", "d7"), ("h1", "h24", "d3", "d7", "more", "none")
    ),
    "referrals_accepted": Share("result", ("accepted",), ("accepted", "provider")),
    "services_received": Share("given", ("given",), ("given", "not", "open")),
    "complaints_resolved": Share(
        "outcome",
        ("resolved_full", "resolved_partial"),
        ("resolved_full", "resolved_partial", "rejected", "withdrawn", "lost_contact", "referred"),
    ),
    "danger_fell": Share("change", ("less",), ("less", "same", "more")),
    "women_content": Share("said", ("content",), ("content", "middle", "not")),
}
"""By name. Who declined a service herself says nothing of its provider, and what was low at both ends cannot fall."""


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


def complaints_ended(period: Period) -> Rows:
    """One row for each labour complaint by the month in which it ended, whenever it was lodged."""
    ended = CountedComplaint.objects.filter(ended_month__gte=period.start, ended_month__lt=period.end)
    return _rows(ended, "ended_month")


def money_received(period: Period) -> Rows:
    """One row for each complaint, currency and month in which money came into her hands, of whole US dollars.

    At the rates written down with each payment; a payment without one has no row, for nobody knows what it came to.
    """
    paid = CountedMoney.objects.filter(
        kind="received", usd__isnull=False, month__gte=period.start, month__lt=period.end
    )
    of_complaint = ("organization_kind", "country", "sex", "age_band", "nationality")
    with_facts = paid.annotate(**{name: F(f"complaint__{name}") for name in of_complaint})
    return _rows(with_facts, "month", number=Cast(Round("usd"), IntegerField()))


def _rows(counted: QuerySet, on: str, number: Any = ONE) -> Rows:
    rows: Rows = counted.annotate(
        row_id=F("pk"),
        registration_id=NOBODY,
        on=F(on),
        area=NOTHING,
        organizer_id=F("organization_id"),
        role=NOTHING,
        number=number,
    ).values(*ROW)
    return rows


def _of(rows: Callable[[Period], Rows], share: Share) -> Callable[[Period], Rows]:
    """The rows of a share's whole, each with `reached`: whether it is of the part."""

    def found(period: Period) -> Rows:
        with_fact = rows(period).annotate(fact=FACTS[share.fact]).filter(fact__in=share.whole)
        return with_fact.annotate(reached=sorted_into((Q(fact__in=share.part), YES), default=NO))

    return found


def _share(name: str, source: str, rows: Callable[[Period], Rows]) -> Measure:
    return Measure(f"cases.{name}", source, 1, _of(rows, SHARES[name]), facts=("reached",))


MEASURES = [
    Measure("cases.case_opened", "cases.CountedCase", 1, cases_opened),
    Measure("cases.case_closed", "cases.CountedCase", 1, cases_closed),
    Measure("cases.incident", "cases.CountedIncident", 1, incidents),
    Measure("cases.referral", "cases.CountedReferral", 1, referrals),
    Measure("cases.complaint", "cases.CountedComplaint", 1, complaints),
    Measure("cases.money_received", "cases.CountedMoney", 1, money_received),
    _share("danger_assessed", "cases.CountedCase", cases_opened),
    _share("plans_made", "cases.CountedCase", cases_opened),
    _share("referrals_answered", "cases.CountedReferral", referrals),
    _share("referrals_accepted", "cases.CountedReferral", referrals),
    _share("services_received", "cases.CountedReferral", referrals),
    _share("complaints_resolved", "cases.CountedComplaint", complaints_ended),
    _share("danger_fell", "cases.CountedCase", cases_closed),
    _share("women_content", "cases.CountedCase", cases_closed),
]
