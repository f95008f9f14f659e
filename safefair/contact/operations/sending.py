"""Sending an answer by the channel by which the question came."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.contact.channel_errors import NoChannel, NotAskedFor, NumberStopped, TellsTooMuch
from safefair.contact.enums import READABLE, ByChannel
from safefair.contact.errors import RequestOver
from safefair.contact.models import Channel, Dispatch, HelpRequest, RequestNote, Sender
from safefair.contact.queries.channels import goes_out_at, is_stopped
from safefair.contact.texting.neutral import neutral_text
from safefair.contact.texting.parts import Size, size_of
from safefair.contact.texting.telling import telling_in
from safefair.core.jobs import enqueue
from safefair.core.keys.store import open_key
from safefair.core.sealed import read_words, write_words


@dataclass(frozen=True, slots=True, repr=False)
class Draft:
    """A text as it would go, what of it gives away, and what it costs."""

    what: ByChannel
    language: str
    text: str
    size: Size
    telling: list[str]
    cost: Decimal
    goes_at: dt.datetime

    @property
    def parts(self) -> int:
        """How many parts are paid."""
        return sum(self.size.parts)


def draft(
    note: RequestNote, channel: Channel, *, what: ByChannel, language: str, at: dt.datetime, key: bytes
) -> Draft:
    """What would go to her phone about this answer, and what it would cost."""
    is_answer = what == ByChannel.ANSWER
    text = str(read_words(note, key=key).get("text", "")) if is_answer else neutral_text(language)
    size = size_of(text, greatest_length=channel.greatest_length)
    telling = telling_in(text, language=language) if is_answer else []
    cost = sum(size.parts) * channel.part_cost
    return Draft(what, language, text, size, telling, cost, goes_out_at(channel, at))


@transaction.atomic
def send_by_channel(
    note: RequestNote,
    *,
    what: ByChannel,
    language: str,
    is_asked_for: bool,
    entry_id: uuid.UUID,
    at: dt.datetime,
    by: User,
) -> Dispatch:
    """Put a text about an answer into the outbox. The same form again is one text.

    `is_asked_for`: she wrote that she wants to read the answer itself on her phone; without it only the neutral text
    goes, and with it nothing that gives away.
    """
    request = HelpRequest.objects.select_for_update(of=("self",)).get(pk=note.request_id)
    address = uuid.uuid5(entry_id, f"dispatch|{request.uuid}")
    made = Dispatch.objects.filter(entry_id=address).first()
    if made:
        return made
    channel = _channel(request)
    if what == ByChannel.ANSWER and not is_asked_for:
        raise NotAskedFor
    key = open_key(request.key_id)
    ready = draft(note, channel, what=what, language=language, at=at, key=key)
    if ready.telling:
        raise TellsTooMuch
    dispatch = _written(note, channel, ready, key=key)
    dispatch.entry_id, dispatch.by = address, by
    dispatch.queued_at = dispatch.changed_at = at
    with pghistory.context(user=by.pk):
        dispatch.save()
    ask_to_send(request.pk)
    return dispatch


def _channel(request: HelpRequest) -> Channel:
    if request.status not in READABLE:
        raise RequestOver
    sender = Sender.objects.select_related("channel").filter(request=request).first()
    if sender is None or not sender.channel.is_active:
        raise NoChannel
    if is_stopped(sender):
        raise NumberStopped
    return sender.channel


def _written(note: RequestNote, channel: Channel, ready: Draft, *, key: bytes) -> Dispatch:
    dispatch = Dispatch(
        organization_id=note.organization_id,
        request_id=note.request_id,
        note=note,
        channel=channel,
        what=ready.what,
        language=ready.language,
        pieces=len(ready.size.pieces),
        parts=sum(ready.size.parts),
        greatest_length=channel.greatest_length,
        alphabet=ready.size.alphabet,
        part_cost=channel.part_cost,
        currency=channel.currency,
        next_at=ready.goes_at,
    )
    write_words(dispatch, {"text": ready.text}, key=key)
    return dispatch


def ask_to_send(request_id: int) -> None:
    """A job that sends what is due of one question; never two of one at once, so that texts go in their order."""
    enqueue("contact.send_due", request_id=request_id, lock=f"contact.send:{request_id}")
