"""Documents in a packet: copies of those that she chose, sealed under the packet's key, gone when access ends."""

import uuid
from collections.abc import Iterable, Sequence

import pghistory

from safefair.accounts.models import User
from safefair.cases.errors import DocumentGone, TooManyDocuments
from safefair.cases.models import Attachment, Case, PacketDocument, Referral
from safefair.cases.operations.attachments import open_content
from safefair.cases.sealing import Words, read_words
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.crypto.envelope import seal, unseal
from safefair.core.remaking import Remade, remake

MOST_DOCUMENTS = 5
MOST_BYTES = 8 * 1024 * 1024
"""Of all documents of a packet together."""


def sendable(case: Case, *, key: bytes) -> list[tuple[Attachment, Words]]:
    """The documents of an opened case, without their files, each with what it is called; none that was taken away."""
    rows = Attachment.objects.filter(case=case, removed_at=None, content__isnull=False).defer("content")
    return [(row, read_words(row, key=key)) for row in rows.order_by("pk")]


def chosen(case: Case, addresses: Iterable[uuid.UUID]) -> list[Attachment]:
    """The documents of these addresses in the order of the case.

    DocumentGone when one was taken away meanwhile, TooManyDocuments above five or 8 MB.
    """
    wanted = set(addresses)
    rows = Attachment.objects.filter(case=case, uuid__in=wanted, removed_at=None, content__isnull=False)
    found = list(rows.defer("content").order_by("pk"))
    if len(found) != len(wanted):
        raise DocumentGone
    if len(found) > MOST_DOCUMENTS or sum(row.size for row in found) > MOST_BYTES:
        raise TooManyDocuments
    return found


def describe(attachments: Sequence[Attachment], *, key: bytes) -> list[Words]:
    """What a packet says of its documents, in their order: name, kind and size in bytes."""
    found = []
    for row in attachments:
        words = read_words(row, key=key)
        found.append({"name": words.get("name", ""), "kind": words.get("kind", ""), "size": row.size})
    return found


def as_pictures(attachment: Attachment, *, key: bytes) -> Remade:
    """A document as it may be shown or sent: what was kept as it came is made anew. DocumentRefused where it cannot."""
    content = open_content(attachment, key=key)
    return remake(content) if attachment.is_original else Remade(attachment.media_type, content)


def copy_into(
    referral: Referral, attachments: Sequence[Attachment], *, key: bytes, packet_key: bytes, by: User
) -> list[Remade]:
    """Put copies into the packet of a saved referral; those files."""
    files = [as_pictures(row, key=key) for row in attachments]
    put_documents(referral, files, packet_key=packet_key, by_id=by.pk)
    return files


def put_documents(
    referral: Referral, files: Sequence[Remade], *, packet_key: bytes, by_id: int | None
) -> None:
    """Seal files as the documents of a packet, numbered from 1. TooManyDocuments above five or 8 MB."""
    if len(files) > MOST_DOCUMENTS or sum(len(file.content) for file in files) > MOST_BYTES:
        raise TooManyDocuments
    rows = []
    for number, file in enumerate(files, 1):
        row = PacketDocument(
            organization_id=referral.organization_id,
            referral=referral,
            number=number,
            media_type=file.media_type,
            size=len(file.content),
        )
        row.content = seal(file.content, key=packet_key, place=_place(row))
        rows.append(row)
    with pghistory.context(user=by_id):
        PacketDocument.objects.bulk_create(rows)


def open_document(document: PacketDocument, *, key: bytes) -> Remade:
    """The file of an opened packet. KeyUnavailable once access ended."""
    if document.content is None:
        raise KeyUnavailable("This document is gone.")
    content = unseal(bytes(document.content), key=key, place=_place(document))
    return Remade(document.media_type, content)


def _place(document: PacketDocument) -> str:
    return f"cases_packetdocument.{document.uuid}.content|1"
