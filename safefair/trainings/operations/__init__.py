"""What is done with courses and their runs; the same for pages, imports and jobs."""

from safefair.trainings.operations.attendance import (
    add_sitting,
    fill_sitting,
    record_minutes,
    remove_sitting,
)
from safefair.trainings.operations.courses import CourseFacts, save_course
from safefair.trainings.operations.intake import bulk_record_runs, present_at
from safefair.trainings.operations.participants import (
    ParticipantFacts,
    change_participant,
    enrol_participant,
    remove_participant,
)
from safefair.trainings.operations.runs import (
    RunFacts,
    cancel_run,
    close_run,
    create_run,
    edit_run,
    reopen_run,
    restore_run,
)

__all__ = [
    "CourseFacts",
    "ParticipantFacts",
    "RunFacts",
    "add_sitting",
    "bulk_record_runs",
    "cancel_run",
    "change_participant",
    "close_run",
    "create_run",
    "edit_run",
    "enrol_participant",
    "fill_sitting",
    "present_at",
    "record_minutes",
    "remove_participant",
    "remove_sitting",
    "reopen_run",
    "restore_run",
    "save_course",
]
