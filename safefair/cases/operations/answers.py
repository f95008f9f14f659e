"""What the receiver of a referral does with it: accept, decline, take her up as a case of its own, report the end.

Each works on the referral's row alone, locked: of twenty who accept at once, one does. A receiver outside has no
account; the sender writes its answers down by the same functions.
"""

import datetime as dt
import uuid

import pghistory
from django.db import transaction
from django.utils.timezone import localdate

from safefair.accounts.models import Organization, User
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.intake import ContactChannel, EntryKind, Source
from safefair.cases.enums.referral import LIVE, DeclineReason, Feedback, ReferralKind, ReferralStatus
from safefair.cases.errors import (
    CannotTakeUp,
    ConsentOver,
    ReferralAnswered,
    ReferralOver,
    ReferralTakenBack,
)
from safefair.cases.models import Case, Referral
from safefair.cases.operations.cases import Intake, take_in
from safefair.cases.operations.other_side import ground_holds, hand_over, lock_senders_case, tell_sender
from safefair.cases.operations.revocation import end_referral
from safefair.cases.packets import open_referral, read_packet
from safefair.cases.sealing import Words
from safefair.core.errors import DomainError
from safefair.people.models import Registration

RESPONSE = ("responded_at", "responded_by")


@transaction.atomic
def accept_referral(referral: Referral, *, at: dt.datetime, by: User) -> Referral:
    """Say yes. With a transfer the sender's case is handed over in the same moment.

    ReferralTakenBack after the sender or she herself took it back, ReferralAnswered after a colleague's answer,
    ConsentOver when what it rests on no longer holds.
    """
    is_transfer = referral.kind == ReferralKind.TRANSFER
    if is_transfer:
        lock_senders_case(referral, by=by)
    referral = _lock(referral)
    _refuse_unless(referral, ReferralStatus.SENT)
    if not ground_holds(referral, on=localdate(at), by=by):
        raise ConsentOver
    referral.status, referral.responded_at, referral.responded_by = ReferralStatus.ACCEPTED, at, by
    with pghistory.context(user=by.pk):
        referral.save(update_fields=["status", *RESPONSE])
    tell_sender(referral, EntryKind.REFERRAL_ACCEPTED, at=at, by=by)
    if is_transfer:
        hand_over(referral, on=localdate(at), by=by)
    return referral


@transaction.atomic
def decline_referral(referral: Referral, *, reason: DeclineReason, at: dt.datetime, by: User) -> Referral:
    """The provider says no, for a coded reason. Access ends."""
    referral = _lock(referral)
    _refuse_unless(referral, ReferralStatus.SENT)
    referral.responded_at, referral.responded_by, referral.decline_reason = at, by, reason
    end_referral(referral, ReferralStatus.DECLINED, at=at, by=by, answered=[*RESPONSE, "decline_reason"])
    tell_sender(referral, EntryKind.REFERRAL_DECLINED, at=at, by=by, detail=reason)
    return referral


@transaction.atomic
def decline_by_her(referral: Referral, *, at: dt.datetime, by: User) -> Referral:
    """She does not want it: another thing than a provider's no. Access ends."""
    referral = _lock(referral)
    _refuse_unless(referral, *LIVE)
    if referral.responded_at is None:
        referral.responded_at, referral.responded_by = at, by
    end_referral(referral, ReferralStatus.DECLINED_BY_HER, at=at, by=by, answered=RESPONSE)
    tell_sender(referral, EntryKind.REFERRAL_DECLINED, at=at, by=by, detail=ReferralStatus.DECLINED_BY_HER)
    return referral


@transaction.atomic
def finish_referral(referral: Referral, *, feedback: Feedback, at: dt.datetime, by: User) -> Referral:
    """Report how it ended. Access ends."""
    referral = _lock(referral)
    _refuse_unless(referral, ReferralStatus.ACCEPTED)
    referral.feedback = feedback
    end_referral(referral, ReferralStatus.DONE, at=at, by=by, answered=["feedback"])
    tell_sender(referral, EntryKind.REFERRAL_DONE, at=at, by=by, detail=feedback)
    return referral


@transaction.atomic
def take_up(
    referral: Referral,
    registration: Registration | None,
    *,
    organization: Organization,
    entry_id: uuid.UUID,
    at: dt.datetime,
    by: User,
) -> Case:
    """Open an own case with what the packet says. Neither side lists the other's. CannotTakeUp a second time."""
    referral = _lock(referral)
    if referral.taken_up is not None:
        made = Case.objects.filter(organization=organization, uuid=referral.taken_up).first()
        if made and made.entry_id == uuid.uuid5(entry_id, f"case|{organization.uuid}"):
            return made
    if referral.status != ReferralStatus.ACCEPTED or referral.taken_up or referral.to_id != organization.pk:
        raise CannotTakeUp
    key = open_referral(referral, by_id=by.pk, organization_id=organization.pk)
    case = take_in(
        _intake(referral, read_packet(referral, key=key)),
        organization=organization,
        registration=registration,
        entry_id=entry_id,
        on=localdate(at),
        by=by,
    )
    referral.taken_up = case.uuid
    with pghistory.context(user=by.pk):
        referral.save(update_fields=["taken_up"])
    return case


def _intake(referral: Referral, packet: Words) -> Intake:
    """What the packet says, as an intake: the service asked for is a need of hers whatever else was shared."""
    migration = {**packet.get(DataCategory.MIGRATION, {})}
    migration.pop("nationality", None)  # that of her registration
    words = {name: migration.pop(name) for name in ("employer", "recruiter") if name in migration}
    contact = {**packet.get(DataCategory.CONTACT, {})}
    channel = contact.pop("channel", ContactChannel.NONE)
    language, interpreter = contact.pop("language", referral.language), contact.pop("interpreter", None)
    needs = packet.get(DataCategory.NEEDS, {})
    facts = {
        **migration,
        "source": Source.REFERRAL,
        "language": language,
        "needs_interpreter": interpreter,
        "contact_channel": channel,
        "needs": list(dict.fromkeys([referral.service, *needs.get("needs", [])])),
    }
    if "priority" in needs:
        facts["priority"] = needs["priority"]
    words |= {**contact, **packet.get(DataCategory.WISHES, {})}
    return Intake(facts=facts, words=words, sex=referral.sex)


def _lock(referral: Referral) -> Referral:
    """The referral locked until the end of the transaction.

    A receiver no longer finds one that has ended, nor, by row security, a live one whose consent is over.
    """
    found = Referral.objects.select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if found is None:
        raise _ended(Referral.objects.filter(pk=referral.pk).values_list("status", flat=True).first())
    return found


def _refuse_unless(referral: Referral, *wanted: str) -> None:
    if referral.status not in wanted:
        raise ReferralAnswered if referral.status == ReferralStatus.ACCEPTED else _ended(referral.status)


def _ended(status: str | None) -> DomainError:
    if status is None:
        return ConsentOver()
    return ReferralTakenBack() if status == ReferralStatus.REVOKED else ReferralOver()
