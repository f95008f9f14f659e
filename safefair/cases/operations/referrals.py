"""Sending a referral, and the messages about it."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils.timezone import localdate

from safefair.accounts.models import Organization, RoleAssignment, User
from safefair.accounts.roles import ROLES, Permission
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.intake import EntryKind
from safefair.cases.enums.referral import ANSWER_HOURS, LIVE, OverrideReason, ReferralKind, Urgency
from safefair.cases.errors import (
    NoConsent,
    NotAllowedToOverride,
    ReceiverUnknown,
    ReferralOver,
    ReferralUnderWay,
    SharedWithOurselves,
)
from safefair.cases.models import Case, Consent, PartnerOrganization, Referral, ReferralMessage
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.documents import chosen, copy_into
from safefair.cases.operations.packets import build_packet
from safefair.cases.operations.parcels import send_packet
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.consent import valid_share
from safefair.cases.sealing import new_key, open_case, write_words
from safefair.core.keys.store import open_key
from safefair.people.codes import free_code

MAY_OVERRIDE = [role.code for role in ROLES if Permission.OVERRIDE_CONSENT in role.permissions]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Outgoing:
    """What is asked of whom. `receiver`: an organisation, one of another installation, or a name, which gets paper.

    `override`: goes without consent, for this reason. `children`: how many come with her. `documents`: addresses of
    those of the case that she chose; the category goes with them.
    """

    receiver: Organization | PartnerOrganization | str
    service: str
    kind: str = ReferralKind.SERVICE
    urgency: str = Urgency.DAY
    categories: Collection[str] = ()
    question: str = ""
    children: int = 0
    override: OverrideReason | None = None
    documents: Collection[uuid.UUID] = ()


@transaction.atomic
def send_referral(
    case: Case, outgoing: Outgoing, *, entry_id: uuid.UUID, at: dt.datetime, by: User
) -> Referral:
    """Send a packet of the categories named, sealed under a key of its own.

    Documents go as copies. NoConsent unless she agreed to this receiver and each category; a supervisor may override for a coded reason
    (NotAllowedToOverride for others), which stands on the timeline and is told to her worker.
    """
    address = uuid.uuid5(entry_id, f"referral|{case.organization.uuid}")
    made = Referral.objects.filter(organization_id=case.organization_id, entry_id=address).first()
    if made:
        return made
    case = lock_open(case)
    _check_receiver(case, outgoing)
    documents = chosen(case, outgoing.documents)
    consent = _ground(case, outgoing, on=localdate(at), by=by)
    key_id, key = new_key()
    referral = Referral(
        organization=case.organization,
        case=case,
        code=free_code(Referral.objects.filter(organization=case.organization), prefix="R"),
        kind=outgoing.kind,
        to=outgoing.receiver if isinstance(outgoing.receiver, Organization) else None,
        outside_name=name_of(outgoing.receiver),
        goes_to=outgoing.receiver if isinstance(outgoing.receiver, PartnerOrganization) else None,
        service=outgoing.service,
        urgency=outgoing.urgency,
        categories=sorted(categories_of(outgoing)),
        consent=consent,
        overridden_because="" if consent or outgoing.override is None else outgoing.override,
        key_id=key_id,
        **offer_of(case, children=outgoing.children),
        sent_at=at,
        sent_by=by,
        answer_by=at + dt.timedelta(hours=ANSWER_HOURS[Urgency(outgoing.urgency)]),
        entry_id=address,
    )
    case_key = open_case(case, by_id=by.pk, reason="referral")
    packet = build_packet(
        case,
        key=case_key,
        categories=referral.categories,
        question=outgoing.question,
        by=by,
        documents=documents,
    )
    write_words(referral, packet, key=key)
    with pghistory.context(user=by.pk):
        referral.save()
    files = copy_into(referral, documents, key=case_key, packet_key=key, by=by)
    if referral.goes_to is not None:
        send_packet(referral, packet, files)
    detail = referral.overridden_because or referral.service
    record_entry(case, EntryKind.REFERRED, on=localdate(at), by=by, subject=referral.uuid, detail=detail)
    return referral


def name_of(receiver: Organization | PartnerOrganization | str) -> str:
    """How a receiver without account here is named, in consent and referral alike; empty for one that has."""
    if isinstance(receiver, PartnerOrganization):
        return receiver.label
    return receiver if isinstance(receiver, str) else ""


def categories_of(outgoing: Outgoing) -> set[str]:
    """What goes, documents among it when there are some."""
    if outgoing.documents:
        return {*outgoing.categories, DataCategory.DOCUMENTS.value}
    return set(outgoing.categories) - {DataCategory.DOCUMENTS.value}


def offer_of(case: Case, *, children: int) -> dict[str, object]:
    """What a receiver sees before it accepts: enough to say yes or no, too little to know her."""
    return {
        "language": case.language,
        "country": case.organization.country,
        "sex": case.sex,
        "age_band": case.age_band,
        "children": children,
    }


def _check_receiver(case: Case, outgoing: Outgoing) -> None:
    receiver = outgoing.receiver
    live = Referral.objects.filter(case=case, status__in=LIVE, service=outgoing.service)
    if isinstance(receiver, Organization):
        if receiver.pk == case.organization_id:
            raise SharedWithOurselves
        if not receiver.is_active:
            raise ReceiverUnknown
        live = live.filter(to=receiver)
    else:
        if isinstance(receiver, PartnerOrganization) and not (
            receiver.is_active and receiver.partner.is_trusted
        ):
            raise ReceiverUnknown
        if not name_of(receiver).strip():
            raise ReceiverUnknown
        live = live.filter(outside_name__iexact=name_of(receiver).strip())
    if live.exists():
        raise ReferralUnderWay


def _ground(case: Case, outgoing: Outgoing, *, on: dt.date, by: User) -> Consent | None:
    receiver = (
        outgoing.receiver if isinstance(outgoing.receiver, Organization) else name_of(outgoing.receiver)
    )
    consent = valid_share(case, receiver, categories_of(outgoing), on)
    if consent is None:
        if outgoing.override is None:
            raise NoConsent
        current = RoleAssignment.objects.current(on).filter(organization=case.organization_id)
        if not current.filter(user=by, role__in=MAY_OVERRIDE).exists():
            raise NotAllowedToOverride
    return consent


@transaction.atomic
def write_message(
    referral: Referral,
    text: str,
    *,
    organization: Organization,
    entry_id: uuid.UUID,
    at: dt.datetime,
    by: User,
) -> ReferralMessage:
    """A message from one side of a live referral to the other, under the packet's key. ReferralOver when it has ended."""
    address = uuid.uuid5(entry_id, f"message|{organization.uuid}")
    made = ReferralMessage.objects.filter(organization=organization, uuid=address).first()
    if made:
        return made
    if referral.status not in LIVE or referral.to_id is None or referral.came_from_id is not None:
        raise ReferralOver
    other_id = referral.organization_id if organization.pk == referral.to_id else referral.to_id
    message = ReferralMessage(
        uuid=address, organization=organization, referral=referral, other_id=other_id, by=by, sent_at=at
    )
    write_words(message, {"text": text.strip()}, key=open_key(referral.key_id))
    message.save()
    return message
