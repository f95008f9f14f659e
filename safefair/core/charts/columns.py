"""Columns over time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from safefair.core.charts.chart import WITHHELD, Chart, Value, cell, describe, frame, hatch, shown, text
from safefair.core.formats import write_number

HEIGHT, TOP, FOOT = 140, 20, 24
FEW = 8  # so many columns still have room for a number on each at 320 px


@dataclass(frozen=True)
class ColumnRow:
    """A period and what was counted in it."""

    label: str
    value: Value


def column_chart(title: str, rows: Sequence[ColumnRow], *, unit: str = "", row_name: str = "") -> Chart:
    """Columns in the order of `rows`; with more than eight, only the first, the last and the largest carry a number."""
    description = describe(((row.label, row.value) for row in rows), unit)
    base = TOP + HEIGHT
    axis = format_html('<line class="axis" x2="100%" y1="{}" y2="{}"/>', base, base)
    return Chart(
        title=title,
        description=description,
        svg=frame(title, description, [*_columns(rows, base), axis], height=base + FOOT),
        head=(row_name or _("Period"), unit or _("Number")),
        rows=tuple((row.label, cell(row.value)) for row in rows),
    )


def _columns(rows: Sequence[ColumnRow], base: float) -> Iterator[SafeString]:
    numbers = shown(row.value for row in rows)
    largest = max(numbers, default=0)
    step = 100 / max(len(rows), 1)
    every = -(-len(rows) // FEW)
    told = _told(rows, largest)
    for index, row in enumerate(rows):
        middle = f"{step * (index + 0.5):.2f}%"
        if index % every == 0:
            yield text(middle, base + 17, row.label, classes="t-mid t-muted")
        if row.value is WITHHELD:
            yield format_html('<svg x="{}" overflow="visible">{}</svg>', middle, hatch(-15, base - 15))
        elif row.value is None:
            yield text(middle, base - 5, "–", classes="t-mid t-muted")
        else:
            height = round(HEIGHT * row.value / largest, 1) if largest else 0
            yield format_html(
                '<rect class="f1" x="{}" y="{}" width="{}" height="{}"/>',
                f"{step * (index + 0.15):.2f}%",
                round(base - height, 1),
                f"{step * 0.7:.2f}%",
                height,
            )
            if index in told:
                yield text(middle, round(base - height - 5, 1), write_number(row.value), classes="t-mid")


def _told(rows: Sequence[ColumnRow], largest: float) -> set[int]:
    if len(rows) <= FEW:
        return set(range(len(rows)))
    return {0, len(rows) - 1, next((i for i, row in enumerate(rows) if row.value == largest), 0)}
