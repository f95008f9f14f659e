"""What the preview shows: what is wrong by row and column, and rows of each fate with their values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from safefair.people.enums import RowStatus
from safefair.people.imports.columns import column_name
from safefair.people.imports.faults import FAULTS, WHOLE_ROW, Level
from safefair.people.imports.reading import Reading, body_of, top_of
from safefair.people.models import ImportBatch

NAME_FIELDS = ("full_name_native", "full_name_latin", "given_name", "family_name")
FATES = (RowStatus.NEW, RowStatus.KNOWN, RowStatus.PRESENT, RowStatus.REPEATED, RowStatus.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class Found:
    """One fault of one row, without its value: row number, column from 0 (-1: the whole row), code."""

    row: int
    column: int
    code: str

    @property
    def is_error(self) -> bool:
        """Whether the row is left out for it."""
        return FAULTS[self.code].level is Level.ERROR

    @property
    def message(self) -> str | Promise:
        """What is wrong, in words."""
        return FAULTS[self.code].message


def faults_of(batch: ImportBatch, code: str = "") -> list[Found]:
    """The faults of a checked list in the order of the rows, errors first in each; of one code if given."""
    rows = batch.rows.exclude(faults=[]).order_by("number").values_list("number", "faults")
    found = [Found(number, column, name) for number, faults in rows for column, name in faults]
    chosen = [fault for fault in found if not code or fault.code == code]
    return sorted(chosen, key=lambda fault: (fault.row, not fault.is_error))


def fault_choices(faults: Iterable[Found]) -> list[tuple[str, str]]:
    """(code, words with their number) for the filter, the most frequent first."""
    counts = Counter(fault.code for fault in faults)
    return [(code, f"{FAULTS[code].message} ({count})") for code, count in counts.most_common()]


class Cells:
    """The cells of some rows of a file, opened for one page."""

    def __init__(self, data: bytes, reading: Reading, numbers: Iterable[int]) -> None:
        wanted = set(numbers)
        self.reading, self.heads = reading, top_of(data, reading).heads
        self.rows: dict[int, list[str]] = {}
        if wanted:
            for row in body_of(data, reading):
                if row.number in wanted:
                    self.rows[row.number] = row.cells
                    if len(self.rows) == len(wanted):
                        break

    def value(self, row: int, column: int) -> str:
        """What stands in a cell; "" outside of the table."""
        cells = self.rows.get(row, [])
        return cells[column] if 0 <= column < len(cells) else ""

    def field(self, row: int, name: str) -> str:
        """What a row says in one of our fields."""
        return self.value(row, self.reading.columns.get(name, WHOLE_ROW))

    def names(self, row: int) -> str:
        """The names of a row, each form once."""
        return " · ".join(dict.fromkeys(text for name in NAME_FIELDS if (text := self.field(row, name))))

    def line(self, row: int) -> tuple[str, ...]:
        """Names, date, activity and organisation of a row."""
        return self.names(row), *(self.field(row, name) for name in ("date", "activity", "organization"))

    def head(self, column: int) -> str:
        """How a column is called."""
        return column_name(column, self.heads[column]) if 0 <= column < len(self.heads) else ""


def fault_lines(faults: Sequence[Found], cells: Cells) -> list[dict[str, object]]:
    """Lines of the table of faults."""
    return [
        {"fault": fault, "column": cells.head(fault.column), "value": cells.value(fault.row, fault.column)}
        for fault in faults
    ]
