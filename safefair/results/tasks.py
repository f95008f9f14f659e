"""Background work of `results`: figures of a period, and the protection of a release."""

from django.utils import timezone

from safefair.core.jobs import job, running
from safefair.core.models import Task
from safefair.core.rls import Scope, row_security
from safefair.results.models import ReportingPeriod
from safefair.results.operations.figures import compute_period
from safefair.results.operations.releases import protect_release


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
