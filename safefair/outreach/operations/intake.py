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
from safefair.people.imports.targets import Activity, ActivityGroup, ImportTarget, Stored
from safefair.people.models import ImportBatch

Key = tuple[int | None, str, str, object, str]
PORTION = 2000
LAST_LINE = 32767  # of a small integer


@transaction.atomic
def bulk_record_sessions(batch: ImportBatch, groups: Sequence[ActivityGroup], by: User) -> Stored:
    """Write sessions and attendance of a batch; what the organisation already has stays as it is.

    A session that was closed before and gets rows is open again: its total on paper no longer holds.
    """
    with pghistory.context(user=by.pk):
        organization = batch.organization
        found = _existing(organization, [group.activity for group in groups])
        sessions, created = _make_missing(batch, groups, found, by)
        there = _registrations(sessions.values())
        lines = [
            line
            for group in groups
            for line in _lines(
                group, sessions[_key(group.activity, organization)], there, organization=organization
            )
        ]
        SessionAttendance.objects.bulk_create(lines, batch_size=PORTION, ignore_conflicts=True)
        _open_again({line.session_id for line in lines}, batch)
    rows = sum(len(group.rows) for group in groups)
    return Stored(created, len(sessions) - created, len(lines), rows - len(lines))


def present_at(
    organization: Organization, activities: Collection[Activity]
) -> Mapping[Activity, frozenset[int]]:
    """Who is already on the sheets of those activities that the organisation has."""
    found = _existing(organization, activities)
    there = _registrations(found.values())
    return {
        activity: frozenset(there.get(found[key].pk, set()))
        for activity in activities
        if (key := _key(activity, organization)) in found
    }


INFORMATION_SESSIONS = ImportTarget(
    name="INFORMATION_SESSION",
    title=_("Information session"),
    list_url="outreach:sessions",
    store=bulk_record_sessions,
    present=present_at,
)


def _key(activity: Activity, organization: Organization) -> Key:
    organizer = activity.organizer_id
    if organizer is None and not activity.organizer_name:
        organizer = organization.pk
    return organizer, activity.organizer_name, activity.title, activity.held_on, activity.country


def _existing(organization: Organization, activities: Collection[Activity]) -> dict[Key, InformationSession]:
    sessions = InformationSession.objects.filter(
        organization=organization,
        cancelled_at=None,
        held_on__in={activity.held_on for activity in activities},
        title__in={activity.title for activity in activities},
    ).order_by("-pk")  # of two alike the older one
    return {(s.organizer_id, s.organizer_name, s.title, s.held_on, s.country): s for s in sessions}


def _make_missing(
    batch: ImportBatch, groups: Sequence[ActivityGroup], found: dict[Key, InformationSession], by: User
) -> tuple[dict[Key, InformationSession], int]:
    sessions, new = {}, {}
    for group in groups:
        key = _key(group.activity, batch.organization)
        if key in found:
            sessions[key] = found[key]
        elif key not in new:
            new[key] = _session(batch, group, key, by)
    made = InformationSession.objects.bulk_create(new.values(), batch_size=PORTION)
    return sessions | dict(zip(new, made, strict=True)), len(made)


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


def _registrations(sessions: Collection[InformationSession]) -> dict[int, set[int]]:
    there: dict[int, set[int]] = {}
    pairs = SessionAttendance.objects.filter(session__in=[session.pk for session in sessions])
    for session_id, registration_id in pairs.values_list("session_id", "registration_id"):
        there.setdefault(session_id, set()).add(registration_id)
    return there


def _lines(
    group: ActivityGroup,
    session: InformationSession,
    there: dict[int, set[int]],
    *,
    organization: Organization,
) -> list[SessionAttendance]:
    present = there.setdefault(session.pk, set())
    lines = []
    for row in group.rows:
        if row.registration_id in present:
            continue
        present.add(row.registration_id)
        line = SessionAttendance(
            session=session,
            organization=organization,
            registration_id=row.registration_id,
            relation=read_relation(row.role),
            sex=row.sex,
            age_band=row.age_band,
            nationality=row.nationality,
            line_number=min(len(present), LAST_LINE),
            source=LineSource.IMPORT,
        )
        lines.append(line)
    return lines


def _open_again(session_ids: set[int], batch: ImportBatch) -> None:
    closed = InformationSession.objects.filter(pk__in=session_ids).exclude(sheet_status=SheetStatus.ENTERED)
    closed.update(
        sheet_status=SheetStatus.ENTERED,
        total_on_paper=None,
        status_reason=f"import {batch.created_at:%Y-%m-%d}",
    )
