"""Background jobs by name. The job row commits or rolls back with the change that asked for it.

Jobs take ids only and are idempotent: procrastinate runs each at least once.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import ParamSpec, TypeVar

from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from safefair.core.errors import DomainError
from safefair.core.models import Task, TaskStatus

PAUSE = 0.5
P = ParamSpec("P")
T = TypeVar("T")


class Line(StrEnum):
    """Where a job waits: for this machine, or beside it for another server's answer."""

    HERE = "default"  # the word that procrastinate itself uses when none is said
    AWAY = "away"


def job(name: str, *, retries: int = 2, line: Line = Line.HERE) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Register a function as the job of this name."""
    strategy = RetryStrategy(max_attempts=retries + 1, exponential_wait=2)

    def register(function: Callable[P, T]) -> Callable[P, T]:
        app.task(name=name, queue=line, retry=strategy)(function)
        return function

    return register


def enqueue(name: str, *, lock: str | None = None, **ids: int | str) -> None:
    """Ask for a job; with `lock`, two jobs of one lock never run at once."""
    app.configure_task(name, lock=lock, allow_unknown=False).defer(**ids)


def start_task(name: str, *, by_id: int | None, organization_id: int | None = None, **ids: int | str) -> Task:
    """A task that a page can follow, and its job, which gets `task_id` beside the ids given."""
    task = Task.objects.create(name=name, created_by_id=by_id, organization_id=organization_id)
    enqueue(name, task_id=task.id, lock=f"{name}:{organization_id or 0}", **ids)
    return task


class Progress:
    """Tells the page how far a task is, on a connection of its own: the job's transaction is not over yet."""

    def __init__(self, task_id: int) -> None:
        self.task_id = task_id
        self.connection = connections.create_connection("default")
        self.told_at = 0.0

    def __call__(self, done: int, total: int, step: str = "") -> None:
        """Note that `done` of `total` are over; told to the page at most twice a second."""
        if time.monotonic() - self.told_at < PAUSE and done < total:
            return
        self.told_at = time.monotonic()
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE core_task SET done = %s, total = %s, step = %s WHERE id = %s",
                [done, total, step[:100], self.task_id],
            )


@contextmanager
def running(task_id: int) -> Iterator[Progress]:
    """Mark a task as running, then as done, or as failed with a sentence for the user."""
    Task.objects.filter(pk=task_id).update(status=TaskStatus.RUNNING, started_at=timezone.now(), message="")
    progress = Progress(task_id)
    try:
        yield progress
    except DomainError as error:
        _end(task_id, TaskStatus.FAILED, str(error))
    except Exception:
        _end(task_id, TaskStatus.FAILED, _("Something went wrong on our side. Nothing was changed."))
        raise
    else:
        _end(task_id, TaskStatus.DONE, "")
    finally:
        progress.connection.close()


def _end(task_id: int, status: TaskStatus, message: str) -> None:
    with transaction.atomic():
        Task.objects.filter(pk=task_id).update(status=status, message=message[:300], ended_at=timezone.now())
