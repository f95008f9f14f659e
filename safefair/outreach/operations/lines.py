"""Lines of a sheet, one named person each, and the head count of people without a name."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Max

from safefair.accounts.models import User
from safefair.core.codes import Sex, age_band
from safefair.outreach.enums import LineSource, SheetStatus
from safefair.outreach.errors import (
    PersonErased,
    PersonOfAnotherOrganization,
    SessionIsCancelled,
    SheetAlreadyClosed,
)
from safefair.outreach.models import InformationSession, SessionAttendance, SessionHeadcount
from safefair.people.facts import age_on
from safefair.people.models import Registration

OPEN = (SheetStatus.EXPECTED, SheetStatus.ENTERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """What a line says besides who: None is what is usual in the session. `line_number` None is the next one."""

    relation: str | None = None
    sex: str | None = None
    line_number: int | None = None


@transaction.atomic
def record_attendance(
    session: InformationSession,
    registration: Registration,
    *,
    line: LineFacts | None = None,
    entry_id: uuid.UUID | None = None,
    source: LineSource = LineSource.TYPED,
    by: User,
) -> SessionAttendance:
    """Put a person on the sheet. Somebody already there, or an `entry_id` sent again, gives the line that is there.

    Sex, age band and nationality are frozen from the registration; where it does not know the sex, from the line.

    Raises:
        SheetAlreadyClosed, SessionIsCancelled, PersonOfAnotherOrganization, PersonErased: as they say.
    """
    session = lock_open_sheet(session)
    if registration.organization_id != session.organization_id:
        raise PersonOfAnotherOrganization
    found = session.attendances.filter(registration=registration).first()
    if found is not None:
        return _put_back(found, by=by)
    if registration.erased_at is not None:
        raise PersonErased
    line = line or LineFacts()
    with pghistory.context(user=by.pk):
        made = SessionAttendance.objects.create(
            session=session,
            organization_id=session.organization_id,
            registration=registration,
            relation=session.usual_relation if line.relation is None else line.relation,
            sex=_sex(session, registration, line),
            age_band=age_band(age_on(session.held_on, registration.birth_year)),
            nationality=registration.nationality or session.usual_nationality,
            line_number=line.line_number or next_line(session),
            source=source,
            entry_id=entry_id or uuid.uuid4(),
        )
        mark_entered(session)
    return made


@transaction.atomic
def change_line(
    line: SessionAttendance, *, relation: str, sex: str, age_band: str, by: User
) -> SessionAttendance:
    """Correct what a line says of the person on it, as of that day."""
    lock_open_sheet(line.session)
    line.relation, line.sex, line.age_band = relation, sex, age_band
    with pghistory.context(user=by.pk):
        line.save(update_fields=["relation", "sex", "age_band"])
    return line


@transaction.atomic
def remove_attendance(line: SessionAttendance, *, by: User, at: dt.datetime) -> SessionAttendance:
    """Take a line off the sheet. Entering the person again puts it back."""
    lock_open_sheet(line.session)
    line.removed_at = at
    with pghistory.context(user=by.pk):
        line.save(update_fields=["removed_at"])
    return line


@transaction.atomic
def record_headcount(
    session: InformationSession, *, sex: str, age_band: str, relation: str, number: int, by: User
) -> SessionHeadcount | None:
    """So many people of one group without a named line, in place of what was said before; 0 takes the group away."""
    session = lock_open_sheet(session)
    group: dict[str, Any] = {"sex": sex, "age_band": age_band, "relation": relation}
    if number == 0:
        session.headcounts.filter(**group).delete()
        return None
    with pghistory.context(user=by.pk):
        made, _created = SessionHeadcount.objects.update_or_create(
            session=session, **group, defaults={"number": number, "organization_id": session.organization_id}
        )
        mark_entered(session)
    return made


def lock_open_sheet(session: InformationSession) -> InformationSession:
    """The session, locked until the transaction ends.

    Raises:
        SessionIsCancelled, SheetAlreadyClosed: it takes no lines.
    """
    locked = InformationSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if locked.cancelled_at is not None:
        raise SessionIsCancelled
    if locked.sheet_status not in OPEN:
        raise SheetAlreadyClosed
    return locked


def mark_entered(session: InformationSession) -> None:
    """From the first line on, the attendance of a session is no longer unknown."""
    if session.sheet_status == SheetStatus.EXPECTED:
        session.sheet_status = SheetStatus.ENTERED
        session.save(update_fields=["sheet_status"])


def next_line(session: InformationSession) -> int:
    """The number of the line after the last one."""
    last: int | None = session.attendances.filter(removed_at=None).aggregate(last=Max("line_number"))["last"]
    return (last or 0) + 1


def _put_back(line: SessionAttendance, *, by: User) -> SessionAttendance:
    if line.removed_at is not None:
        line.removed_at = None
        with pghistory.context(user=by.pk):
            line.save(update_fields=["removed_at"])
    return line


def _sex(session: InformationSession, registration: Registration, line: LineFacts) -> str:
    if registration.sex != Sex.UNKNOWN:
        return registration.sex
    return session.usual_sex if line.sex is None else line.sex
