"""Adding an article read aloud: checked, and without what the file says of telephone and person."""

import datetime as dt
import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.core.errors import DomainError
from safefair.guide.content import content_digest
from safefair.guide.models import Recording, Snapshot

MOST_BYTES = 1_500_000
"""Four minutes of speech at 48 kbit/s; half a minute to load at 400 kbit/s."""
FRAME = re.compile(rb"\xff[\xe2-\xe7\xf2-\xf7\xfa-\xff]")
"""The beginning of an MPEG audio frame of layer II or III (ISO/IEC 11172-3, 2.4.1.3)."""


class NoRecording(DomainError):
    """Other kinds of file keep names and places in ways that we do not take out."""

    message = _("This is no MP3 file. Save the recording as MP3, best in mono at 48 kbit/s.")


class TooLarge(DomainError):
    """She pays for every kilobyte."""

    message = _("The recording is larger than 1.5 MB. Read it in fewer words, or save it at 48 kbit/s.")


@transaction.atomic
def save_recording(snapshot: Snapshot, data: bytes, *, at: dt.datetime, by: User) -> Recording:
    """Keep the recording of what readers get now, in place of an older one. NoRecording, TooLarge."""
    if len(data) > MOST_BYTES:
        raise TooLarge
    sound = without_tags(data)
    if not FRAME.match(sound):
        raise NoRecording
    fields = {
        "content": sound,
        "digest": content_digest(snapshot.content),
        "added_by": by,
        "added_at": at,
    }
    recording, _made = Recording.objects.update_or_create(
        number=snapshot.number, language=snapshot.language, defaults=fields
    )
    Snapshot.objects.filter(pk=snapshot.pk).update(recording_bytes=len(sound))
    return recording


def without_tags(data: bytes) -> bytes:
    """The frames alone: title, artist, comments and pictures stand before (ID3v2) and behind (ID3v1) them."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = sum((byte & 0x7F) << (7 * place) for place, byte in enumerate(reversed(data[6:10])))
        data = data[10 + size :]
    return data[:-128] if data[-128:-125] == b"TAG" else data
