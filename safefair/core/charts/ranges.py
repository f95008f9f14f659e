"""Points with the range in which the true value lies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from safefair.core.charts.chart import (
    WITHHELD,
    Chart,
    Value,
    cell,
    describe,
    frame,
    hatch,
    is_shown,
    percent,
    text,
)
from safefair.core.formats import write_number

ROW, ROOM = 48, 97


@dataclass(frozen=True)
class RangeRow:
    """A value and its range; a withheld value has no range either."""

    label: str
    value: Value
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if not is_shown(self.value) and not (self.low is None and self.high is None):
            raise ValueError("A range would give a withheld or missing value away.")


def range_chart(title: str, rows: Sequence[RangeRow], *, unit: str = "", row_name: str = "") -> Chart:
    """One line a row: label and words above, the range and its point below, all on one scale from zero."""
    ends = [end for row in rows for end in (row.value, row.high) if is_shown(end)]
    largest = max((float(end) for end in ends if isinstance(end, int | float)), default=0)
    description = describe(((_words(row), row.value) for row in rows), unit)
    marks = [mark for index, row in enumerate(rows) for mark in _row(row, index * ROW, largest)]
    return Chart(
        title=title,
        description=description,
        svg=frame(title, description, marks, height=len(rows) * ROW),
        head=(row_name, unit or _("Number"), _("from"), _("to")),
        rows=tuple(
            (
                row.label,
                cell(row.value),
                *(write_number(end) if end is not None else "" for end in (row.low, row.high)),
            )
            for row in rows
        ),
    )


def _words(row: RangeRow) -> str:
    if row.low is None or row.high is None:
        return row.label
    return _("%(label)s (between %(low)s and %(high)s)") % {
        "label": row.label,
        "low": write_number(row.low),
        "high": write_number(row.high),
    }


def _row(row: RangeRow, y: float, largest: float) -> Iterator[SafeString]:
    line = y + 31
    yield text(0, y + 15, row.label)
    if row.value is WITHHELD:
        yield hatch(0, line - 9) + text(0, line + 2, _("withheld"), classes="t-muted", dx=38)
        return
    if row.value is None:
        yield text(0, line + 2, _("no data"), classes="t-muted")
        return
    yield format_html('<rect class="track" x="0" y="{}" width="100%" height="2"/>', line - 1)
    said = write_number(row.value)
    if row.low is not None and row.high is not None:
        yield format_html(
            '<line class="range" x1="{}" x2="{}" y1="{}" y2="{}"/>',
            percent(row.low, largest, ROOM),
            percent(row.high, largest, ROOM),
            line,
            line,
        )
        said = f"{said}  ({write_number(row.low)}–{write_number(row.high)})"
    yield format_html(
        '<circle class="f1 dot" cx="{}" cy="{}" r="6"/>', percent(float(row.value), largest, ROOM), line
    )
    yield text("100%", y + 15, said, classes="t-end")
