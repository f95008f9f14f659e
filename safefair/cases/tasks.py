"""Background work of `cases`: what time ends."""

from django.utils import timezone
from procrastinate.contrib.django import app

from safefair.cases.operations.revocation import end_consents_over
from safefair.core.rls import Scope, row_security


@app.periodic(cron="5 17 * * *")  # five past midnight in Bangkok
@app.task(name="cases.end_consents_over", queueing_lock="cases.end_consents_over")
def end_consents_over_today(timestamp: int) -> None:
    """Each night: what was shared until yesterday is shared no more."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        end_consents_over(at=timezone.now())
