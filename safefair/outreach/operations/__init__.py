"""What is done with visits and sessions; the same for pages, imports and jobs."""

from safefair.outreach.operations.intake import bulk_record_sessions, present_at
from safefair.outreach.operations.lines import (
    LineFacts,
    change_line,
    record_attendance,
    record_headcount,
    remove_attendance,
)
from safefair.outreach.operations.sessions import (
    SessionFacts,
    cancel_session,
    create_session,
    edit_session,
    restore_session,
)
from safefair.outreach.operations.sheets import close_sheet, declare_no_sheet, reopen_sheet
from safefair.outreach.operations.visits import VisitFacts, record_visit, remove_visit, restore_visit

__all__ = [
    "LineFacts",
    "SessionFacts",
    "VisitFacts",
    "bulk_record_sessions",
    "cancel_session",
    "change_line",
    "close_sheet",
    "create_session",
    "declare_no_sheet",
    "edit_session",
    "present_at",
    "record_attendance",
    "record_headcount",
    "record_visit",
    "remove_attendance",
    "remove_visit",
    "reopen_sheet",
    "restore_session",
    "restore_visit",
]
