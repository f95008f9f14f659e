"""What a provider brings: texts of hers, and news of ours.

A text of a sender whose question is open continues it; else it is a new question, without topics, to the desk of the
channel. Each function enters the row-level security of the desk's organisation, since a provider has none.
"""

import datetime as dt
import hashlib
import hmac
import os
import uuid
from dataclasses import dataclass

from django.db import connection, transaction

from safefair.contact.enums import DISPATCH_ORDER, READABLE, DispatchFault, DispatchStatus
from safefair.contact.models import Channel, Dispatch, HelpRequest, RequestNote, Sender
from safefair.contact.operations.asking import Question, add_hers, store_question
from safefair.contact.queries.channels import lookup_of_number, plain_number
from safefair.contact.texting.scripts import language_by_letters
from safefair.core.crypto.custody import KeyUnavailable, receipt_key
from safefair.core.keys.store import open_key
from safefair.core.rls import row_security
from safefair.core.sealed import read_words

WINDOW = dt.timedelta(minutes=10)
"""Without a date of its own, the same text again within one to two of these is the same text."""
MOST_DISPATCH = 2**63 - 1


@dataclass(frozen=True, slots=True, repr=False)
class Incoming:
    """One text as the provider tells of it; `dated`: when it was written, if it says so."""

    number: str
    text: str
    dated: dt.datetime | None = None


def receive(channel: Channel, incoming: Incoming, *, at: dt.datetime) -> None:
    """Take one text in. One that comes twice is one note; one without words is none."""
    if not incoming.text.strip():
        return
    lookup = lookup_of_number(channel, incoming.number)
    with transaction.atomic(), row_security(organization_id=channel.organization_id, user_id=None):
        _one_at_a_time(lookup)
        entry_ids = _entry_ids(channel, lookup, incoming, at=at)
        if RequestNote.objects.filter(entry_id__in=entry_ids).exists():
            return
        known = _open_question(channel, lookup, incoming.number)
        if known is not None:
            add_hers(known, incoming.text, entry_id=entry_ids[0], at=at)
        else:
            _new_question(channel, lookup, incoming, entry_id=entry_ids[0], at=at)


def _one_at_a_time(lookup: int) -> None:
    """Two first texts of one sender at the same moment are one question."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lookup])


def _entry_ids(channel: Channel, lookup: int, incoming: Incoming, *, at: dt.datetime) -> list[uuid.UUID]:
    """By what the note of this text is known: by its own date, else by this span of time or the one before."""
    digest = hmac.digest(receipt_key("digest"), incoming.text.strip().encode(), hashlib.sha256).hex()
    if incoming.dated is not None:
        times = [incoming.dated.astimezone(dt.UTC).isoformat()]
    else:
        span = int(at.timestamp() // WINDOW.total_seconds())
        times = [str(span), str(span - 1)]
    return [uuid.uuid5(channel.uuid, f"{lookup}|{digest}|{time}") for time in times]


def _open_question(channel: Channel, lookup: int, number: str) -> HelpRequest | None:
    """Her question, locked; the newest where there were several."""
    rows = HelpRequest.objects.select_for_update(of=("self",)).filter(
        sender__channel=channel, sender__lookup=lookup, status__in=READABLE
    )
    return next(
        (row for row in rows.order_by("-last_note_at", "-pk") if _is_from(row, channel, number)), None
    )


def _is_from(request: HelpRequest, channel: Channel, number: str) -> bool:
    """Whether it is the number itself: a search key alone may be another one's."""
    try:
        return plain_number(channel, number_of(request)) == plain_number(channel, number)
    except KeyUnavailable:
        return False


def number_of(request: HelpRequest) -> str:
    """To which number an answer goes. KeyUnavailable once the question is over."""
    return str(read_words(request, key=open_key(request.key_id))["contact"])


def _new_question(
    channel: Channel, lookup: int, incoming: Incoming, *, entry_id: uuid.UUID, at: dt.datetime
) -> None:
    question = Question(
        text=incoming.text,
        country=channel.country,
        language=language_by_letters(incoming.text, otherwise=channel.languages[0]),
        reach=channel.reach,
        words={"contact": incoming.number},
    )
    request = store_question(
        question,
        organization=channel.organization,
        entry_id=entry_id,
        lookup=os.urandom(32),  # she has no receipt: she is known by her number
        at=at,
    )
    Sender.objects.create(
        organization_id=channel.organization_id, request=request, channel=channel, lookup=lookup
    )


def hear(channel: Channel, dispatch_id: int, status: DispatchStatus, *, at: dt.datetime) -> None:
    """News of one of our texts. It moves forward only, and news of what there is not changes nothing."""
    if dispatch_id > MOST_DISPATCH:
        return
    earlier = DISPATCH_ORDER[: DISPATCH_ORDER.index(status)]
    changes: dict[str, object] = {"status": status, "changed_at": at}
    if status == DispatchStatus.FAILED:
        changes |= {"fault": DispatchFault.REPORTED, "next_at": None}
    elif status == DispatchStatus.DELIVERED:
        changes |= {"fault": ""}
    with row_security(organization_id=channel.organization_id, user_id=None):
        Dispatch.objects.filter(pk=dispatch_id, channel=channel, status__in=earlier).update(**changes)
