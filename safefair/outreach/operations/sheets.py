"""A sheet as a whole: closed, reopened, or never kept."""

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.outreach.enums import SheetStatus
from safefair.outreach.errors import ReasonMissing, SheetHasLines, SheetNotClosed
from safefair.outreach.models import InformationSession
from safefair.outreach.operations.lines import lock_open_sheet
from safefair.outreach.queries import people_on_sheet


@transaction.atomic
def close_sheet(session: InformationSession, *, total_on_paper: int, by: User) -> int:
    """Say that the sheet is entered. Returns people entered less people on paper.

    A difference is stated and kept with the session; it is not corrected away.
    """
    session = lock_open_sheet(session)
    session.sheet_status = SheetStatus.CHECKED
    session.total_on_paper = total_on_paper
    session.status_reason = ""
    with pghistory.context(user=by.pk):
        session.save(update_fields=["sheet_status", "total_on_paper", "status_reason"])
    return people_on_sheet(session) - total_on_paper


@transaction.atomic
def declare_no_sheet(session: InformationSession, *, reason: str, by: User) -> InformationSession:
    """Nobody wrote down who came: the attendance stays unknown, and is not nought.

    Raises:
        SheetHasLines: there are lines or a head count.
        ReasonMissing: nobody says why.
    """
    if not reason.strip():
        raise ReasonMissing
    session = lock_open_sheet(session)
    if people_on_sheet(session):
        raise SheetHasLines
    session.sheet_status = SheetStatus.NONE_KEPT
    session.status_reason = reason.strip()
    with pghistory.context(user=by.pk):
        session.save(update_fields=["sheet_status", "status_reason"])
    return session


@transaction.atomic
def reopen_sheet(session: InformationSession, *, reason: str, by: User) -> InformationSession:
    """Let lines be entered again, for a reason that stays with the session.

    Raises:
        SheetNotClosed: it is open already.
        ReasonMissing: nobody says why.
    """
    session = InformationSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.sheet_status not in (SheetStatus.CHECKED, SheetStatus.NONE_KEPT):
        raise SheetNotClosed
    if not reason.strip():
        raise ReasonMissing
    is_empty = people_on_sheet(session) == 0
    session.sheet_status = SheetStatus.EXPECTED if is_empty else SheetStatus.ENTERED
    session.total_on_paper = None
    session.status_reason = reason.strip()
    with pghistory.context(user=by.pk):
        session.save(update_fields=["sheet_status", "total_on_paper", "status_reason"])
    return session
