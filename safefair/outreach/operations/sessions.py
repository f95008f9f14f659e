"""Information sessions themselves; their attendance is in `lines`, the sheet as a whole in `sheets`."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.core.codes import Sex
from safefair.core.sheets.codes import new_code
from safefair.outreach.enums import Relation, Sensitivity
from safefair.outreach.models import InformationSession


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """What is known of a session; `usual_…` are what most people on its sheet are."""

    title: str
    held_on: dt.date
    country: str
    topics: tuple[str, ...] = ()
    area: str = ""
    place: str = ""
    minutes: int | None = None
    organizer_name: str = ""
    language: str = "en-gb"
    sensitivity: str = Sensitivity.OPEN
    usual_sex: str = Sex.UNKNOWN
    usual_relation: str = Relation.UNKNOWN
    usual_nationality: str = ""


@transaction.atomic
def create_session(
    facts: SessionFacts, *, organization: Organization, by: User, entry_id: uuid.UUID
) -> InformationSession:
    """Write a session, held or planned. The same `entry_id` again gives the same session."""
    address = uuid.uuid5(entry_id, f"session|{organization.uuid}")
    made = InformationSession.objects.filter(organization=organization, uuid=address).first()
    if made:
        return made
    session = InformationSession(
        uuid=address, organization=organization, sheet_code=new_code(), created_by=by
    )
    with pghistory.context(user=by.pk):
        return _write(session, facts)


@transaction.atomic
def edit_session(session: InformationSession, facts: SessionFacts, *, by: User) -> InformationSession:
    """Correct what is known of a session. Lines already entered keep what they say."""
    with pghistory.context(user=by.pk):
        return _write(session, facts)


@transaction.atomic
def cancel_session(session: InformationSession, *, by: User, at: dt.datetime) -> InformationSession:
    """It did not take place, or was entered by mistake: nothing of it counts. It can be restored."""
    session.cancelled_at = at
    with pghistory.context(user=by.pk):
        session.save(update_fields=["cancelled_at"])
    return session


@transaction.atomic
def restore_session(session: InformationSession, *, by: User) -> InformationSession:
    """It did take place."""
    session.cancelled_at = None
    with pghistory.context(user=by.pk):
        session.save(update_fields=["cancelled_at"])
    return session


def _write(session: InformationSession, facts: SessionFacts) -> InformationSession:
    for name in SessionFacts.__slots__:
        value = getattr(facts, name)
        setattr(session, name, list(value) if isinstance(value, tuple) else value)
    # Held by somebody who is no organisation here: then only the name is known, and the kind of who keeps the record.
    session.organizer = None if facts.organizer_name else session.organization
    session.organization_kind = session.organization_kind or session.organization.kind
    session.save()
    return session
