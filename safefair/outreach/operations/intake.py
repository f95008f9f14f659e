"""Attendance in bulk, as imports bring it: a few statements however many sessions and rows."""

from collections.abc import Collection, Mapping, Sequence

import pghistory
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization, User
from safefair.core.sheets.codes import new_code
from safefair.outreach.enums import LineSource, SheetStatus
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.outreach.words import read_relation
from safefair.people.imports.intake import (
    PORTION,
    Key,
    Listed,
    events_by_key,
    listed_at,
    missing_groups,
    present_by_activity,
    unlisted_rows,
)
from safefair.people.imports.targets import Activity, ActivityGroup, ImportedRow, ImportTarget, Stored
from safefair.people.models import ImportBatch


@transaction.atomic
def bulk_record_sessions(batch: ImportBatch, groups: Sequence[ActivityGroup], by: User) -> Stored:
    """Write sessions and attendance of a batch; what the organisation already has stays as it is.

    A session that was closed before and gets rows is open again: its total on paper no longer holds.
    """
    organization = batch.organization
    with pghistory.context(user=by.pk):
        found = _existing(organization, [group.activity for group in groups])
        missing = missing_groups(groups, found, organization)
        made = InformationSession.objects.bulk_create(
            [_session(batch, group, key, by) for key, group in missing.items()], batch_size=PORTION
        )
        sessions = found | dict(zip(missing, made, strict=True))
        new = unlisted_rows(groups, sessions, _listed(sessions.values()), organization)
        lines = [_line(session, row, number) for session, row, number in new]
        SessionAttendance.objects.bulk_create(lines, batch_size=PORTION, ignore_conflicts=True)
        _open_again({line.session_id for line in lines}, batch)
    rows = sum(len(group.rows) for group in groups)
    return Stored(len(made), len(sessions) - len(made), len(lines), rows - len(lines))


def present_at(
    organization: Organization, activities: Collection[Activity]
) -> Mapping[Activity, frozenset[int]]:
    """Who is already on the sheets of those activities that the organisation has."""
    found = _existing(organization, activities)
    return present_by_activity(activities, organization, found=found, there=_listed(found.values()))


INFORMATION_SESSIONS = ImportTarget(
    name="INFORMATION_SESSION",
    title=_("Information session"),
    list_url="outreach:sessions",
    store=bulk_record_sessions,
    present=present_at,
)


def _existing(organization: Organization, activities: Collection[Activity]) -> dict[Key, InformationSession]:
    return events_by_key(InformationSession.objects.all(), activities, organization, day="held_on")


def _session(batch: ImportBatch, group: ActivityGroup, key: Key, by: User) -> InformationSession:
    return InformationSession(
        organization=batch.organization,
        organizer_id=key[0],
        organizer_name=group.activity.organizer_name,
        organization_kind=group.organization_kind,
        title=group.activity.title,
        held_on=group.activity.held_on,
        country=group.activity.country,
        area=group.area,
        place=group.place,
        sheet_code=new_code(),
        sheet_status=SheetStatus.ENTERED,
        batch=batch,
        created_by=by,
    )


def _listed(sessions: Collection[InformationSession]) -> Listed:
    lines = SessionAttendance.objects.filter(session__in=[session.pk for session in sessions])
    return listed_at(lines.values_list("session_id", "registration_id"))


def _line(session: InformationSession, row: ImportedRow, number: int) -> SessionAttendance:
    return SessionAttendance(
        session=session,
        organization_id=session.organization_id,
        registration_id=row.registration_id,
        relation=read_relation(row.role),
        sex=row.sex,
        age_band=row.age_band,
        nationality=row.nationality,
        line_number=number,
        source=LineSource.IMPORT,
    )


def _open_again(session_ids: set[int], batch: ImportBatch) -> None:
    closed = InformationSession.objects.filter(pk__in=session_ids).exclude(sheet_status=SheetStatus.ENTERED)
    closed.update(
        sheet_status=SheetStatus.ENTERED,
        total_on_paper=None,
        status_reason=f"import {batch.created_at:%Y-%m-%d}",
    )
