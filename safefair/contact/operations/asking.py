"""Her side: ask, come back, write again, take it all back. Nobody is signed in.

Each function enters the row-level security of the desk's organisation for its own statements, since her page has none.
"""

import datetime as dt
import hashlib
import hmac
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import IntegrityError, transaction
from django.db.models import Prefetch

from safefair.accounts.models import Organization
from safefair.contact.enums import READABLE, HowSoon, Reach, RequestStatus, Wish
from safefair.contact.errors import FormUsedAlready, NothingWritten, RequestOver
from safefair.contact.models import Enclosure, HelpRequest, RequestNote
from safefair.contact.operations.enclosing import Enclosed, drop_enclosures, enclose
from safefair.contact.operations.stopping import forget_sender
from safefair.contact.receipts import lookup_of, read_receipt, receipt_of
from safefair.core.crypto.custody import receipt_key
from safefair.core.keys.store import make_keys, open_key
from safefair.core.rls import Scope, row_security
from safefair.core.sealed import read_words, write_words
from safefair.people.codes import free_code
from safefair.people.destroying import destroy_key_surely

CONTACT_WORDS = ("contact", "hours", "code_word", "who")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Question:
    """What somebody asks. `words`: CONTACT_WORDS, empty unless she wants to be reached."""

    text: str
    country: str
    language: str
    wish: str = Wish.ASK
    topics: tuple[str, ...] = ()
    how_soon: str = HowSoon.ANY
    area: str = ""
    reach: str = Reach.NOT
    may_pass_on: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    enclosed: tuple[Enclosed, ...] = ()

    def digest(self) -> bytes:
        """A keyed hash of all of it: tells the same form sent twice from another one."""
        facts = [
            self.text, self.country, self.language, self.wish, sorted(self.topics), self.how_soon, self.area, self.reach,
            self.may_pass_on, sorted(self.words.items()), [file.digest() for file in self.enclosed],
        ]  # fmt: skip
        return hmac.digest(receipt_key("digest"), json.dumps(facts).encode(), hashlib.sha256)


@dataclass(frozen=True, slots=True, repr=False)
class Note:
    """One note of a conversation, opened."""

    is_hers: bool
    sent_at: dt.datetime
    text: str
    enclosed: list[Enclosure]


def ask(question: Question, *, organization: Organization, entry_id: uuid.UUID, at: dt.datetime) -> str:
    """Leave a question with a desk; her receipt. The same form with the same words again gives the same receipt.

    FormUsedAlready when the form held something else before: whoever finds it in a phone gets no receipt.
    """
    if not (question.text.strip() or question.enclosed):
        raise NothingWritten
    receipt = receipt_of(entry_id)
    try:
        with transaction.atomic(), row_security(organization_id=organization.pk, user_id=None):
            if not _is_made(question, entry_id):
                store_question(
                    question, organization=organization, entry_id=entry_id, lookup=lookup_of(receipt), at=at
                )
    except IntegrityError:  # the same form at the same moment: the other one has stored it
        with transaction.atomic(), row_security(organization_id=organization.pk, user_id=None):
            if not _is_made(question, entry_id):
                raise FormUsedAlready from None
    return receipt


def _is_made(question: Question, entry_id: uuid.UUID) -> bool:
    made = HelpRequest.objects.filter(entry_id=entry_id).first()
    if made and not hmac.compare_digest(bytes(made.digest), question.digest()):
        raise FormUsedAlready
    return made is not None


def store_question(
    question: Question, *, organization: Organization, entry_id: uuid.UUID, lookup: bytes, at: dt.datetime
) -> HelpRequest:
    """Write a question and its first note, within a transaction of that organisation. `lookup` stands for her receipt."""
    key_id, key = make_keys(1)[0]
    request = HelpRequest(
        organization=organization,
        code=free_code(HelpRequest.objects.filter(organization=organization), prefix="Q"),
        lookup=lookup,
        key_id=key_id,
        entry_id=entry_id,
        digest=question.digest(),
        wish=question.wish,
        topics=list(question.topics),
        how_soon=question.how_soon,
        country=question.country,
        area=question.area,
        language=question.language,
        reach=question.reach,
        may_pass_on=question.may_pass_on,
        asked_at=at,
        waits_since=at,
        last_note_at=at,
    )
    if question.reach != Reach.NOT:
        write_words(request, {name: question.words.get(name, "") for name in CONTACT_WORDS}, key=key)
    with pghistory.context(user=None):
        request.save()
    note = _note(request, question.text, entry_id=entry_id, at=at, key=key)
    enclose(note, question.enclosed, key=key)
    return request


def _note(
    request: HelpRequest, text: str, *, entry_id: uuid.UUID, at: dt.datetime, key: bytes
) -> RequestNote:
    note = RequestNote(
        organization_id=request.organization_id, request=request, is_hers=True, sent_at=at, entry_id=entry_id
    )
    write_words(note, {"text": text.strip()}, key=key)
    note.save()
    return note


def find_by_receipt(typed: str) -> HelpRequest | None:
    """The question of a receipt; None, after the same work, for one that is wrong, over or taken back."""
    receipt = read_receipt(typed)
    if receipt is None:
        return None
    lookup = lookup_of(receipt)
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        return HelpRequest.objects.filter(lookup=lookup, status__in=READABLE).first()


def find_again(address: uuid.UUID) -> HelpRequest | None:
    """The question that a page of hers shows already, by the address that the page carries signed."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        return HelpRequest.objects.filter(uuid=address, status__in=READABLE).first()


def conversation(request: HelpRequest) -> list[Note]:
    """All notes, the oldest first, for whoever holds the receipt. Her own reading is no reading of staff: not logged."""
    with row_security(organization_id=request.organization_id, user_id=None):
        files = Enclosure.objects.defer("content").order_by("kind")
        rows = list(request.notes.prefetch_related(Prefetch("enclosures", files)).order_by("sent_at", "pk"))
    key = open_key(request.key_id)
    return [
        Note(row.is_hers, row.sent_at, read_words(row, key=key).get("text", ""), list(row.enclosures.all()))
        for row in rows
    ]


def write_again(
    request: HelpRequest,
    text: str,
    *,
    entry_id: uuid.UUID,
    at: dt.datetime,
    enclosed: tuple[Enclosed, ...] = (),
) -> None:
    """Another note of hers; the question waits again, also one that was closed. The same form again is one note."""
    if not (text.strip() or enclosed):
        raise NothingWritten
    with transaction.atomic(), row_security(organization_id=request.organization_id, user_id=None):
        locked = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        if locked.status not in READABLE:
            raise RequestOver
        address = uuid.uuid5(entry_id, f"note|{locked.uuid}")
        if RequestNote.objects.filter(entry_id=address).exists():
            return
        add_hers(locked, text, entry_id=address, at=at, enclosed=enclosed)


def add_hers(
    locked: HelpRequest,
    text: str,
    *,
    entry_id: uuid.UUID,
    at: dt.datetime,
    enclosed: tuple[Enclosed, ...] = (),
) -> None:
    """A further note of hers in a question that is locked; the question waits."""
    key = open_key(locked.key_id)
    enclose(_note(locked, text, entry_id=entry_id, at=at, key=key), enclosed, key=key)
    locked.status, locked.last_note_at = RequestStatus.WAITING, at
    locked.waits_since = locked.waits_since or at
    locked.save(update_fields=["status", "last_note_at", "waits_since"])


def withdraw(request: HelpRequest, *, at: dt.datetime) -> None:
    """She takes everything back: nobody reads it any more. What was counted of it stays counted."""
    with transaction.atomic(), row_security(organization_id=request.organization_id, user_id=None):
        locked = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
        _end(locked, RequestStatus.WITHDRAWN, at=at)


@transaction.atomic
def expire(*, before: dt.datetime) -> int:
    """Questions in which nobody wrote since then are over: their keys are destroyed. For a job; how many."""
    rows = HelpRequest.objects.select_for_update(of=("self",)).filter(
        last_note_at__lt=before, status__in=READABLE
    )
    found = list(rows)
    for request in found:
        _end(request, RequestStatus.EXPIRED, at=before)
    return len(found)


def _end(request: HelpRequest, status: RequestStatus, *, at: dt.datetime) -> None:
    request.status, request.waits_since = status, None
    request.save(update_fields=["status", "waits_since"])
    drop_enclosures(request)
    forget_sender(request, at=at)
    destroy_key_surely(request.key_id)


def contact_of(request: HelpRequest, *, key: bytes) -> dict[str, Any]:
    """How she may be reached; nothing where she wants not to be."""
    return {} if request.reach == Reach.NOT else read_words(request, key=key)
