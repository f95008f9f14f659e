"""From a figure to the rows it counted, as far as the reader's organisation goes; codes of people, never names."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, Func, IntegerField, QuerySet, Subquery, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.lookups import GreaterThan
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.dimensions import ROW, Period
from safefair.people.models import Registration
from safefair.results.dimensions import words_of
from safefair.results.measures import measure_named
from safefair.results.models import Figure, FigureSource

FILTERS = ("country", "sex", "age_band", "role", "organization_kind")
SORTS = ("on", "country", "sex", "age_band", "role", "number")
SOURCE_WORDS: dict[str, str | Promise] = {
    "outreach.SessionAttendance": _("attendance line"),
    "outreach.SessionHeadcount": _("heads counted"),
    "outreach.InformationSession": _("information session"),
    "outreach.Visit": _("visit"),
    "trainings.Participation": _("participation"),
    "trainings.TrainingRun": _("training"),
    "cases.CountedCase": _("case"),
    "cases.CountedIncident": _("incident"),
    "cases.CountedReferral": _("referral"),
    "cases.CountedComplaint": _("labour complaint"),
    "cases.CountedMoney": _("money received"),
}
Rows = QuerySet[Any, dict[str, Any]]
MOST_LISTED = 5000
"""Rows that the pages of a figure go through; the file has them all."""


@dataclass(frozen=True)
class FigureRow:
    """One counted row as people read it."""

    source: str
    on: dt.date
    country: str
    organizer: str
    sex: str
    age_band: str
    role: str
    code: str
    number: int


class FigureRows:
    """The rows of a figure in their order, from all its sources: to count, to cut a page from, to go through."""

    def __init__(self, parts: Sequence[Rows], *, sort: str) -> None:
        self.parts = parts
        self.first = [sort] if sort.removeprefix("-") in SORTS else []

    def count(self) -> int:
        """How many a page can be cut from: all, but not more than MOST_LISTED; nobody turns 100 pages."""
        return self._together(self.parts)[:MOST_LISTED].count()

    def __getitem__(self, wanted: slice) -> Rows:
        if not wanted.stop:  # a page of no rows; nothing cut to nothing can be put together
            return self.parts[0].none()
        # No source gives more rows than the page ends at: only so many are put in order.
        parts = [part.order_by(*self.first, "-on", "row_id")[: wanted.stop] for part in self.parts]
        return self._together(parts)[wanted] if len(parts) == 1 else self._in_order(parts)[wanted]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self._in_order(self.parts))

    def _in_order(self, parts: Sequence[Rows]) -> Rows:
        return self._together(parts).order_by(*self.first, "-on", "table", "row_id")

    def _together(self, parts: Sequence[Rows]) -> Rows:
        return parts[0].union(*parts[1:], all=True)


def rows_of(
    figure: Figure,
    *,
    organization_id: int | None,
    wanted: Mapping[str, str] | None = None,
    sort: str = "",
) -> FigureRows:
    """The counted rows that are still there; of one organisation where that is given.

    `sort` is a column of SORTS, with a minus for the other direction; the newest come first without it.

    Rows corrected or removed since are missing here; the figure keeps their ids and its digest.
    """
    period = Period(figure.period.starts_on, figure.period.ends_before)
    parts = []
    for source, found in measure_named(figure.indicator.measure).querysets(period):
        rows = found.filter(_entered(figure, source))
        if organization_id is not None:
            rows = rows.filter(organization_id=organization_id)
        named = {name: value for name, value in (wanted or {}).items() if name in FILTERS and value}
        rows = rows.annotate(table=Value(source, output_field=CharField())).values("table", *ROW)
        parts.append(rows.filter(**named))
    return FigureRows(parts, sort=sort)


def _entered(figure: Figure, source: str) -> GreaterThan:
    """Whether the figure counted a row: two searches by halves in its ids, which stand in ascending order.

    A hash table of the ids costs more than all else on a page of fifty rows. How many ids are not above a number goes
    up at the numbers that are among them; PostgreSQL takes that for true of every third row, and so reads rows in
    their order and stops early where an index has them. Without the empty array it would unpack the stored one for
    each row anew.
    """
    row_ids = FigureSource._meta.get_field("row_ids")
    whole = Func(F("row_ids"), Value([], row_ids), function="array_cat", output_field=row_ids)
    ids = Subquery(FigureSource.objects.filter(figure=figure, source=source).values(whole=whole))

    def not_above(number: Combinable) -> Func:
        return Func(number, ids, function="width_bucket", output_field=IntegerField())

    return GreaterThan(not_above(F("pk")), not_above(F("pk") - 1))


def present(rows: Iterable[dict[str, Any]]) -> Iterator[FigureRow]:
    """Rows in words, with the registration's code and the organiser's name; two queries for all of them."""
    rows = list(rows)
    codes = dict(
        Registration.objects.filter(pk__in={row["registration_id"] for row in rows}).values_list("pk", "code")
    )
    names = dict(
        Organization.objects.filter(pk__in={row["organizer_id"] for row in rows}).values_list("pk", "name")
    )
    for row in rows:
        yield FigureRow(
            source=str(SOURCE_WORDS.get(row["table"], row["table"])),
            on=row["on"],
            country=words_of("country", row["country"]),
            organizer=names.get(row["organizer_id"], ""),
            sex=words_of("sex", row["sex"] or "U"),
            age_band=words_of("age_band", row["age_band"] or "U"),
            role=words_of("role", row["role"] or "U"),
            code=codes.get(row["registration_id"], ""),
            number=row["number"],
        )


def entered_rows(figure: Figure) -> int:
    """How many rows a figure counted when it was computed."""
    ids = Func(F("row_ids"), function="cardinality", output_field=IntegerField())
    return figure.sources.aggregate(rows=Sum(ids, default=0))["rows"]
