"""Lists as files, without anybody's identity."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import area_name, country_name
from safefair.core.downloads import csv_response
from safefair.outreach.enums import Topic, VisitService
from safefair.outreach.models import InformationSession, Visit


def export_visits(visits: QuerySet[Visit]) -> HttpResponse:
    """Visits by their countable facts; no name, no code."""
    header = [
        _("Date"), _("Organisation"), _("Place"), _("Country"), _("How"), _("Who"), _("Sex"), _("Age"), _("Nationality"),
        _("What it gave"), _("About what"), _("Language"),
    ]  # fmt: skip
    rows = (
        [
            visit.visited_on.isoformat(),
            visit.organization.name,
            visit.location.name if visit.location else "",
            country_name(visit.country),
            visit.get_channel_display(),
            visit.get_relation_display(),
            visit.get_sex_display(),
            visit.get_age_band_display(),
            visit.nationality,
            "; ".join(str(VisitService(value).label) for value in visit.services),
            "; ".join(str(Topic(value).label) for value in visit.topics),
            visit.language,
        ]
        for visit in visits.iterator(chunk_size=2000)
    )
    return csv_response("visits.csv", header, rows)


def export_sessions(sessions: QuerySet[InformationSession]) -> HttpResponse:
    """Sessions with their counts; rows come from `queries.with_counts`."""
    header = [
        _("Date"), _("Title"), _("Organisation"), _("Held by"), _("Country"), _("Province or state"), _("Place"),
        _("About what"), _("Minutes"), _("Attendance"), _("Named"), _("Unnamed"), _("People on the sheet"), _("Cancelled"),
    ]  # fmt: skip
    rows = (
        [
            session.held_on.isoformat(),
            session.title,
            session.organization.name,
            session.organizer_name or (session.organizer.name if session.organizer else ""),
            country_name(session.country),
            area_name(session.area) if session.area else "",
            session.place,
            "; ".join(str(Topic(value).label) for value in session.topics),
            session.minutes,
            session.get_sheet_status_display(),
            getattr(session, "lines", None),
            getattr(session, "unnamed", None),
            session.total_on_paper,
            "" if session.cancelled_at is None else _("yes"),
        ]
        for session in sessions.iterator(chunk_size=2000)
    )
    return csv_response("information-sessions.csv", header, rows)
