"""What she says yes and no to, and taking it back."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils.timezone import localdate

from safefair.accounts.models import Organization, User
from safefair.cases.enums.consent import Decision, GivenBy, Method, Purpose
from safefair.cases.enums.intake import EntryKind
from safefair.cases.errors import AnswerIsOlder, NothingToShare, RecipientMissing, SharedWithOurselves
from safefair.cases.models import Case, Consent
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.locks import lock_case
from safefair.cases.operations.revocation import settle_referrals
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.consent import agrees_to_be_counted, same_question, shares_in_force
from safefair.cases.sealing import open_case, write_words


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Answer:
    """How she answered one question. `recipient`: an organisation, or the name of one outside; for SHARE only.

    `conditions` are in her words and are sealed.
    """

    purpose: Purpose
    obtained_on: dt.date
    recipient: Organization | str | None = None
    categories: Collection[str] = ()
    given_by: str = GivenBy.SELF
    method: str = Method.VERBAL
    language: str = ""
    had_interpreter: bool = False
    valid_until: dt.date | None = None
    conditions: str = ""


@transaction.atomic
def give_consent(case: Case, answer: Answer, *, entry_id: uuid.UUID, at: dt.datetime, by: User) -> Consent:
    """Write down a yes. It stands in the place of her earlier answer to the same question.

    RecipientMissing, SharedWithOurselves and NothingToShare where a share does not say with whom and what.
    """
    if answer.purpose == Purpose.SHARE and not answer.categories:
        raise NothingToShare
    return _record(case, answer, Decision.GIVEN, entry_id=entry_id, at=at, by=by)


@transaction.atomic
def refuse(case: Case, answer: Answer, *, entry_id: uuid.UUID, at: dt.datetime, by: User) -> Consent:
    """Write down a no. What rested on an earlier yes to the same question ends at once."""
    return _record(case, answer, Decision.REFUSED, entry_id=entry_id, at=at, by=by)


@transaction.atomic
def withdraw_consent(consent: Consent, *, at: dt.datetime, by: User) -> Consent:
    """She takes a yes back, of a case that has ended too: every live referral that rests on it is taken back with it.

    Whoever takes back that this file is kept shares nothing any more: all her shares end.
    """
    case = lock_case(consent.case_id)
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    if consent.withdrawn_at is not None:
        return consent
    ended = [consent]
    if consent.purpose == Purpose.SERVICES:
        ended += shares_in_force(case, on=localdate(at))
    _end(ended, newer=None, at=at, by=by)
    _keep_count(case, at=at, by=by)
    record_entry(
        case,
        EntryKind.CONSENT_WITHDRAWN,
        on=localdate(at),
        by=by,
        subject=consent.uuid,
        detail=consent.purpose,
    )
    return ended[0]


def _record(
    case: Case, answer: Answer, decision: Decision, *, entry_id: uuid.UUID, at: dt.datetime, by: User
) -> Consent:
    address = uuid.uuid5(entry_id, f"consent|{case.organization.uuid}")
    made = Consent.objects.filter(organization_id=case.organization_id, entry_id=address).first()
    if made:
        return made
    case = lock_open(case)
    recipient = _recipient(case, answer)
    earlier = same_question(Consent.objects.filter(case=case, withdrawn_at=None), answer.purpose, recipient)
    replaced = list(earlier.order_by("pk"))
    if any(one.obtained_on > answer.obtained_on for one in replaced):
        raise AnswerIsOlder
    consent = Consent(
        organization_id=case.organization_id,
        case=case,
        purpose=answer.purpose,
        decision=decision,
        recipient=recipient if isinstance(recipient, Organization) else None,
        recipient_name=recipient if isinstance(recipient, str) else "",
        categories=sorted(answer.categories) if recipient else [],
        given_by=answer.given_by,
        method=answer.method,
        language=answer.language,
        had_interpreter=answer.had_interpreter,
        obtained_on=answer.obtained_on,
        obtained_by=by,
        valid_until=answer.valid_until,
        entry_id=address,
    )
    write_words(consent, {"conditions": answer.conditions}, key=open_case(case, by_id=by.pk))
    with pghistory.context(user=by.pk):
        consent.save()
    _end(replaced, newer=consent, at=at, by=by)
    _keep_count(case, at=at, by=by)
    kind = EntryKind.CONSENT_GIVEN if decision == Decision.GIVEN else EntryKind.CONSENT_REFUSED
    record_entry(case, kind, on=answer.obtained_on, by=by, subject=consent.uuid, detail=answer.purpose)
    return consent


def _recipient(case: Case, answer: Answer) -> Organization | str | None:
    if answer.purpose != Purpose.SHARE:
        return None
    if not answer.recipient:
        raise RecipientMissing
    if isinstance(answer.recipient, Organization) and answer.recipient.pk == case.organization_id:
        raise SharedWithOurselves
    return answer.recipient


def _end(ended: list[Consent], *, newer: Consent | None, at: dt.datetime, by: User) -> None:
    for consent in ended:
        consent.withdrawn_at, consent.withdrawn_by = at, by
        with pghistory.context(user=by.pk):
            consent.save(update_fields=["withdrawn_at", "withdrawn_by"])
    settle_referrals(ended, newer=newer, at=at, by=by)


def _keep_count(case: Case, *, at: dt.datetime, by: User) -> None:
    """What lists and figures ask of the case itself."""
    counts = agrees_to_be_counted(case, on=localdate(at))
    if case.counts != counts:
        case.counts = counts
        with pghistory.context(user=by.pk):
            case.save(update_fields=["counts"])
