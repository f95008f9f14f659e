"""A register file as a table of text: CSV in any usual encoding, or XLSX."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv
from python_calamine import CalamineError, CalamineWorkbook

from safefair.people.linkage.columns import Recognized, recognize

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class RegisterUnreadable(Exception):
    """The file cannot be read as a register; the message says what is wrong and where."""


@dataclass(frozen=True)
class Register:
    """`table` has the columns of `columns.FIELDS` that the file holds; `recognized` tells what each came from."""

    table: pa.Table
    recognized: Recognized
    has_own_ids: bool


def _encoding(head: bytes, whole: bytes) -> str:
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head[1:2] == b"\0":
        return "utf-16-le"
    if head[:1] == b"\0":
        return "utf-16-be"
    try:
        whole.decode("utf-8")
    except UnicodeDecodeError:
        # Excel in Thailand saves CSV in the Windows code page; anything else with high bytes is Western European.
        thai = sum(0xA1 <= byte <= 0xFB for byte in whole[:20_000])
        return "cp874" if thai > 200 and not any(0x80 <= byte < 0xA0 for byte in whole[:2_000]) else "cp1252"
    return "utf-8"


def _delimiter(first_line: str) -> str:
    return max(",;\t|", key=first_line.count) if first_line else ","


def _read_csv(path: Path) -> pa.Table:
    content = path.read_bytes()
    if not content.strip():
        raise RegisterUnreadable("The file is empty.")
    encoding = _encoding(content[:4], content)
    if encoding != "utf-8":
        try:
            content = content.decode(encoding).encode("utf-8")
        except UnicodeDecodeError as error:
            raise RegisterUnreadable(f"Byte {error.start} is no {encoding} text.") from error
    content = content.removeprefix(b"\xef\xbb\xbf")
    first = content.split(b"\n", 1)[0].decode("utf-8", "replace")
    names = next(iter(csv.reader([first.rstrip("\r")], delimiter=_delimiter(first))), [])
    unique = [f"{i}" for i in range(len(names))]
    try:
        table = pacsv.read_csv(
            io.BytesIO(content),
            read_options=pacsv.ReadOptions(column_names=unique, skip_rows=1, block_size=1 << 24),
            parse_options=pacsv.ParseOptions(delimiter=_delimiter(first), newlines_in_values=True),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(unique, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid as error:
        if "Empty CSV file" in str(error):
            return pa.table({name: pa.array([], pa.string()) for name in names})
        raise RegisterUnreadable(_csv_fault(str(error))) from error
    return pa.Table.from_arrays(table.columns, names=_distinct(names))


def _csv_fault(message: str) -> str:
    """What is wrong with a row, without its content: PyArrow's message quotes the row."""
    found = re.search(r"(?:Row #(\d+): )?Expected (\d+) columns, got (\d+)", message)
    if found is None:
        return "The file is no CSV: quotes or separators do not fit."
    row = f"Row {found[1]}" if found[1] else "A row"
    return f"{row} has {found[3]} cells where the heading has {found[2]}."


def _distinct(names: list[str]) -> list[str]:
    """Headings made different from each other, since two columns may have one heading."""
    return [name if names.index(name) == i else f"{name} ({i + 1})" for i, name in enumerate(names)]


def _cell(value: object) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _read_xlsx(path: Path) -> pa.Table:
    try:
        rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    except (CalamineError, OSError, IndexError) as error:
        raise RegisterUnreadable(f"The workbook cannot be opened: {error}") from error
    rows = [row for row in rows if any(value not in ("", None) for value in row)]
    if not rows:
        raise RegisterUnreadable("The first sheet is empty.")
    names = [str(value or "") for value in rows[0]]
    columns = [pa.array([_cell(row[i]) for row in rows[1:]], pa.string()) for i in range(len(names))]
    return pa.Table.from_arrays(columns, names=_distinct(names))


def _with_full_name(columns: dict[str, pa.ChunkedArray]) -> None:
    first, last = columns.pop("first_name", None), columns.pop("last_name", None)
    if "full_name_latin" in columns or (first is None and last is None):
        return
    parts = [part.fill_null("") for part in (first, last) if part is not None]
    joined = pc.utf8_trim_whitespace(pc.binary_join_element_wise(*parts, " "))
    columns["full_name_latin"] = pc.if_else(pc.equal(joined, ""), pa.scalar(None, pa.string()), joined)


def _check_ids(ids: pa.ChunkedArray) -> None:
    if ids.null_count:
        row = pc.index(pc.is_null(ids), True).as_py() + 2
        raise RegisterUnreadable(f"Row {row}: the record id is empty.")
    counts = pc.value_counts(ids)
    repeated = pc.filter(counts.field(0), pc.greater(counts.field(1), 1))
    if len(repeated):
        value = repeated[0].as_py()
        rows = [i + 2 for i, same in enumerate(pc.equal(ids, value).to_pylist()) if same][:2]
        raise RegisterUnreadable(f"Rows {rows[0]} and {rows[1]} have the same record id.")


def read_register(path: Path) -> Register:
    """Read a register; without a column of record ids its row numbers (from 1) serve.

    Raises `RegisterUnreadable` with row or column for an empty file, ragged rows, no column with names or any other
    data on persons, and record ids that are empty or occur twice.
    """
    if not path.is_file():
        raise RegisterUnreadable("There is no such file.")
    table = _read_xlsx(path) if path.suffix.lower() in (".xlsx", ".xlsm", ".xls", ".ods") else _read_csv(path)
    recognized = recognize(table.column_names)
    if not recognized.has_name:
        raise RegisterUnreadable(f"No column with names among: {', '.join(table.column_names)[:400]}.")
    if not table.num_rows:
        raise RegisterUnreadable("There are headings but no rows.")
    columns = {field: table.column(position) for field, position in recognized.fields.items()}
    has_own_ids = "record_id" in columns
    if has_own_ids:
        _check_ids(columns["record_id"])
    else:
        columns["record_id"] = pa.chunked_array([pa.array([str(i) for i in range(1, table.num_rows + 1)])])
    _with_full_name(columns)
    return Register(pa.table(columns), recognized, has_own_ids)
