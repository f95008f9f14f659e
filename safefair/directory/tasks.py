"""The jobs of files of services. They take ids only and do nothing a second time."""

from collections.abc import Callable

from django.utils import timezone

from safefair.core.errors import DomainError
from safefair.core.jobs import job, running
from safefair.core.models import Task
from safefair.directory.models import ServiceImport
from safefair.directory.operations import importing
from safefair.directory.operations.importing import Tell
from safefair.directory.operations.writing import for_programme

Work = Callable[..., None]


@job(importing.CHECK_JOB)
def check_import(task_id: int, batch_id: int) -> None:
    """Read and compare; what cannot be read is given back with the reason."""

    def work(batch: ServiceImport, **kwargs: object) -> None:
        by = kwargs["by"]
        try:
            importing.check_services(batch, **kwargs)  # type: ignore[arg-type]
        except DomainError as fault:
            importing.refuse_services(batch, str(fault.message), by=by)  # type: ignore[arg-type]
            raise

    _run(task_id, batch_id, work)


@job(importing.STORE_JOB)
def store_import(task_id: int, batch_id: int) -> None:
    """Propose what was confirmed."""
    _run(task_id, batch_id, importing.store_services, at=timezone.now())


@job(importing.ACCEPT_JOB)
def accept_import(task_id: int, batch_id: int) -> None:
    """Accept what is new."""
    _run(task_id, batch_id, importing.accept_new, at=timezone.now())


def _run(task_id: int, batch_id: int, work: Work, **kwargs: object) -> None:
    task = Task.objects.select_related("created_by").get(pk=task_id)
    by = task.created_by
    if by is None:
        raise ValueError("an import has somebody who started it")
    with running(task_id) as progress:
        with for_programme(by):
            batch = ServiceImport.objects.select_related("organization", "owner").get(pk=batch_id)
        tell: Tell = progress
        work(batch, by=by, tell=tell, **kwargs)
