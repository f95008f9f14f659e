"""Invented referrals of the trial: waiting, late, accepted, taken up, done, declined, taken back."""

import datetime as dt
import random
import uuid
from collections.abc import Sequence

from safefair.accounts.models import User
from safefair.cases.enums.consent import Decision, Purpose
from safefair.cases.enums.referral import DeclineReason, Feedback, ReferralKind, Urgency
from safefair.cases.models import Case, Consent, Referral
from safefair.cases.operations import withdraw_consent
from safefair.cases.operations.answers import (
    accept_referral,
    decline_by_her,
    decline_referral,
    finish_referral,
    take_up,
)
from safefair.cases.operations.referrals import Outgoing, send_referral, write_message
from safefair.core.rls import row_security

QUESTION = "She can come any weekday with a colleague. This question is invented."
ANSWER = "We have time for her on Monday at nine. This message is invented."
HOUR = dt.timedelta(hours=1)


def make_referrals(
    cases: Sequence[Case], staff: dict[int, list[User]], *, draw: random.Random, at: dt.datetime
) -> None:
    """A referral for each case with an agreed share, sent in the two weeks before `at`; each goes its own way."""
    shares = Consent.objects.filter(
        case__in=cases, purpose=Purpose.SHARE, decision=Decision.GIVEN, withdrawn_at=None
    ).select_related("case__organization", "case__worker", "case__registration", "recipient")
    for number, consent in enumerate(shares.order_by("case_id", "pk")):
        if consent.recipient is None or not consent.case.is_open:
            continue
        sent_at = at - dt.timedelta(days=draw.randint(1, 13), hours=draw.randint(1, 8))
        if number % 8 in (0, 1):
            sent_at = at - HOUR * draw.randint(2, 5)
        referral = _send(consent, number, draw, sent_at)
        _go_on(referral, number % 8, staff[consent.recipient.pk][0], draw)


def make_answered(
    cases: Sequence[Case], staff: dict[int, list[User]], *, draw: random.Random, before: dt.datetime
) -> None:
    """Referrals of a quarter that is over, each answered: most are done, some accepted only, some declined."""
    shares = Consent.objects.filter(
        case__in=cases, purpose=Purpose.SHARE, decision=Decision.GIVEN, withdrawn_at=None
    ).select_related("case__organization", "case__worker", "case__registration", "recipient")
    for number, consent in enumerate(shares.order_by("case_id", "pk")):
        if consent.recipient is not None and consent.case.is_open:
            sent_at = before - dt.timedelta(days=draw.randint(1, 13), hours=draw.randint(1, 8))
            referral = _send(consent, 8 * number, draw, sent_at)  # none that takes the case over
            _go_on(referral, (4, 6, 4, 3)[number % 4], staff[consent.recipient.pk][0], draw)


def _send(consent: Consent, number: int, draw: random.Random, at: dt.datetime) -> Referral:
    case = consent.case
    outgoing = Outgoing(
        receiver=consent.recipient or consent.recipient_name,
        service=case.needs[-1],
        kind=ReferralKind.TRANSFER if number % 8 == 5 else ReferralKind.SERVICE,
        urgency=(Urgency.DAY, Urgency.WEEK, Urgency.DAY, Urgency.NOW)[number % 4],
        categories=consent.categories,
        question=QUESTION,
        children=draw.choice((0, 0, 1, 2)),
    )
    entry = uuid.UUID(int=draw.getrandbits(128))
    return send_referral(case, outgoing, entry_id=entry, at=at, by=case.worker)


def _go_on(referral: Referral, way: int, by: User, draw: random.Random) -> None:
    """0 and 1 wait, 2 waits too long, 3 is accepted, 4 done, 5 taken over, 6 declined in one of two ways, 7 taken back."""
    at = referral.sent_at + HOUR * draw.randint(1, 20)
    if way in (3, 4, 5):
        accept_referral(referral, at=at, by=by)
        referral.refresh_from_db()
        _write(referral, draw, at, by)
    if way == 4:
        finish_referral(referral, feedback=draw.choice((Feedback.GIVEN, *Feedback)), at=at + 3 * HOUR, by=by)
    if way == 5 and referral.to is not None:
        entry = uuid.UUID(int=draw.getrandbits(128))
        take_up(referral, None, organization=referral.to, entry_id=entry, at=at + HOUR, by=by)
    if way == 6 and draw.random() < 0.5:
        decline_by_her(referral, at=at, by=by)
    elif way == 6:
        decline_referral(referral, reason=draw.choice(list(DeclineReason)), at=at, by=by)
    if way == 7 and referral.consent is not None and referral.sent_by is not None:
        by = referral.sent_by  # PostgreSQL lets the sender alone take back
        with row_security(organization_id=referral.organization_id, user_id=by.pk):
            withdraw_consent(referral.consent, at=at, by=by)


def _write(referral: Referral, draw: random.Random, at: dt.datetime, by: User) -> None:
    if referral.to is not None:
        entry = uuid.UUID(int=draw.getrandbits(128))
        write_message(referral, ANSWER, organization=referral.to, entry_id=entry, at=at, by=by)
