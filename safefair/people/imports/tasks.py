"""The jobs of imports. They take ids only, run in one transaction each, and do nothing a second time."""

from collections.abc import Callable
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.core.errors import DomainError
from safefair.core.jobs import Progress, job, running
from safefair.core.models import Task
from safefair.core.rls import row_security
from safefair.people.imports import operations
from safefair.people.imports.assessment import Tell
from safefair.people.models import ImportBatch


@job(operations.CHECK_JOB)
def check_import(task_id: int, batch_id: int) -> None:
    """Check a list; if it cannot be, give it back with the reason."""
    check = partial(operations.check_import, today=timezone.localdate())
    _run(task_id, batch_id, check, on_refusal=operations.reopen_check)


@job(operations.STORE_JOB)
def store_import(task_id: int, batch_id: int) -> None:
    """Store a confirmed list."""
    _run(task_id, batch_id, operations.store_import)


def _run(
    task_id: int,
    batch_id: int,
    operation: Callable[..., None],
    *,
    on_refusal: Callable[..., None] | None = None,
) -> None:
    task = Task.objects.select_related("created_by").get(pk=task_id)
    by = task.created_by
    if by is None:
        raise ValueError("an import has somebody who started it")
    with running(task_id) as progress:
        try:
            with row_security(organization_id=task.organization_id, user_id=by.pk):
                batch = ImportBatch.objects.get(pk=batch_id)
                operation(batch, by=by, tell=_teller(progress, batch))
        except DomainError as error:
            if on_refusal is not None:
                with row_security(organization_id=task.organization_id, user_id=by.pk):
                    on_refusal(ImportBatch.objects.get(pk=batch_id), reason=str(error))
            raise


def _teller(progress: Progress, batch: ImportBatch) -> Tell:
    """Steps as parts of one bar: reading is a quarter of the way, comparing or registering the rest."""
    rows = int(batch.summary.get("rows", 0)) or 1

    def tell(step: str, done: int) -> None:
        words = {
            "reading": _("reading the rows"),
            "comparing": _("looking for people already registered"),
            "registering": _("registering new people"),
            "attendances": _("recording attendance"),
        }
        part = done // 4 if step == "reading" else rows // 4 + done * 3 // 4
        progress(min(part, rows - 1), rows, words[step])

    return tell
