"""A question becomes a case, when she agreed to that and never otherwise."""

import datetime as dt
import uuid

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.enums.intake import ContactChannel, Priority, Source
from safefair.cases.errors import NotAgreed, QuestionTakenUp
from safefair.cases.models import Case
from safefair.cases.operations.attachments import NewDocument, attach
from safefair.cases.operations.cases import Intake, take_in
from safefair.cases.sealing import Words
from safefair.contact.enums import READABLE, EnclosureKind, HowSoon, Reach
from safefair.contact.models import Enclosure, HelpRequest
from safefair.contact.operations.answering import open_request
from safefair.contact.operations.asking import contact_of
from safefair.contact.operations.enclosing import open_enclosure
from safefair.core.keys.store import open_key
from safefair.core.sealed import read_all

CHANNELS = {
    Reach.NOT: ContactChannel.NONE,
    Reach.CALL: ContactChannel.CALL,
    Reach.SMS: ContactChannel.SMS,
    Reach.CHAT: ContactChannel.CHAT,
}
PRIORITIES = {HowSoon.NOW: Priority.NOW, HowSoon.DAYS: Priority.DAYS, HowSoon.ANY: Priority.NORMAL}


@transaction.atomic
def take_up_question(
    asked: HelpRequest,
    *,
    agreed_on: dt.date | None,
    entry_id: uuid.UUID,
    on: dt.date,
    by: User,
) -> Case:
    """Open a case without a name, with what she wrote and the photos that she sent.

    NotAgreed without the day on which she agreed; QuestionTakenUp if there is a case.
    The question stays: she still reads her answers with the receipt. Nothing of the case stands in it but the address.
    What she spoke stays with the question alone.
    """
    locked = HelpRequest.objects.select_for_update(of=("self",)).get(pk=asked.pk)
    if agreed_on is None or agreed_on > on or locked.status not in READABLE:
        raise NotAgreed
    if locked.taken_up_as is not None:
        raise QuestionTakenUp
    key = open_request(locked, by=by)
    case = take_in(
        Intake(facts=_facts(locked), words=_words(locked, key)),
        organization=locked.organization,
        registration=None,
        entry_id=entry_id,
        on=on,
        by=by,
    )
    _bring_photos(locked, key, case, on=on, by=by)
    locked.taken_up_as, locked.agreed_on = case.uuid, agreed_on
    with pghistory.context(user=by.pk):
        locked.save(update_fields=["taken_up_as", "agreed_on"])
    return case


def _bring_photos(asked: HelpRequest, key: bytes, case: Case, *, on: dt.date, by: User) -> None:
    photos = Enclosure.objects.filter(note__request=asked, kind=EnclosureKind.PHOTO).order_by("pk")
    for photo in photos:
        document = NewDocument(data=open_enclosure(photo, key=key), kind=DocumentKind.OTHER, name=asked.code)
        attach(case, document, key=open_key(case.key_id), entry_id=photo.uuid, on=on, by=by)


def _facts(asked: HelpRequest) -> dict[str, object]:
    return {
        "source": Source.PAMPHLET,
        "language": asked.language,
        "priority": PRIORITIES[HowSoon(asked.how_soon)],
        "contact_channel": CHANNELS[Reach(asked.reach)],
        "destination": asked.country,
    }


def _words(asked: HelpRequest, key: bytes) -> Words:
    """Her own notes become her words; how to reach her keeps its name."""
    notes = read_all(asked.notes.filter(is_hers=True).order_by("sent_at", "pk"), key=key)
    contact = contact_of(asked, key=key)
    return {
        "wishes": "\n\n".join(words.get("text", "") for _row, words in notes),
        "contact": contact.get("contact", ""),
        "safe_hours": contact.get("hours", ""),
        "code_word": contact.get("code_word", ""),
        "contact_person": contact.get("who", ""),
    }
