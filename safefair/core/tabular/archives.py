"""Archives: what their directory says is looked at before any member is, and members are unpacked only up to a limit."""

import io
import stat
import struct
import zipfile
import zlib

from django.utils.translation import gettext as _

from safefair.core.tabular.refusals import FileRefused

MOST_UNPACKED = 50 * 1024 * 1024
MOST_FOLD = 100
MOST_MEMBERS = 200
MOST_DIRECTORY = 64 * 1024
SLACK = 1024 * 1024
"""Bytes below which a member may unpack as far as it likes: styles of an empty workbook fold more than a hundredfold."""
END_RECORD = b"PK\x05\x06"
ENCRYPTED = 0x1
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error,
)  # fmt: skip
"""What the reader of archives raises for one that is damaged or built to hurt."""


def read_members(data: bytes, ending: str) -> dict[str, bytes]:
    """The members whose names end so, by name without folders. FileRefused for what is no plain, modest archive."""
    check_directory(data)
    found, room = dict[str, bytes](), min(MOST_UNPACKED, MOST_FOLD * len(data) + SLACK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive)
            for member in archive.infolist():
                if member.filename.lower().endswith(ending):
                    with archive.open(member) as stream:
                        content = stream.read(room + 1)
                    room -= len(content)
                    if room < 0:
                        raise FileRefused(
                            _("The archive unpacks to more than 50 MB. Split it into smaller ones.")
                        )
                    found[member.filename.rpartition("/")[2]] = content
    except BROKEN:
        raise FileRefused(_("The archive is damaged. Make it anew.")) from None
    return found


def member_names(data: bytes) -> list[str]:
    """What an archive holds; FileRefused where it cannot be read."""
    check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return [name.lower() for name in archive.namelist()]
    except BROKEN:
        raise FileRefused(_("The archive is damaged. Make it anew.")) from None


def suspicious() -> FileRefused:
    return FileRefused(
        _(
            "The workbook is built in an unusual way and was not opened. Open it, copy the table into a new "
            "workbook and save that."
        )
    )


def check_directory(data: bytes) -> None:
    """The reader takes in the whole directory before any limit applies: look at what the end record says of it."""
    tail = data[-(65535 + 22) :]
    at = tail.rfind(END_RECORD)
    if at < 0 or len(tail) - at < 22:
        raise FileRefused(_("The workbook is damaged. Open it and save it again as XLSX."))
    _disk, _start, here, total, size, _offset, _comment = struct.unpack("<4xHHHHIIH", tail[at : at + 22])
    is_wide = tail[max(0, at - 20) : at].startswith(b"PK\x06\x07") or 0xFFFF in (here, total)
    if is_wide or tail.count(END_RECORD) > 1 or size > MOST_DIRECTORY or max(here, total) > MOST_MEMBERS:
        raise suspicious()


def check_members(archive: zipfile.ZipFile) -> None:
    names = [member.filename for member in archive.infolist()]
    if len(names) > MOST_MEMBERS or len(set(names)) < len(names):
        raise suspicious()
    for member in archive.infolist():
        name = member.orig_filename
        is_link = stat.S_ISLNK(member.external_attr >> 16)
        if is_link or name.startswith("/") or "\\" in name or "\0" in name or ".." in name.split("/"):
            raise suspicious()
        if member.flag_bits & ENCRYPTED:
            raise FileRefused(_("This workbook has a password. Save it without one, then bring it again."))
