"""Background work of `contact`: what time ends."""

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from safefair.contact.operations.asking import expire
from safefair.contact.operations.guard import forget_tries
from safefair.core.rls import Scope, row_security

KEPT = dt.timedelta(days=180)
"""After the last note in either direction; the public page says so."""


@app.periodic(cron="25 17 * * *")  # 25 past midnight in Bangkok
@app.task(name="contact.expire", queueing_lock="contact.expire")
def expire_today(timestamp: int) -> None:
    """Each night: questions in which nobody wrote for half a year are over, and old counts of tries go."""
    now = timezone.now()
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        expire(before=now - KEPT)
    forget_tries(before=now - dt.timedelta(hours=1))
