"""XLSX, opened only after its real bytes were counted.

A workbook is an archive of XML. A small one can be made to unpack a hundredfold, to name a million members, to place
two cells so far apart that a dense table between them fills the memory, or to repeat one long shared text in every
cell. All of this is measured by streaming before any reader that trusts the file sees it.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from safefair.core.tabular.archives import (
    BROKEN,
    MOST_FOLD,
    MOST_UNPACKED,
    SLACK,
    check_directory,
    check_members,
    suspicious,
)
from safefair.core.tabular.refusals import FileRefused

MOST_COLUMNS = 500
MOST_CELLS = 6_000_000
MOST_SHARED = 100 * 1024 * 1024
CHUNK = 256 * 1024
REFUSED_MARKS = (b"<!DOCTYPE", b"<!ENTITY", b"<![CDATA[")
"""No spreadsheet program writes these; they are how text hides or grows."""
# Cells as spreadsheet programs write them, counted at the speed of the expression engine …
_PLAIN_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"(?: s="\d+")?(?: t="[A-Za-z]+")?\s*/?>')
_PLAIN_SHARED = re.compile(rb' t="s"[^<>]*><v>(\d{1,8})</v>')
_ANY_CELL = re.compile(rb"<(?:[\w.-]+:)?c[\s/>]")
_ANY_SHARED = re.compile(rb"""\bt\s*=\s*["']s["']""")
_TEXT = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
# … and as XML allows them, one by one.
_TOKEN = re.compile(
    rb"""<(?:[\w.-]+:)?(row|c|v)\b([^<>"']*+(?:"[^"<]*+"[^<>"']*+|'[^'<]*+'[^<>"']*+)*+)>([^<]*+)"""
)
_REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Za-z]{0,4})(\d{1,10})["']""")
_SHARED = re.compile(rb"""(?:^|\s)t\s*=\s*["']s["']""")


def check_workbook(data: bytes) -> None:
    """FileRefused unless the archive is a plain XLSX of modest size."""
    check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            check_members(archive)
            _check_kind(archive.namelist())
            _stream(archive, len(data))
    except BROKEN:
        raise FileRefused(_("The workbook is damaged. Open it and save it again as XLSX.")) from None


def _check_kind(names: list[str]) -> None:
    lower = {name.lower() for name in names}
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name for name in lower):
        raise FileRefused(
            _("This workbook holds macros. Save it as XLSX without macros, then bring it again.")
        )
    if "xl/workbook.bin" in lower:
        raise FileRefused(_("This is a binary workbook (.xlsb). Open it and save it as XLSX."))
    if "xl/workbook.xml" not in lower or "[content_types].xml" not in lower:
        raise FileRefused(_("This archive is no XLSX workbook. Open the table and save it as XLSX or CSV."))


@dataclass
class Extent:
    """How far the cells of a member reach that hold something, and which shared texts they repeat."""

    row: int = 0
    column: int = 0
    last_row: int = 0
    last_column: int = 0
    is_shared: bool = False
    shared: list[int] = field(default_factory=list)

    def see(self, tag: bytes, attributes: bytes, text: bytes) -> None:
        """Take in one row, cell or value."""
        if tag == b"v":
            self._hold()
            if self.is_shared:
                self.shared.append(int(text) if text.isdigit() and len(text) < 9 else -1)
            return
        found = _REFERENCE.search(attributes)
        if tag == b"row":
            self.row = int(found[2]) if found and not found[1] else self.row + 1
            self.column = 0
            return
        self.is_shared = bool(_SHARED.search(attributes))
        self.column = _column(found[1]) if found and found[1] else self.column + 1
        if found and found[1]:
            self.row = int(found[2])
        if b"inlineStr" in attributes:
            self._hold()

    def see_plain(self, part: bytes) -> bool:
        """Take in a part whose cells are all written plainly; False if they are not."""
        cells = _PLAIN_CELL.findall(part)
        shared = _PLAIN_SHARED.findall(part)
        if len(cells) < len(_ANY_CELL.findall(part)) or len(shared) < len(_ANY_SHARED.findall(part)):
            return False
        if cells:
            letters, rows = zip(*cells, strict=True)
            self.last_column = max(self.last_column, *map(_column, set(letters)))
            self.last_row = max(self.last_row, *map(int, set(rows)))
            self.shared.extend(map(int, shared))
        return not self.is_wide

    @property
    def is_wide(self) -> bool:
        """Whether a dense table of these cells would be too large."""
        return self.last_column > MOST_COLUMNS or self.last_row * self.last_column > MOST_CELLS

    def _hold(self) -> None:
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)

    def check(self, lengths: list[int]) -> None:
        """FileRefused if a dense table of these cells would not be modest."""
        if self.is_wide:
            raise FileRefused(_("Cells of the sheet lie very far apart. Delete what lies outside the table."))
        longest = max(lengths, default=0)
        repeated = sum(lengths[i] if 0 <= i < len(lengths) else longest for i in self.shared)
        if repeated > MOST_SHARED:
            raise FileRefused(_("The workbook repeats one long text very often. It was not opened."))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _stream(archive: zipfile.ZipFile, size: int) -> None:
    """Unpack every member in pieces without keeping any, and stop at the first limit that is passed."""
    room, starts, extents = min(MOST_UNPACKED, MOST_FOLD * size + SLACK), list[int](), list[Extent]()
    for member in archive.infolist():
        if member.filename.lower() == "xl/sharedstrings.xml":
            end, starts = _text_starts(archive, member, room)
        else:
            end, extent = _extent(archive, member, room)
            extents.append(extent)
        room -= end
    lengths = [after - start for start, after in pairwise(starts)]
    for extent in extents:
        extent.check(lengths)


def _text_starts(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> tuple[int, list[int]]:
    """(real size, where each shared text begins and the last one ends)."""
    starts, end = list[int](), 0
    for base, part in _parts(archive, member, room):
        starts.extend(base + found.start() for found in _TEXT.finditer(part))
        end = base + len(part)
    return end, [*starts, end]


def _extent(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> tuple[int, Extent]:
    """(real size, extent of the cells): quickly where they are written plainly, else cell by cell."""
    plain, end, is_plain = Extent(), 0, True
    for base, part in _parts(archive, member, room):
        is_plain = is_plain and plain.see_plain(part)
        end = base + len(part)
    if is_plain:
        return end, plain
    exact = Extent()
    for _base, part in _parts(archive, member, room):
        for tag, attributes, text in _TOKEN.findall(part):
            exact.see(tag, attributes, text)
    return end, exact


def _parts(archive: zipfile.ZipFile, member: zipfile.ZipInfo, room: int) -> Iterator[tuple[int, bytes]]:
    """(place, bytes) of a member in parts that cut no tag and no cell; the real bytes are counted on the way."""
    fold = max(MOST_FOLD * member.compress_size, SLACK)
    base, rest = 0, b""
    with archive.open(member) as stream:
        while piece := stream.read(CHUNK):
            real = base + len(rest) + len(piece)
            if real > room or real > fold:
                raise FileRefused(
                    _("The workbook unpacks to more than 50 MB or a hundredfold. It was not opened.")
                )
            if not base and not rest and piece.startswith(b"PK"):
                raise suspicious()
            rest += piece
            cut = max(rest.rfind(b"<c "), 0) or max(rest.rfind(b"<"), 0)
            if len(rest) - cut > SLACK or any(mark in rest for mark in REFUSED_MARKS):
                raise suspicious()
            yield base, rest[:cut]
            base, rest = base + cut, rest[cut:]
    yield base, rest


def _open(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def sheet_names(data: bytes) -> list[str]:
    """The names of the sheets in their order."""
    try:
        return _open(data).sheet_names
    except CalamineError:
        raise FileRefused(_("The workbook is damaged. Open it and save it again as XLSX.")) from None


def read_sheet(data: bytes, place: int) -> Iterator[tuple[int, list[str]]]:
    """(number of the row from 1, cells as text from column A on) of one sheet of a checked workbook."""
    try:
        workbook = _open(data)
        if not 0 <= place < len(workbook.sheet_names):
            raise FileRefused(_("The workbook has no such sheet."))
        sheet = workbook.get_sheet_by_index(place)
        left = [""] * (sheet.start[1] if sheet.start else 0)
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            yield number, left + [text_of(cell) for cell in cells]
    except CalamineError:
        raise FileRefused(_("The workbook is damaged. Open it and save it again as XLSX.")) from None


def text_of(cell: object) -> str:
    """A cell as a person would have typed it: whole numbers without a point, dates in ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, dt.datetime):
        return (cell.date() if cell.time() == dt.time() else cell).isoformat()
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return str(cell)
