"""Files of publications: checked, kept, taken away."""

import datetime as dt
from collections.abc import Callable

import pypdfium2
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pypdfium2 import raw

from safefair.accounts.models import User
from safefair.core.errors import DomainError
from safefair.core.remaking import remake_photo
from safefair.guide.enums import FileFormat
from safefair.guide.models import Publication, PublicationFile
from safefair.guide.operations.recordings import FRAME, NoRecording, without_tags

MOST_BYTES = 20 * 1024 * 1024


class FileTooLarge(DomainError):
    """Readers pay for every megabyte."""

    message = _("The file is larger than 20 MB. Save it with smaller pictures.")


class NoPdf(DomainError):
    """What cannot be opened is no use to anybody."""

    message = _("This is no PDF that opens without a password.")


class PdfRuns(DomainError):
    """A script or another file inside runs on the reader's machine."""

    message = _("This PDF has a script or another file inside. Print it to PDF once more, and add that.")


@transaction.atomic
def add_file(
    publication: Publication,
    data: bytes,
    *,
    language: str,
    form: FileFormat,
    title: str,
    at: dt.datetime,
    by: User,
) -> PublicationFile:
    """Keep a file, in place of an older one of that language and form. FileTooLarge, NoPdf, PdfRuns, DocumentRefused, NoRecording."""
    if len(data) > MOST_BYTES:
        raise FileTooLarge
    content = CHECKS[form](data)
    fields = {"title": title, "content": content, "size": len(content), "added_by": by, "added_at": at}
    kept, _made = PublicationFile.objects.update_or_create(
        number=publication.number, language=language, form=form, defaults=fields
    )
    return kept


@transaction.atomic
def remove_file(file: PublicationFile) -> None:
    """Readers get it no more; to put it back is to add it again."""
    file.delete()


def _pdf(data: bytes) -> bytes:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise NoPdf from None
    try:
        if len(document) == 0:
            raise NoPdf
        if raw.FPDFDoc_GetJavaScriptActionCount(document) or raw.FPDFDoc_GetAttachmentCount(document):
            raise PdfRuns
    finally:
        document.close()
    return data


def _sound(data: bytes) -> bytes:
    sound = without_tags(data)
    if not FRAME.match(sound):
        raise NoRecording
    return sound


CHECKS: dict[FileFormat, Callable[[bytes], bytes]] = {
    FileFormat.PDF: _pdf,
    FileFormat.PICTURE: remake_photo,
    FileFormat.SOUND: _sound,
}
