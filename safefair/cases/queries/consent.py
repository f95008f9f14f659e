"""What she agreed to, as it holds on a day: the newest answer to each question, until withdrawn or over."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from safefair.accounts.models import Organization
from safefair.cases.enums.consent import Decision, Purpose
from safefair.cases.models import Case, Consent

Recipient = Organization | str
"""An organisation of the directory, or the name of one outside."""


def in_force(on: dt.date) -> Q:
    """Answers that hold on a day: not withdrawn, not replaced by a newer one, not over."""
    return Q(withdrawn_at=None) & (Q(valid_until=None) | Q(valid_until__gte=on))


def answers_of(case: Case) -> QuerySet[Consent]:
    """Everything she ever answered, the newest first."""
    return (
        Consent.objects.filter(case=case)
        .select_related("recipient", "obtained_by")
        .order_by("-obtained_on", "-pk")
    )


def same_question(
    consents: QuerySet[Consent], purpose: str, recipient: Recipient | None
) -> QuerySet[Consent]:
    """The answers to one question: a purpose, and for SHARE a recipient."""
    consents = consents.filter(purpose=purpose)
    if purpose != Purpose.SHARE or recipient is None:
        return consents
    if isinstance(recipient, Organization):
        return consents.filter(recipient=recipient)
    return consents.filter(recipient=None, recipient_name__iexact=recipient.strip())


def shares_in_force(case: Case, *, on: dt.date) -> QuerySet[Consent]:
    """With whom she agrees to share on a day, by name of the recipient."""
    return (
        Consent.objects.filter(in_force(on), case=case, purpose=Purpose.SHARE, decision=Decision.GIVEN)
        .select_related("recipient")
        .order_by("recipient__name", "recipient_name", "pk")
    )


def valid_share(case: Case, recipient: Recipient, categories: Iterable[str], on: dt.date) -> Consent | None:
    """The consent that covers sharing these categories with this recipient on this day; None if there is none."""
    shares = same_question(shares_in_force(case, on=on), Purpose.SHARE, recipient)
    return shares.filter(categories__contains=list(categories)).order_by("-obtained_on", "-pk").first()


def agrees_to_be_counted(case: Case, *, on: dt.date) -> bool | None:
    """Her newest answer on statistics; False once withdrawn or over, None if nobody asked."""
    newest = (
        Consent.objects.filter(case=case, purpose=Purpose.STATISTICS).order_by("-obtained_on", "-pk").first()
    )
    if newest is None:
        return None
    is_over = newest.valid_until is not None and newest.valid_until < on
    return newest.decision == Decision.GIVEN and newest.withdrawn_at is None and not is_over
