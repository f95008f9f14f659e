"""Background work of `contact`: what time ends, and what goes out by channels."""

import datetime as dt

from django.utils import timezone
from procrastinate.contrib.django import app

from safefair.contact.operations.asking import expire
from safefair.contact.operations.guard import forget_tries
from safefair.contact.operations.outbox import questions_due, send_due
from safefair.contact.operations.sending import ask_to_send
from safefair.core.jobs import Line, job
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


@app.periodic(cron="* * * * *")
@app.task(name="contact.send_waiting", queueing_lock="contact.send_waiting")
def send_waiting(timestamp: int) -> None:
    """Each minute: texts whose quiet hours or pause are over."""
    for request_id in questions_due(at=timezone.now()):
        ask_to_send(request_id)


@job("contact.send_due", line=Line.AWAY)
def send_what_is_due(request_id: int) -> None:
    """Send what is due of one question."""
    send_due(request_id, at=timezone.now())
