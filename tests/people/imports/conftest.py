"""An organisation, its counsellor, and the jobs that were asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from safefair.accounts.models import Organization, User
from safefair.core.models import Task
from safefair.people.enums import BatchStatus
from safefair.people.imports import operations, tasks
from safefair.people.imports.activities import titles_of
from safefair.people.imports.reading import Reading
from safefair.people.models import ImportBatch
from tests.accounts.factories import OrganizationFactory, RoleAssignmentFactory

JOBS = {operations.CHECK_JOB: tasks.check_import, operations.STORE_JOB: tasks.store_import}


@pytest.fixture
def organization(db: None) -> Organization:
    return OrganizationFactory.create()


@pytest.fixture
def counsellor(organization: Organization) -> User:
    return RoleAssignmentFactory.create(organization=organization).user


def run_import_jobs() -> list[str]:
    """Run the jobs of imports that were asked for, in their order; their names."""
    ran = []
    for queued in ProcrastinateJob.objects.filter(status="todo", task_name__in=JOBS).order_by("id"):
        if not Task.objects.get(pk=queued.args["task_id"]).is_over:
            JOBS[queued.task_name](**queued.args)
            ran.append(queued.task_name)
    return ran


@pytest.fixture
def checked(organization: Organization, counsellor: User) -> Callable[..., ImportBatch]:
    """`checked(data)`: a list brought and checked, every activity as its words say."""

    def check(data: bytes, *, by: User = counsellor, **kinds: Any) -> ImportBatch:
        batch = operations.upload_import(data, organization=organization, by=by)
        titles = titles_of(data, Reading.from_json(batch.columns))
        chosen = {title.digest: kinds.get(title.text) or title.guess or "LEAVE_OUT" for title in titles}
        operations.start_check(batch, kinds=chosen, rows=sum(title.rows for title in titles), by=by)
        run_import_jobs()
        batch.refresh_from_db()
        return batch

    return check


@pytest.fixture
def stored(checked: Callable[..., ImportBatch], counsellor: User) -> Callable[..., ImportBatch]:
    """`stored(data)`: a list brought, checked, confirmed and stored."""

    def store(data: bytes, **options: Any) -> ImportBatch:
        batch = checked(data, **options)
        operations.confirm_import(batch, by=counsellor)
        run_import_jobs()
        batch.refresh_from_db()
        assert batch.status == BatchStatus.STORED, batch.task and batch.task.message
        return batch

    return store
