"""Photos and spoken messages that come with a note, sealed under the key of the question."""

import hashlib
from dataclasses import dataclass

from safefair.contact.enums import EnclosureKind
from safefair.contact.models import Enclosure, HelpRequest, RequestNote
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.crypto.envelope import seal, unseal


@dataclass(frozen=True, slots=True, repr=False)
class Enclosed:
    """A file that was made anew: JPEG, or MP3 of so many seconds."""

    kind: EnclosureKind
    content: bytes
    seconds: int | None = None

    def digest(self) -> list[str]:
        """What tells it from another one."""
        return [self.kind.value, hashlib.sha256(self.content).hexdigest()]


def enclose(note: RequestNote, files: tuple[Enclosed, ...], *, key: bytes) -> None:
    """Keep files with a note that is stored."""
    for file in files:
        row = Enclosure(
            organization_id=note.organization_id,
            note=note,
            kind=file.kind,
            seconds=file.seconds,
            size=len(file.content),
        )
        row.content = seal(file.content, key=key, place=_place(row))
        row.save()


def open_enclosure(enclosure: Enclosure, *, key: bytes) -> bytes:
    """The file. KeyUnavailable where it is not in its place, or is over."""
    if enclosure.content is None:
        raise KeyUnavailable("The question of this file is over.")
    return unseal(bytes(enclosure.content), key=key, place=_place(enclosure))


def drop_enclosures(request: HelpRequest) -> None:
    """Delete the sealed files of a question whose key goes; that there were some stays."""
    Enclosure.objects.filter(note__request=request).update(content=None)


def _place(enclosure: Enclosure) -> str:
    return f"contact_enclosure.{enclosure.uuid}.content|1"
