"""Files that must not be opened, and text in the encodings of the region."""

import io
import os
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Callable

import pytest
import xlsxwriter

from safefair.core.tabular import files, workbooks
from safefair.core.tabular.files import examine_file
from safefair.core.tabular.refusals import FileRefused
from tests.people.imports.lists import as_csv, as_xlsx

CELLS = '<worksheet><sheetData><row r="{row}"><c r="{cell}"><v>1</v></c></row></sheetData></worksheet>'


def repacked(
    *, add: dict[str, bytes] | None = None, change: Callable[[zipfile.ZipInfo], None] | None = None
) -> bytes:
    """A good workbook with members added or replaced, each entry changed."""
    source, target = zipfile.ZipFile(io.BytesIO(as_xlsx())), io.BytesIO()
    contents = {name: source.read(name) for name in source.namelist()} | (add or {})
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if change:
                change(entry)
            archive.writestr(entry, content)
    return target.getvalue()


def sheet(xml: str) -> bytes:
    return repacked(add={"xl/worksheets/sheet1.xml": xml.encode()})


def as_link(entry: zipfile.ZipInfo) -> None:
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def encrypted() -> bytes:
    """The flag of a password in every local and central header."""
    data = bytearray(as_xlsx())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def with_many_members() -> bytes:
    return repacked(add={f"xl/extra/{n}.xml": b"<a/>" for n in range(250)})


def with_a_vast_directory() -> bytes:
    """The end record says that the directory is large: the reader would take it in before any limit."""
    data = bytearray(as_xlsx())
    at = data.rfind(b"PK\x05\x06")
    data[at + 12 : at + 16] = struct.pack("<I", 300_000_000)
    return bytes(data)


def repeating_one_text() -> bytes:
    text = "x" * 4000
    shared = f"<sst><si><t>{text}</t></si></sst>"
    rows = "".join(f'<row r="{r}"><c r="A{r}" t="s"><v>0</v></c></row>' for r in range(1, 30_001))
    return repacked(
        add={
            "xl/sharedStrings.xml": shared.encode(),
            "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode(),
        }
    )


HOSTILE = {
    "empty": (lambda: b"", "empty"),
    "too large": (lambda: b"a" * (files.MOST_BYTES + 1), "20 MB"),
    "old workbook": (lambda: files.OLE + b"\0" * 600, r"\.xls"),
    "workbook with a password": (lambda: files.OLE + files.ENCRYPTED_PACKAGE, "password"),
    "archive with a password": (encrypted, "password"),
    "macros": (lambda: repacked(add={"xl/vbaProject.bin": b"x"}), "macros"),
    "binary workbook": (lambda: repacked(add={"xl/workbook.bin": b"x"}), "xlsb"),
    "other archive": (lambda: _archive({"a.txt": b"hello"}), "no XLSX"),
    "folder above": (lambda: repacked(add={"../evil.xml": b"<a/>"}), "unusual"),
    "absolute folder": (lambda: repacked(add={"/etc/evil.xml": b"<a/>"}), "unusual"),
    "link": (lambda: repacked(change=as_link), "unusual"),
    "archive inside": (lambda: repacked(add={"xl/media/inner.zip": _archive({"a": b"b"})}), "unusual"),
    "very many members": (with_many_members, "unusual"),
    "vast directory": (with_a_vast_directory, "unusual"),
    "unpacks a hundredfold": (
        lambda: repacked(add={"xl/bomb.xml": b"<a/>" * 8_000_000}),
        "hundredfold",
    ),
    "document type": (lambda: sheet('<!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'), "unusual"),
    "cells far apart": (lambda: sheet(CELLS.format(row=1_048_576, cell="XFD1048576")), "far apart"),
    "cells far apart, written oddly": (
        lambda: sheet(
            "<x:worksheet><x:row r='9'><x:c a='>' r = 'XFD1048576'><x:v>1</x:v></x:c></x:row></x:worksheet>"
        ),
        "far apart",
    ),
    "one text again and again": (repeating_one_text, "repeats one long text"),
    "broken archive": (lambda: as_xlsx()[:-30], "damaged"),
    "cut in the middle": (lambda: as_xlsx()[: len(as_xlsx()) // 2], "damaged"),
    "binary garbage": (lambda: os.urandom(4000).replace(b"PK", b"\0\0"), "no text"),
    "NUL in a text": (lambda: b"Name,Sex\nInvented\0Daisy,F\n" * 4, "no text"),
    "PDF": (lambda: b"%PDF-1.7\n" + b"x" * 50, "not a table"),
    "web page": (lambda: b"\n<!doctype html><table><tr><td>x</td></tr></table>", "not a table"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 50, "not a table"),
}


def _archive(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_hostile_file_is_refused_in_words(name: str) -> None:
    make, words = HOSTILE[name]

    with pytest.raises(FileRefused, match=words):
        examine_file(make())


def test_a_good_workbook_is_not_refused() -> None:
    assert examine_file(as_xlsx()).kind == files.XLSX


def test_formatted_empty_cells_far_below_do_not_hurt() -> None:
    xml = '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData></worksheet>'

    assert examine_file(sheet(xml)).kind == files.XLSX


def test_plain_and_exact_reading_of_cells_agree() -> None:
    part = b'<row r="3"><c r="AB3" s="1" t="s"><v>7</v></c><c r="AC3"><v>2</v></c></row>'
    plain, exact = workbooks.Extent(), workbooks.Extent()

    is_plain = plain.see_plain(part)
    for tag, attributes, text in workbooks._TOKEN.findall(part):
        exact.see(tag, attributes, text)

    assert (is_plain, plain.last_row, plain.last_column, plain.shared) == (True, 3, 29, [7])
    assert (exact.last_row, exact.last_column, exact.shared) == (3, 29, [7])


def test_formulas_give_their_value_and_dates_are_iso() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet()
        page.write_formula(2, 1, '=HYPERLINK("https://example.invalid")', None, "seen")
        page.write_number(2, 2, 66812345678)
        page.write_datetime(2, 3, __import__("datetime").datetime(2026, 3, 5))

    found = list(files.rows(file.getvalue(), examine_file(file.getvalue())))

    assert [(row.number, row.cells) for row in found] == [(3, ["", "seen", "66812345678", "2026-03-05"])]


def vietnamese(text: str) -> bytes:
    """Windows-1258: base letters with their own marks, tone marks behind them."""
    out = b""
    for letter in unicodedata.normalize("NFC", text):
        base, marks = unicodedata.normalize("NFD", letter)[0], unicodedata.normalize("NFD", letter)[1:]
        tones = [m for m in marks if m in "\u0300\u0301\u0303\u0309\u0323"]
        body = unicodedata.normalize("NFC", base + "".join(m for m in marks if m not in tones))
        out += body.encode("cp1258") + "".join(tones).encode("cp1258")
    return out


THAI = "ชื่อ;เพศ;วันที่\nดอกไม้ สมมติ;หญิง;12/03/2567\n"
VIET = "Họ và tên;Giới tính;Ngày\nHoa Tưởng Tượng;Nữ;12/03/2024\nHương Giả Định;Nữ;13/03/2024\n"
WEST = "Nome;Sexo;Data\nConceição Inventada;F;12/03/2024\nJoão Inventado;M;13/03/2024\n"


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (THAI.encode(), "utf-8-sig", THAI),
        (THAI.encode("utf-8-sig"), "utf-8-sig", THAI),
        (THAI.encode("utf-16"), "utf-16", THAI),
        (THAI.encode("utf-16-le"), "utf-16-le", THAI),
        (THAI.encode("utf-16-be"), "utf-16-be", THAI),
        (THAI.encode("cp874"), "cp874", THAI),
        (vietnamese(VIET), "cp1258", VIET),
        (WEST.encode("cp1252"), "cp1252", WEST),
    ],
)
def test_encoding_is_guessed(data: bytes, encoding: str, text: str) -> None:
    source = examine_file(data)

    assert (source.encoding, source.separator) == (encoding, ";")
    assert [row.cells for row in files.rows(data, source)] == [
        line.split(";") for line in text.split("\n")[:-1]
    ]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separator_is_guessed(separator: str) -> None:
    data = f'Name{separator}Village\n"Daisy, Invented"{separator}"Ban; Mai"\nRose{separator}Two\n'.encode()

    source = examine_file(data)

    assert [row.cells for row in files.rows(data, source)][1] == ["Daisy, Invented", "Ban; Mai"]


def test_a_missing_quotation_mark_is_named_by_its_line() -> None:
    data = b'Name,Sex\n"Invented Daisy,F\n' + b"Invented Rose,F\n" * 20_000

    with pytest.raises(FileRefused, match=r"(Line|Row) 2 .*quotation mark"):
        list(files.rows(data, examine_file(data)))


def test_rows_keep_the_numbers_of_the_spreadsheet_and_empty_ones_are_skipped() -> None:
    data = b"Name,Sex\n\n , \nInvented Daisy,F\n"

    assert [row.number for row in files.rows(data, examine_file(data))] == [1, 4]


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_ROWS", 3)

    with pytest.raises(FileRefused, match="200,000 rows"):
        list(files.rows(as_csv(), examine_file(as_csv())))
