"""A file that somebody brought, as rows of text: what it is, whether it is safe to open, and its cells.

A file is never trusted: see `workbooks` for XLSX and `delimited` for text. Its name is not kept at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safefair.core.tabular import delimited, workbooks
from safefair.core.tabular.refusals import FileRefused

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 200_000
MOST_TEXT = 5_000
"""Characters of one cell; a longer one is no cell of an attendance list."""
XLSX, CSV = "XLSX", "CSV"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty: its number as the spreadsheet shows it (from 1), and its cells as text."""

    number: int
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Source:
    """Which part of a file is read and how: sheet of a workbook (by place), encoding and separator of a text."""

    kind: str
    sheet: int = 0
    encoding: str = ""
    separator: str = ""


def examine_file(data: bytes) -> Source:
    """What the file is, by its bytes and never by its name; FileRefused if it must not be opened."""
    if not data:
        raise FileRefused(_("The file is empty."))
    if len(data) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 20 MB. Split it into smaller files."))
    if data.startswith(OLE):
        raise FileRefused(_ole_message(data))
    if data.startswith(b"PK"):
        workbooks.check_workbook(data)
        return Source(XLSX)
    if data.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
    ):
        raise FileRefused(_("This is not a table. Save it as XLSX or CSV."))
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise FileRefused(
            _("This is a web page or another marked-up text, not a table. Save it as XLSX or CSV.")
        )
    encoding, separator = delimited.examine_text(data)
    return Source(CSV, encoding=encoding, separator=separator)


def _ole_message(data: bytes) -> str:
    if ENCRYPTED_PACKAGE in data:
        return _("This workbook has a password. Save it without one, then bring it again.")
    return _("This is a workbook of the old kind (.xls). Open it and save it as XLSX.")


def sheet_names(data: bytes, source: Source) -> list[str]:
    """The sheets of a workbook in their order; none for a text."""
    return workbooks.sheet_names(data) if source.kind == XLSX else []


def rows(data: bytes, source: Source) -> Iterator[Row]:
    """The rows of an examined file, empty ones left out. FileRefused beyond 200,000 rows or a broken place.

    Formulas give their last value; nothing is calculated.
    """
    raw = (
        workbooks.read_sheet(data, source.sheet)
        if source.kind == XLSX
        else delimited.read_text(data, source.encoding, source.separator)
    )
    count = 0
    for number, cells in raw:
        texts = [cell.strip() for cell in cells]
        if not any(texts):
            continue
        count += 1
        if count > MOST_ROWS:
            raise FileRefused(_("The file has more than 200,000 rows. Split it into smaller files."))
        if any(len(text) > MOST_TEXT for text in texts):
            raise FileRefused(
                _(
                    "Row %(row)d holds a cell with more than 5,000 characters: perhaps a quotation mark is missing."
                )
                % {"row": number}
            )
        yield Row(number, texts)
