"""One line more on the timeline of a case."""

import datetime as dt
from uuid import UUID

from safefair.accounts.models import User
from safefair.cases.enums.intake import EntryKind
from safefair.cases.models import Case, TimelineEntry


def record_entry(
    case: Case,
    kind: EntryKind,
    *,
    on: dt.date,
    by: User | None,
    subject: UUID | None = None,
    detail: str = "",
) -> TimelineEntry:
    """Say that something happened; `detail` is a code of a choice, never words."""
    return TimelineEntry.objects.create(
        organization_id=case.organization_id,
        case=case,
        kind=kind,
        happened_on=on,
        by=by,
        subject=subject,
        detail=detail,
    )
