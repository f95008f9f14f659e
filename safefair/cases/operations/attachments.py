"""Documents of a case: added, opened, taken away and put back."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.enums.attachment import DocumentKind
from safefair.cases.enums.intake import EntryKind
from safefair.cases.models import Attachment, Case
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.timeline import record_entry
from safefair.cases.sealing import write_words
from safefair.core.crypto.envelope import seal, unseal
from safefair.core.remaking import MOST_BYTES, DocumentRefused, Remade, remake

ORIGINAL = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class NewDocument:
    """A file as it came, what it is, and what the worker calls it. `is_original`: she and her lawyer ask to keep it as it is."""

    data: bytes
    kind: DocumentKind
    name: str
    is_original: bool = False


def _place(address: uuid.UUID) -> str:
    return f"cases_attachment.{address}.content|1"


@transaction.atomic
def attach(
    case: Case, document: NewDocument, *, key: bytes, entry_id: uuid.UUID, on: dt.date, by: User
) -> Attachment:
    """Add a document, made anew unless the original is asked for, sealed under the case's key; once an `entry_id`.

    Raises DocumentRefused for what is no photo or PDF, too large or unreadable.
    """
    case = lock_open(case)
    address = uuid.uuid5(entry_id, f"attachment|{case.uuid}")
    made = Attachment.objects.filter(case=case, entry_id=address).first()
    if made:
        return made
    remade = remake(document.data)
    if document.is_original:
        if len(document.data) > MOST_BYTES:
            raise DocumentRefused
        remade = Remade(ORIGINAL, document.data)
    attachment = Attachment(
        organization_id=case.organization_id, case=case, media_type=remade.media_type, size=len(remade.content),
        is_original=document.is_original, added_by=by, entry_id=address,
    )  # fmt: skip
    attachment.content = seal(remade.content, key=key, place=_place(attachment.uuid))
    write_words(attachment, {"name": document.name, "kind": document.kind.value}, key=key)
    with pghistory.context(user=by.pk):
        attachment.save()
    record_entry(case, EntryKind.DOCUMENT, on=on, by=by, subject=attachment.uuid)
    return attachment


def open_content(attachment: Attachment, *, key: bytes) -> bytes:
    """The file. KeyUnavailable where it is not in its place, or was erased."""
    return unseal(bytes(attachment.content or b""), key=key, place=_place(attachment.uuid))


@transaction.atomic
def remove_attachment(attachment: Attachment, *, at: dt.datetime, by: User) -> None:
    """Take a document away; it can be put back until the case is erased."""
    attachment.removed_at = at
    with pghistory.context(user=by.pk):
        attachment.save(update_fields=["removed_at"])


@transaction.atomic
def restore_attachment(attachment: Attachment, *, by: User) -> None:
    """Put it back."""
    attachment.removed_at = None
    with pghistory.context(user=by.pk):
        attachment.save(update_fields=["removed_at"])
