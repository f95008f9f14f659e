"""How one file is read: which sheet, where its heads stand, which column means what. Confirmed by a person."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from typing import Any

from django.utils.translation import gettext as _

from safefair.core.tabular import files
from safefair.core.tabular.files import Row, Source
from safefair.core.tabular.refusals import FileRefused
from safefair.people.imports import headings

SAMPLES = 200


@dataclass(frozen=True, slots=True)
class Reading:
    """`heads_row` is the number of the row with the heads; `columns` maps fields to columns, counted from 0.

    `date` and `activity` stand for every row where the file has no column for them.
    """

    source: Source
    heads_row: int
    columns: dict[str, int] = field(default_factory=dict)
    date: dt.date | None = None
    activity: str = ""

    def as_json(self) -> dict[str, Any]:
        """For `ImportBatch.columns`."""
        return asdict(self) | {"date": self.date.isoformat() if self.date else None}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "Reading":
        """The reading that `as_json` wrote."""
        day = dt.date.fromisoformat(data["date"]) if data["date"] else None
        return cls(Source(**data["source"]), data["heads_row"], data["columns"], day, data["activity"])


@dataclass(frozen=True, slots=True)
class Top:
    """The heads of a file and some rows below them."""

    heads: list[str]
    samples: list[Row]


def guess_reading(data: bytes, source: Source) -> Reading:
    """How a file is probably to be read. FileRefused if it holds no rows."""
    first = list(islice(files.rows(data, source), SAMPLES))
    if len(first) < 2:
        raise FileRefused(_("There are no rows on this sheet."))
    place = headings.find_heads(first)
    columns = headings.guess_columns(first[place].cells, first[place + 1 :])
    return Reading(source, first[place].number, columns)


def top_of(data: bytes, reading: Reading) -> Top:
    """Heads and first rows, for the page where columns are confirmed."""
    found = list(
        islice((r for r in files.rows(data, reading.source) if r.number >= reading.heads_row), SAMPLES)
    )
    if not found or found[0].number != reading.heads_row:
        raise FileRefused(_("The row with the heads is empty."))
    width = max(len(row.cells) for row in found)
    heads = found[0].cells + [""] * (width - len(found[0].cells))
    return Top(heads, found[1:])


def body_of(data: bytes, reading: Reading) -> Iterator[Row]:
    """The rows below the heads."""
    return (row for row in files.rows(data, reading.source) if row.number > reading.heads_row)


def with_columns(
    reading: Reading, columns: dict[str, int], *, date: dt.date | None, activity: str
) -> Reading:
    """The same reading with columns as a person confirmed them."""
    return replace(reading, columns=columns, date=date, activity=activity.strip())
