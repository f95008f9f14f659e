"""The true counts of case work in a quarter, for whoever protects them: never for a page."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Concat

from safefair.cases.models import (
    CountedCase,
    CountedComplaint,
    CountedIncident,
    CountedMoney,
    CountedReferral,
)
from safefair.cases.queries.facts import FACTS as OF_ROWS
from safefair.cases.queries.facts import sorted_into
from safefair.cases.queries.houses_counted import houses_by_country, turned_away
from safefair.results.casework import ABOUT, NEEDS, NO, UNIT, YES, Unit
from safefair.results.dimensions import TOTAL, UNKNOWN
from safefair.results.disclosure.tables import Key

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Material:
    """Leaves of every table of a unit, and sums of money or nights by code of its one dimension.

    `largest`: the largest single part of a sum, where one could be recognised by it; `largest_usd` of it in US dollars.
    """

    counts: Mapping[Key, int]
    sums: Mapping[str, Mapping[str, Decimal | None]] = field(default_factory=dict)
    largest: Mapping[str, Decimal] = field(default_factory=dict)
    largest_usd: Mapping[str, Decimal] = field(default_factory=dict)


def _known(name: str) -> Case:
    return Case(When(**{name: ""}, then=Value(UNKNOWN)), default=F(name), output_field=CharField())


def _several(groups: Mapping[str, tuple[Any, frozenset[str]]], column: str) -> dict[str, Case]:
    return {
        name: sorted_into((Q(**{f"{column}__overlap": sorted(codes)}), YES), default=NO)
        for name, (_label, codes) in groups.items()
    }


FACTS: dict[str, dict[str, Any]] = {
    "opened": {
        "corridor": Case(
            When(Q(origin="") | Q(destination=""), then=Value(UNKNOWN)),
            default=Concat("origin", Value("-"), "destination"),
            output_field=CharField(),
        ),
        "risk": _known("risk_at_start"),
        **_several(NEEDS, "needs"),
    },
    "closed": {
        "change": OF_ROWS["change"], "said": OF_ROWS["said"], "reason": _known("closure_reason"),
    },
    "told": {},
    "sent": {
        "result": OF_ROWS["result"],
        "given": OF_ROWS["given"],
        "declined": Case(
            When(Q(status="rejected") & ~Q(decline_reason=""), then=F("decline_reason")), default=Value(NO),
            output_field=CharField(),
        ),
    },
    "lodged": _several(ABOUT, "types"),
    "ended": {},
}  # fmt: skip


def _counted(name: str, start: dt.date, end: dt.date) -> Rows:
    in_month = {"month__gte": start, "month__lt": end}
    sources: dict[str, Callable[[], Rows]] = {
        "opened": lambda: CountedCase.objects.filter(**in_month),
        "closed": lambda: CountedCase.objects.filter(closed_month__gte=start, closed_month__lt=end),
        "told": lambda: CountedIncident.objects.filter(**in_month),
        "sent": lambda: CountedReferral.objects.filter(**in_month),
        "lodged": lambda: CountedComplaint.objects.filter(**in_month),
        "ended": lambda: CountedComplaint.objects.filter(ended_month__gte=start, ended_month__lt=end),
    }
    return sources[name]()


def _leaf(unit: Unit, table: Iterable[str], codes: Iterable[str]) -> Key:
    by_name = dict(zip(table, codes, strict=True))
    return tuple(by_name.get(name, TOTAL) for name in unit.dimensions)


def gather_unit(name: str, start: dt.date, end: dt.date) -> Material:
    """One GROUP BY for each table of a unit; records of the half-open quarter, over all organisations."""
    unit = UNIT[name]
    if name == "paid":
        return _money(start, end)
    if name == "admitted":
        return _nights(start, end)
    if name == "turned":
        return _turned(unit, start, end)
    rows = _counted(name, start, end)
    facts = {f"d_{key}": value for key, value in FACTS[name].items()}
    counts: dict[Key, int] = {}
    for table in unit.tables:
        columns = [f"d_{key}" if f"d_{key}" in facts else key for key in table]
        wanted = {column: facts[column] for column in columns if column in facts}
        grouped = rows.annotate(**wanted).order_by().values_list(*columns).annotate(number=Count("pk"))
        for *codes, number in grouped:
            counts[_leaf(unit, table, codes)] = number
    return Material(counts)


def _money(start: dt.date, end: dt.date) -> Material:
    """Of money received in the quarter: complaints behind each currency, its sum, the largest part of it."""
    of_complaints = (
        CountedMoney.objects.filter(kind="received", month__gte=start, month__lt=end)
        .order_by()
        .values("currency", "complaint")
        .annotate(part=Sum("amount"), dollars=Sum("usd"), rated=Count("usd"), months=Count("pk"))
    )
    counts: dict[Key, int] = {}
    amount: dict[str, Decimal] = {}
    usd: dict[str, Decimal | None] = {}
    largest: dict[str, Decimal] = {}
    largest_usd: dict[str, Decimal] = {}
    for row in of_complaints:
        currency = row["currency"]
        counts[currency,] = counts.get((currency,), 0) + 1
        amount[currency] = amount.get(currency, Decimal(0)) + row["part"]
        largest[currency] = max(largest.get(currency, Decimal(0)), row["part"])
        largest_usd[currency] = max(largest_usd.get(currency, Decimal(0)), row["dollars"] or Decimal(0))
        before = usd.get(currency, Decimal(0))
        has_rate = row["rated"] == row["months"] and before is not None
        usd[currency] = (before or Decimal(0)) + row["dollars"] if has_rate else None
    return Material(counts, {"amount": amount, "usd": usd}, largest, largest_usd)


def _nights(start: dt.date, end: dt.date) -> Material:
    houses = houses_by_country(start, end)
    return Material(
        {(one.country,): one.admitted for one in houses},
        {
            "nights": {one.country: Decimal(one.nights) for one in houses},
            "bed_nights": {one.country: Decimal(one.bed_nights) for one in houses},
        },
    )


def _turned(unit: Unit, start: dt.date, end: dt.date) -> Material:
    counts: dict[Key, int] = {}
    for (country, reason), number in turned_away(start, end).items():
        for table, code in ((("country",), country), (("turned",), reason)):
            key = _leaf(unit, table, (code,))
            counts[key] = counts.get(key, 0) + number
    return Material(counts)
