"""CSV and its kin: which encoding, which separator, which cells. Guessed from the bytes, to be confirmed by a person."""

import csv
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from safefair.core.tabular.refusals import FileRefused

ENCODINGS = {
    "utf-8-sig": "UTF-8",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "cp874": "TIS-620 / Windows-874",
    "cp1258": "Windows-1258",
    "cp1252": "Windows-1252",
}
SEPARATORS = ",;\t"
SAMPLE = 64 * 1024
# đ Đ ư and the combining tone marks of Windows-1258: bytes that Western texts of the region do not use.
_VIETNAMESE = bytes([0xF0, 0xD0, 0xFD, 0xDD, 0xCC, 0xD2, 0xDE, 0xEC, 0xF2])
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def examine_text(data: bytes) -> tuple[str, str]:
    """(encoding, separator) of a delimited text; FileRefused for what is no text."""
    encoding = _guess_encoding(data)
    text = decode(data, encoding)
    return encoding, _guess_separator(text[:SAMPLE])


def decode(data: bytes, encoding: str) -> str:
    """The text of the file in NFC; FileRefused if it is none in this encoding."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise FileRefused(_("The text cannot be read in this encoding.")) from None
    if _CONTROL.search(text):
        raise FileRefused(_("The file is no text: it holds signs that no table has. Save it as XLSX or CSV."))
    # Windows-1258 writes tone marks after their vowel.
    return unicodedata.normalize("NFC", text) if encoding == "cp1258" else text


def _guess_encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b"\0" in data:
        return _guess_wide(data[:SAMPLE])
    try:
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _guess_old(data)
    return "utf-8-sig"


def _guess_wide(sample: bytes) -> str:
    """UTF-16 without a mark: separators and digits put a NUL into every other byte, on one side only."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) >= 8 and odd > 10 * even and odd * 20 > len(sample):
        return "utf-16-le"
    if len(sample) >= 8 and even > 10 * odd and even * 20 > len(sample):
        return "utf-16-be"
    raise FileRefused(_("The file is no text: it holds signs that no table has. Save it as XLSX or CSV."))


def _guess_old(data: bytes) -> str:
    """Thai stands in runs of high bytes; in Vietnamese and Western texts they stand one by one between letters."""
    runs = _HIGH_RUN.findall(data)
    high = sum(map(len, runs))
    in_runs = sum(len(run) for run in runs if len(run) >= 3)
    if in_runs * 10 >= high * 7 and _decodes(data, "cp874"):
        return "cp874"
    vietnamese = sum(byte in _VIETNAMESE for run in runs for byte in run)
    if vietnamese * 20 >= high and _decodes(data, "cp1258"):
        return "cp1258"
    return "cp1252"


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _guess_separator(sample: str) -> str:
    """The separator with which most rows have one and the same number of fields, more than one; else the comma."""

    def fit(separator: str) -> tuple[int, int]:
        lengths = Counter(len(cells) for _number, cells in _parse(sample, separator) if len(cells) > 1)
        if not lengths:
            return 0, 0
        fields, rows = lengths.most_common(1)[0]
        return rows, fields

    try:
        return max(SEPARATORS, key=fit)
    except FileRefused:
        return ","


def _parse(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    number = 1
    try:
        for cells in reader:
            yield number, cells
            number = reader.line_num + 1
    except csv.Error:
        raise FileRefused(
            _("Line %(line)d cannot be read: perhaps a quotation mark is missing.") % {"line": number}
        ) from None


def read_text(data: bytes, encoding: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """(number of the line, cells) of every row."""
    return _parse(decode(data, encoding), separator)
