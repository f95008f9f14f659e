"""The desk's side: open a question, answer, close, pass it on."""

import datetime as dt
import uuid

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.contact.enums import READABLE, RequestStatus
from safefair.contact.errors import CannotPassOn, NothingWritten, RequestOver
from safefair.contact.models import Enclosure, HelpRequest, RequestNote
from safefair.core.audit import log_reading
from safefair.core.keys.store import open_key
from safefair.core.models import ReadKind
from safefair.core.rls import Scope, row_security
from safefair.core.sealed import write_words

SUBJECT = "contact.HelpRequest"


def open_request(request: HelpRequest, *, by: User) -> bytes:
    """The key of a question, after the reading was logged. KeyUnavailable once it was taken back or is over."""
    log_reading(
        ReadKind.OPENED, SUBJECT, [request.pk], user_id=by.pk, organization_id=request.organization_id
    )
    return open_key(request.key_id)


@transaction.atomic
def answer(request: HelpRequest, text: str, *, entry_id: uuid.UUID, at: dt.datetime, by: User) -> RequestNote:
    """Write to her; she reads it when she comes back with her receipt. The same form again is one note."""
    if not text.strip():
        raise NothingWritten
    request = _lock(request)
    address = uuid.uuid5(entry_id, f"answer|{request.uuid}")
    made = RequestNote.objects.filter(entry_id=address).first()
    if made:
        return made
    note = RequestNote(
        organization_id=request.organization_id,
        request=request,
        is_hers=False,
        by=by,
        sent_at=at,
        entry_id=address,
    )
    write_words(note, {"text": text.strip()}, key=open_key(request.key_id))
    note.save()
    request.status, request.waits_since, request.last_note_at = RequestStatus.ANSWERED, None, at
    request.first_answer_at = request.first_answer_at or at
    request.taken_by = request.taken_by or by
    _save(request, "status", "waits_since", "last_note_at", "first_answer_at", "taken_by", by=by)
    return note


@transaction.atomic
def take(request: HelpRequest, *, by: User) -> HelpRequest:
    """Say that one answers this oneself, or takes it over from a colleague."""
    request = _lock(request)
    request.taken_by = by
    _save(request, "taken_by", by=by)
    return request


@transaction.atomic
def close_request(request: HelpRequest, *, by: User) -> HelpRequest:
    """Nothing is left to answer. She can still read it, and opens it again by writing."""
    request = _lock(request)
    request.status, request.waits_since = RequestStatus.CLOSED, None
    _save(request, "status", "waits_since", by=by)
    return request


@transaction.atomic
def pass_on(request: HelpRequest, to: Organization, *, by: User) -> None:
    """Give a question to another desk, if she allowed that; from then on this desk no longer sees it.

    CannotPassOn without her yes, or to a desk that takes no questions of her country.
    """
    request = _lock(request)
    desk = getattr(to, "desk", None)
    if not request.may_pass_on or desk is None or not desk.is_open or request.country not in desk.countries:
        raise CannotPassOn
    with row_security(organization_id=None, user_id=by.pk, scope=Scope.SYSTEM), pghistory.context(user=by.pk):
        Enclosure.objects.filter(note__request=request).update(organization=to)
        RequestNote.objects.filter(request=request).update(organization=to)
        HelpRequest.objects.filter(pk=request.pk).update(organization=to, taken_by=None)


def _lock(request: HelpRequest) -> HelpRequest:
    locked = HelpRequest.objects.select_for_update(of=("self",)).get(pk=request.pk)
    if locked.status not in READABLE:
        raise RequestOver
    return locked


def _save(request: HelpRequest, *names: str, by: User) -> None:
    with pghistory.context(user=by.pk):
        request.save(update_fields=names)
