"""Sittings of a run, and who was present for how many minutes."""

import datetime as dt
from collections.abc import Mapping

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.trainings.errors import MinutesTooMany, SittingAttended, SittingOutsideRun
from safefair.trainings.models import Participation, TrainingAttendance, TrainingRun, TrainingSession
from safefair.trainings.operations.runs import lock_open_run
from safefair.trainings.queries import participants_of


@transaction.atomic
def add_sitting(run: TrainingRun, *, held_on: dt.date, minutes: int | None, by: User) -> TrainingSession:
    """One more sitting; `minutes` None where nobody knows how long it was.

    Raises:
        SittingOutsideRun: the day does not belong to the run.
    """
    run = lock_open_run(run)
    if not run.starts_on <= held_on <= run.ends_on:
        raise SittingOutsideRun
    with pghistory.context(user=by.pk):
        return TrainingSession.objects.create(
            run=run, organization_id=run.organization_id, held_on=held_on, minutes=minutes
        )


@transaction.atomic
def remove_sitting(sitting: TrainingSession, *, by: User) -> None:
    """Take a sitting away that was entered by mistake.

    Raises:
        SittingAttended: somebody was present.
    """
    lock_open_run(sitting.run)
    if sitting.attendances.exclude(minutes=0).exists():
        raise SittingAttended
    with pghistory.context(user=by.pk):
        sitting.delete()


@transaction.atomic
def record_minutes(
    sitting: TrainingSession, minutes: Mapping[Participation, int | None], *, by: User
) -> None:
    """So many minutes was each present, in place of what was said before. 0 is absent, None empties the cell.

    At a sitting of unknown length any number above 0 means present.

    Raises:
        MinutesTooMany: longer than the sitting; nothing is written.
    """
    lock_open_run(sitting.run)
    longest = max((value for value in minutes.values() if value is not None), default=0)
    if sitting.minutes is not None and longest > sitting.minutes:
        raise MinutesTooMany
    emptied = [participation for participation, value in minutes.items() if value is None]
    rows = [
        TrainingAttendance(
            session=sitting,
            participation=participation,
            organization_id=sitting.organization_id,
            minutes=None if sitting.minutes is None and value else value,
        )
        for participation, value in minutes.items()
        if value is not None
    ]
    with pghistory.context(user=by.pk):
        sitting.attendances.filter(participation__in=emptied).delete()
        TrainingAttendance.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["session", "participation"], update_fields=["minutes"]
        )


@transaction.atomic
def fill_sitting(sitting: TrainingSession, *, by: User) -> int:
    """Everybody whose cell is empty was present for the whole sitting; returns how many."""
    there = sitting.attendances.values("participation")
    empty = list(participants_of(sitting.run).exclude(pk__in=there))
    record_minutes(sitting, dict.fromkeys(empty, sitting.minutes or 1), by=by)
    return len(empty)
