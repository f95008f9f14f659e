"""Background work of `results`: figures of a period, and the protection of a release."""

from django.utils import timezone

from safefair.accounts.models import User
from safefair.core.jobs import job, running
from safefair.core.models import Task
from safefair.core.rls import Scope, row_security
from safefair.results.models import ReportingPeriod
from safefair.results.operations.figures import compute_period


@job("results.compute_period")
def compute_period_job(task_id: int, period_id: int) -> None:
    """All figures of a period, counted over the records of every organisation."""
    by = User.objects.filter(pk=Task.objects.get(pk=task_id).created_by_id).first()
    with (
        running(task_id) as progress,
        row_security(organization_id=None, user_id=by.pk if by else None, scope=Scope.PROGRAMME),
    ):
        period = ReportingPeriod.objects.get(pk=period_id)
        compute_period(period, by=by, at=timezone.now(), tell=progress)
