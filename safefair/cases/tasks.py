"""Background work of `cases`: what time ends, and what goes to other installations."""

from django.utils import timezone
from procrastinate.contrib.django import app

from safefair.cases.operations.counting import recount_all_cases
from safefair.cases.operations.deliveries import deliver_to, partners_waiting
from safefair.cases.operations.drafts import end_old_drafts
from safefair.cases.operations.parcels import ask_to_deliver
from safefair.cases.operations.revocation import end_consents_over
from safefair.core.jobs import Line, job
from safefair.core.rls import Scope, row_security


@app.periodic(cron="5 17 * * *")  # five past midnight in Bangkok
@app.task(name="cases.end_consents_over", queueing_lock="cases.end_consents_over")
def end_consents_over_today(timestamp: int) -> None:
    """Each night: what was shared until yesterday is shared no more."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        end_consents_over(at=timezone.now())


@app.periodic(cron="15 17 * * *")
@app.task(name="cases.end_old_drafts", queueing_lock="cases.end_old_drafts")
def end_old_drafts_today(timestamp: int) -> None:
    """Each night: forms that nobody went on with are thrown away on the day that their writers were told."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        end_old_drafts(on=timezone.localdate())


@app.periodic(cron="35 17 * * *")
@app.task(name="cases.recount_all_cases", queueing_lock="cases.recount_all_cases")
def recount_tonight(timestamp: int) -> None:
    """Each night, after what time has ended: every coded row is what its record says."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        recount_all_cases()


@app.periodic(cron="* * * * *")
@app.task(name="cases.deliver_waiting", queueing_lock="cases.deliver_waiting")
def deliver_waiting(timestamp: int) -> None:
    """Each minute: what is due to another installation."""
    for partner_id in partners_waiting(at=timezone.now()):
        ask_to_deliver(partner_id)


@job("cases.deliver_to", line=Line.AWAY)
def deliver(partner_id: int) -> None:
    """Try what is due to one installation."""
    deliver_to(partner_id, at=timezone.now())
