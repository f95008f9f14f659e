"""Reading counts and published tables from CSV, and writing what is published. Errors name row and column."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from safefair.results.disclosure.errors import TableError
from safefair.results.disclosure.tables import TOTAL, Design, Key, Published, infer_tables

VALUE, STATUS = "value", "status"
PUBLISHED, WITHHELD = "published", "withheld"
Groups = Mapping[str, Mapping[str, frozenset[str]]]


def _rows(path: Path, wanted: Sequence[str] = ()) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows as dictionaries with the number of the line they end on; the header is line 1."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableError(
            "the file is not UTF-8 text", row=error.object.count(b"\n", 0, error.start) + 1
        ) from None
    except OSError as error:
        raise TableError(f"{path.name} cannot be read: {error.strerror}") from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        if missing := [name for name in wanted if name not in header]:
            hint = "; the columns seem to be separated by ;" if len(header) == 1 and ";" in header[0] else ""
            raise TableError(f"the file has no such column{hint}", row=1, column=missing[0])
        if twice := [name for name, times in Counter(header).items() if times > 1]:
            raise TableError("the heading stands twice", row=1, column=twice[0])
        for cells in reader:
            if not any(cells):
                continue
            if len(cells) != len(header):
                fact = f"{len(cells)} values where the header has {len(header)}"
                raise TableError(fact, row=reader.line_num)
            yield reader.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True))
    except csv.Error as error:
        raise TableError(f"not valid CSV: {error}", row=reader.line_num) from None


def _count(text: str, row: int, column: str) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 15:
        raise TableError("not a whole number of 0 or more", row=row, column=column)
    return int(text)


def _key(record: Mapping[str, str], dimensions: Sequence[str], row: int) -> Key:
    for name in dimensions:
        if not record[name]:
            raise TableError("empty; give every row a code, for instance `unknown`", row=row, column=name)
    return tuple(record[name] for name in dimensions)


def read_counts(
    path: Path, dimensions: tuple[str, ...], *, count: str | None, groups: Groups
) -> dict[Key, int]:
    """Count the rows of a file, or add up its column of counts.

    Args:
        count: column that holds the counts; a row then may be a margin, with `*`, which is checked
            against the sum of its parts. `None`: every row is one case.

    Raises:
        TableError: with the row and column of the first fault.
    """
    counts: Counter[Key] = Counter()
    for row, record in _rows(path, [*dimensions, *([count] if count else [])]):
        key = _key(record, dimensions, row)
        for name, code in zip(dimensions, key, strict=True):
            if code in groups.get(name, ()):
                raise TableError("a group, where a single code is needed", row=row, column=name)
            if code == TOTAL and count is None:
                raise TableError("`*` is a total and cannot be the code of a case", row=row, column=name)
        if count and TOTAL in key and key in counts:
            raise TableError("this total stands twice", row=row, column=count)
        counts[key] += _count(record[count], row, count) if count else 1
    if not counts:
        raise TableError("the file has no rows", row=2)
    return dict(counts)


def read_groups(path: Path, dimension: str) -> dict[str, frozenset[str]]:
    """Groups of codes from a file with two columns: code, group. A code may be in several groups."""
    groups: dict[str, set[str]] = {}
    for row, record in _rows(path):
        if len(record) != 2:
            raise TableError("a hierarchy has two columns: code, group", row=1)
        (code_column, code), (group_column, group) = record.items()
        for column, text in ((code_column, code), (group_column, group)):
            if not text or text == TOTAL:
                raise TableError("empty or `*`", row=row, column=column)
        groups.setdefault(group, set()).add(code)
    codes = {code for members in groups.values() for code in members}
    if both := sorted(codes & groups.keys()):
        raise TableError(f"{both[0]} is both a code and a group of {dimension}")
    return {group: frozenset(members) for group, members in groups.items()}


def read_published(path: Path, dimensions: Sequence[str] = (), *, groups: Groups | None = None) -> Published:
    """Read a published file; its tables are the widest combinations of dimensions that occur in it.

    Args:
        dimensions: expected dimensions; empty takes every column but value and status.

    Raises:
        TableError: for a wrong value or status, a withheld cell with a value, or a cell that stands twice.
    """
    cells: dict[Key, int | None] = {}
    names = tuple(dimensions)
    for row, record in _rows(path, [*dimensions, VALUE, STATUS]):
        names = names or tuple(name for name in record if name not in (VALUE, STATUS))
        if extra := [name for name in record if name not in (*names, VALUE, STATUS)]:
            raise TableError(
                "a column that is neither a dimension nor value or status", row=1, column=extra[0]
            )
        key = _key(record, names, row)
        if key in cells:
            raise TableError("this cell stands twice", row=row)
        if record[STATUS] not in (PUBLISHED, WITHHELD):
            raise TableError(f"neither {PUBLISHED} nor {WITHHELD}", row=row, column=STATUS)
        if record[STATUS] == WITHHELD and record[VALUE]:
            raise TableError("a withheld cell has a value", row=row, column=VALUE)
        cells[key] = None if record[STATUS] == WITHHELD else _count(record[VALUE], row, VALUE)
    if not cells:
        raise TableError("the file has no rows", row=2)
    used = {name: known for name, known in (groups or {}).items() if name in names}
    return Published(Design(names, infer_tables(names, cells), used), cells)


def write_published(path: Path, published: Published) -> None:
    """Write one row a cell, ordered by the codes alone, so that the order tells nothing."""
    names = published.design.dimensions
    if taken := [name for name in names if name in (VALUE, STATUS)]:
        raise TableError("this heading is taken by the published file", column=taken[0])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*names, VALUE, STATUS])
        for key, value in sorted(published.cells.items()):
            writer.writerow([*key, "" if value is None else value, WITHHELD if value is None else PUBLISHED])


def align(published: Published, dimensions: tuple[str, ...]) -> Published:
    """The same cells with their keys over more dimensions; a dimension they do not use is `*`."""
    names = published.design.dimensions
    if names == dimensions:
        return published
    at = [names.index(name) if name in names else None for name in dimensions]
    cells = {tuple(TOTAL if i is None else key[i] for i in at): v for key, v in published.cells.items()}
    design = published.design
    return Published(Design(dimensions, design.tables, design.groups, design.cumulative), cells)
