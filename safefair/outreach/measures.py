"""What can be counted here. Attendances of sessions, head counts of people without a name, visits, sessions.

Each is a measure of its own with its own table; results may join them by person, never add them. Cancelled sessions,
removed lines and removed visits never count. A session of which nobody has said anything (EXPECTED), or of which no
sheet was kept, has an unknown attendance, not none: it has no rows.
"""

from typing import Any

from django.db.models import CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from safefair.core.codes import AgeBand, Sex
from safefair.core.dimensions import ROW, Measure, Period, Rows
from safefair.outreach.enums import Relation, SheetStatus
from safefair.outreach.models import InformationSession, SessionAttendance, SessionHeadcount, Visit

MEASURED = (SheetStatus.ENTERED, SheetStatus.CHECKED)
NOBODY = Cast(Value(None), IntegerField())
WITHIN_SESSION = {
    "row_id": F("pk"),
    "on": F("session__held_on"),
    "country": F("session__country"),
    "area": F("session__area"),
    "organizer_id": F("session__organizer_id"),
    "organization_kind": F("session__organization_kind"),
    "role": F("relation"),
}


def session_attendances(period: Period) -> Rows:
    """One row for each named line of a sheet of sessions held in the period."""
    lines = SessionAttendance.objects.filter(removed_at=None, **_measured(period))
    rows: Rows = lines.annotate(**WITHIN_SESSION, number=Value(1)).values(*ROW)
    return rows


def session_headcounts(period: Period) -> Rows:
    """One row for each group of people without a name, `number` of them; no row has a registration."""
    counts = SessionHeadcount.objects.filter(**_measured(period))
    nationality = Value("", output_field=CharField())
    rows: Rows = counts.annotate(**WITHIN_SESSION, registration_id=NOBODY, nationality=nationality).values(
        *ROW
    )
    return rows


def visits(period: Period) -> Rows:
    """One row for each visit in the period; `registration_id` is None where no name was wanted."""
    found = Visit.objects.filter(removed_at=None, visited_on__gte=period.start, visited_on__lt=period.end)
    rows: Rows = found.annotate(
        row_id=F("pk"),
        on=F("visited_on"),
        organizer_id=F("organization_id"),
        role=F("relation"),
        number=Value(1),
    ).values(*ROW)
    return rows


def information_sessions(period: Period) -> Rows:
    """One row for each session held in the period of which somebody has said who came, or that no sheet was kept.

    A session is no person: sex, age band and role are unknown.
    """
    held = _held(period).exclude(sheet_status=SheetStatus.EXPECTED)
    rows: Rows = held.annotate(
        row_id=F("pk"),
        registration_id=NOBODY,
        on=F("held_on"),
        sex=Value(Sex.UNKNOWN.value),
        age_band=Value(AgeBand.UNKNOWN.value),
        nationality=Value(""),
        role=Value(Relation.UNKNOWN.value),
        number=Value(1),
    ).values(*ROW)
    return rows


def _measured(period: Period) -> dict[str, Any]:
    """Of sessions held in the period of which somebody has said who came; as conditions, since the rows join them anyway."""
    return {
        "session__cancelled_at": None,
        "session__held_on__gte": period.start,
        "session__held_on__lt": period.end,
        "session__sheet_status__in": MEASURED,
    }


def _held(period: Period) -> QuerySet[InformationSession]:
    return InformationSession.objects.filter(
        cancelled_at=None, held_on__gte=period.start, held_on__lt=period.end
    )


MEASURES = [
    Measure("outreach.session_attendance", "outreach.SessionAttendance", 1, session_attendances),
    Measure("outreach.session_headcount", "outreach.SessionHeadcount", 1, session_headcounts),
    Measure("outreach.visit", "outreach.Visit", 1, visits),
    Measure("outreach.information_session", "outreach.InformationSession", 1, information_sessions),
]
