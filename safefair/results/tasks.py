"""Background work of `results`: figures of a period, and the protection of a release."""

from contextlib import suppress

from django.utils import timezone
from procrastinate.contrib.django import app

from safefair.core.jobs import job, running
from safefair.core.models import Task
from safefair.core.rls import Scope, row_security
from safefair.results.models import ReportingPeriod
from safefair.results.operations.editions import EditionExists, make_edition, start_edition
from safefair.results.operations.figures import compute_period
from safefair.results.operations.releases import protect_release
from safefair.results.quarters import due_quarters


@job("results.compute_period")
def compute_period_job(task_id: int, period_id: int) -> None:
    """All figures of a period, counted over the records of every organisation."""
    by = Task.objects.select_related("created_by").get(pk=task_id).created_by
    with (
        running(task_id) as progress,
        row_security(organization_id=None, user_id=by.pk if by else None, scope=Scope.PROGRAMME),
    ):
        period = ReportingPeriod.objects.get(pk=period_id)
        compute_period(period, by=by, at=timezone.now(), tell=progress)


@job("results.protect_release")
def protect_release_job(task_id: int, release_id: int) -> None:
    """Protect and audit a release."""
    with (
        running(task_id) as progress,
        row_security(organization_id=None, user_id=None, scope=Scope.PROGRAMME),
    ):
        protect_release(release_id, at=timezone.now(), tell=progress)


@job("results.make_case_edition")
def make_case_edition_job(task_id: int, edition_id: int) -> None:
    """The tables of case work of a quarter; it takes the sight of all houses only while it counts."""
    with running(task_id) as progress:
        make_edition(edition_id, at=timezone.now(), tell=progress)


@app.periodic(cron="50 17 * * *")
@app.task(name="results.make_case_editions", queueing_lock="results.make_case_editions")
def make_case_editions(timestamp: int) -> None:
    """Each night: the newest quarter that has been over for long enough, if nobody has asked for it."""
    today = timezone.localdate()
    with suppress(EditionExists):
        start_edition(due_quarters(today)[0], today=today, by=None)
