"""The ten countries, shaded by a published value."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypedDict

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from safefair.core.charts.chart import WITHHELD, Chart, Value, cell, describe, frame, hatch, legend, shown
from safefair.core.formats import write_number

SHADES = 4


class Shape(TypedDict):
    """The outline of a country as an SVG path, and where its mark stands."""

    path: str
    at: tuple[int, int]
    small: bool


class Region(TypedDict):
    """The file `southeast_asia.json`."""

    source: str
    disclaimer: str
    width: int
    height: int
    countries: dict[str, Shape]


@dataclass(frozen=True)
class CountryRow:
    """A country (ISO 3166-1 alpha-2), its name and its value."""

    code: str
    label: str
    value: Value


@cache
def region() -> Region:
    """The shapes, read once."""
    loaded: Region = json.loads(Path(__file__).with_name("southeast_asia.json").read_text("utf-8"))
    return loaded


def map_chart(title: str, rows: Sequence[CountryRow], *, unit: str = "") -> Chart:
    """The region with each country in one of four shades, equal steps up to the largest published value."""
    shapes = region()
    largest = max(shown(row.value for row in rows), default=0)
    description = describe(((row.label, row.value) for row in rows), unit)
    by_code = {row.code: row for row in rows}
    marks = [
        mark
        for code, shape in shapes["countries"].items()
        for mark in _country(shape, by_code.get(code), largest)
    ]
    # Marks of small countries and of withheld values lie on top of the land of their neighbours.
    marks.sort(key=lambda mark: not mark.startswith("<path"))
    return Chart(
        title=title,
        description=description,
        svg=frame(title, description, marks, height=0, view_box=f"0 0 {shapes['width']} {shapes['height']}"),
        head=(_("Country"), unit or _("Number")),
        rows=tuple((row.label, cell(row.value)) for row in rows),
        legend=_legend(rows, largest),
    )


def map_disclaimer() -> str:
    """What must stand under every map."""
    return _("Boundaries and names on this map do not imply official endorsement or acceptance.")


def _country(shape: Shape, row: CountryRow | None, largest: float) -> Iterator[SafeString]:
    value = row.value if row else None
    classes = "land" if value is None or value is WITHHELD else f"land-shade f1 m{_shade(value, largest)}"
    x, y = shape["at"]
    if shape["path"] and not shape["small"]:
        yield format_html('<path class="{}" d="{}"/>', classes, shape["path"])
    else:
        # The ring keeps a small country apart from its neighbour's shade.
        yield format_html('<circle class="ring" cx="{}" cy="{}" r="11"/>', x, y)
        yield format_html('<circle class="{}" cx="{}" cy="{}" r="9"/>', classes, x, y)
    if value is WITHHELD:
        yield format_html('<g transform="translate({} {}) scale(1.3)">{}</g>', x, y, hatch(-15, -7))


def _shade(value: float, largest: float) -> int:
    return max(1, min(SHADES, -int(-SHADES * value // largest))) if largest else 1


def _legend(rows: Sequence[CountryRow], largest: float) -> SafeString:
    names = []
    if largest:
        for shade in range(1, SHADES + 1):
            low, high = int(largest * (shade - 1) / SHADES) + 1, int(largest * shade / SHADES)
            names.append((f"{write_number(low)}–{write_number(high)}", f"f1 m{shade}"))
    if any(row.value is WITHHELD for row in rows):
        names.append((_("withheld"), "hatch"))
    if any(row.value is None for row in rows):
        names.append((_("no data"), "land"))
    return legend(names)
