"""Horizontal bars: single, grouped or stacked. The label stands above its bars, so any script has room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from safefair.core.charts.chart import (
    COLOURS,
    WITHHELD,
    Chart,
    Value,
    cell,
    describe,
    frame,
    hatch,
    is_shown,
    legend,
    percent,
    shown,
    text,
)
from safefair.core.formats import write_number

LABEL, BAR, GAP = 20, 16, 10
ROOM = 72  # per cent of the width for the longest bar; the rest is for its number


@dataclass(frozen=True)
class BarRow:
    """One label with one value, or with one value a series."""

    label: str
    values: tuple[Value, ...]

    @classmethod
    def of(cls, label: str, *values: Value) -> "BarRow":
        """A row from its values in a line."""
        return cls(label, values)


def bar_chart(
    title: str,
    rows: Sequence[BarRow],
    *,
    series: Sequence[str] = (),
    unit: str = "",
    row_name: str = "",
    stacked: bool = False,
) -> Chart:
    """Bars of `rows`; with several `series` grouped side by side, or stacked if the parts add up to something.

    Raises ValueError for more than five series, which no colours tell apart, and for a row that does not fit them.
    """
    if len(series) > len(COLOURS) or any(len(row.values) != max(len(series), 1) for row in rows):
        raise ValueError("A chart has one value a series in each row, and at most five series.")
    draw = _stacked if stacked else _grouped
    lengths = [sum(shown(row.values)) if stacked else max(shown(row.values), default=0) for row in rows]
    largest = max(lengths, default=0)
    marks: list[SafeString] = []
    y: float = 0
    for row in rows:
        marks.append(text(0, y + 15, row.label))
        y += LABEL
        for mark, height in draw(row, series, largest, y):
            marks.append(mark)
            y += height
        y += GAP
    description = describe(
        ((_label(row, series, index), value) for row in rows for index, value in enumerate(row.values)), unit
    )
    names = [(name, COLOURS[index]) for index, name in enumerate(series)]
    if any(value is WITHHELD for row in rows for value in row.values):
        names.append((_("withheld"), "hatch"))
    return Chart(
        title=title,
        description=description,
        svg=frame(title, description, marks, height=y),
        head=(row_name, *(series or (unit or _("Number"),))),
        rows=tuple((row.label, *(cell(value) for value in row.values)) for row in rows),
        legend=legend(names) if names and (stacked or len(series) > 1) else SafeString(""),
    )


def _label(row: BarRow, series: Sequence[str], index: int) -> str:
    return f"{row.label}, {series[index]}" if len(series) > 1 else row.label


def _grouped(
    row: BarRow, series: Sequence[str], largest: float, y: float
) -> Iterator[tuple[SafeString, float]]:
    for index, value in enumerate(row.values):
        name = f" {series[index]}" if len(series) > 1 else ""
        lead = f"{series[index]}: " if len(series) > 1 else ""
        middle = y + index * (BAR + 2) + BAR - 4
        if value is WITHHELD:
            yield (
                hatch(0, middle - 11) + text(0, middle, lead + _("withheld"), classes="t-muted", dx=38),
                BAR + 2,
            )
        elif value is None:
            yield text(0, middle, lead + _("no data"), classes="t-muted"), BAR + 2
        else:
            width = percent(value, largest, ROOM)
            bar = format_html(
                '<rect class="{}" y="{}" width="{}" height="{}" rx="2"/>',
                COLOURS[index],
                y + index * (BAR + 2),
                width,
                BAR,
            )
            yield bar + text(width, middle, write_number(value) + name, dx=6), BAR + 2


def _stacked(
    row: BarRow, _series: Sequence[str], largest: float, y: float
) -> Iterator[tuple[SafeString, float]]:
    at: float = 0
    marks = SafeString("")
    for index, value in enumerate(row.values):
        if value is None or value is WITHHELD:
            continue
        marks += format_html(
            '<rect class="{} part" x="{}" y="{}" width="{}" height="{}"/>',
            COLOURS[index],
            percent(at, largest, ROOM),
            y,
            percent(value, largest, ROOM),
            BAR,
        )
        at += value
    end = percent(at, largest, ROOM)
    if any(value is WITHHELD for value in row.values):
        # After the shown parts and always of one size; no sum stands beside it.
        marks += format_html('<svg x="{}" y="{}" overflow="visible">{}</svg>', end, y, hatch(6, 1))
    elif all(is_shown(value) for value in row.values):
        marks += text(end, y + BAR - 4, write_number(at), dx=6)
    yield marks, BAR
