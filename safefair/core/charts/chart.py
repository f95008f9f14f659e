"""What every chart is made of: values, the frame, the legend and the table."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safefair.core.formats import write_number


class Withheld(Enum):
    """The one thing known about a value that could reveal somebody: that it is not shown."""

    WITHHELD = "withheld"


WITHHELD = Withheld.WITHHELD
Value = int | float | None | Literal[Withheld.WITHHELD]

NOTHING = SafeString("")
COLOURS = ("f1", "f2", "f3", "f4", "f5")  # told apart with every kind of colour blindness; more would not be
HATCH = "h28v12h-28z m0 8l8 -8m-4 12l12 -12m-4 12l12 -12m-4 12l8 -8"


@dataclass(frozen=True)
class Chart:
    """A finished chart: the picture, its legend, and the same facts as table cells (text)."""

    title: str
    description: str
    svg: SafeString
    head: tuple[str, ...]
    rows: tuple[tuple[SafeString | str, ...], ...]
    legend: SafeString = NOTHING

    @property
    def table(self) -> SafeString:
        """The facts as an HTML table; the first cell of a row is its header."""
        head = format_html_join(
            "", '<th scope="col"{}>{}</th>', ((_num(i), text) for i, text in enumerate(self.head))
        )
        body = format_html_join("", "<tr>{}</tr>", ((_table_row(row),) for row in self.rows))
        return format_html(
            '<table><caption class="sr">{}</caption><thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
            self.title,
            head,
            body,
        )


def _num(index: int) -> SafeString:
    return mark_safe(' class="num"') if index else SafeString("")


def _table_row(row: Sequence[str]) -> SafeString:
    cells = format_html_join("", '<td class="num">{}</td>', ((cell,) for cell in row[1:]))
    return format_html('<th scope="row">{}</th>{}', row[0], cells)


def is_shown(value: Value) -> bool:
    """Whether the value is a number that may be drawn."""
    return value is not None and value is not WITHHELD


def shown(values: Iterable[Value]) -> list[int | float]:
    """The numbers among the values, in their order."""
    return [value for value in values if value is not None and value is not WITHHELD]


def cell(value: Value) -> SafeString | str:
    """A value in a table."""
    if value is WITHHELD:
        return format_html('<span class="withheld">{}</span>', _("withheld"))
    return write_number(value)


def percent(value: float, largest: float, room: float = 100) -> str:
    """A length as a share of the width, such as "41.5%"; `room` is what the largest value takes."""
    return f"{room * value / largest if largest else 0:.2f}%"


def hatch(x: str | float, y: float) -> SafeString:
    """The mark of a withheld value: always the same size. `x` may be per cent, so it sits in a frame of its own."""
    return format_html(
        '<svg x="{}" y="{}" width="30" height="14" overflow="visible"><path class="hatch" d="M1 1{}"/></svg>',
        x,
        y,
        HATCH,
    )


def text(x: str | float, y: float, words: str, *, classes: str = "", dx: float = 0) -> SafeString:
    """A line of text, `y` at its baseline."""
    return format_html(
        '<text x="{}" y="{}"{}{}>{}</text>',
        x,
        y,
        format_html(' dx="{}"', dx) if dx else "",
        format_html(' class="{}"', classes) if classes else "",
        words,
    )


def frame(
    title: str, description: str, body: Iterable[str], *, height: float, view_box: str = ""
) -> SafeString:
    """The SVG around the marks, with the words for those who do not see it."""
    size = (
        format_html('class="fit" viewBox="{}"', view_box)
        if view_box
        else format_html('width="100%" height="{}"', round(height))
    )
    return format_html(
        '<svg role="img" {}><title>{}</title><desc>{}</desc>{}</svg>',
        size,
        title,
        description,
        mark_safe("".join(body)),  # noqa: S308 made by format_html above
    )


def describe(pairs: Iterable[tuple[str, Value]], unit: str = "") -> str:
    """The published facts in words; what is withheld is not mentioned at all."""
    facts = [(label, value) for label, value in pairs if is_shown(value)]
    if not facts:
        return _("No value is published.")
    words = "; ".join(f"{label}: {cell(value)}" for label, value in facts)
    if unit:
        return ngettext(
            "%(count)s value in %(unit)s. %(words)s.", "%(count)s values in %(unit)s. %(words)s.", len(facts)
        ) % {
            "count": len(facts),
            "unit": unit,
            "words": words,
        }
    return f"{words}."


def legend(names: Sequence[tuple[str, str]]) -> SafeString:
    """Names beside swatches; each name comes with the classes of its swatch, or "hatch"."""
    return format_html(
        '<ul class="legend">{}</ul>',
        format_html_join("", "<li>{}{}</li>", ((_swatch(classes), name) for name, classes in names)),
    )


def _swatch(classes: str) -> SafeString:
    if classes == "hatch":
        return format_html(
            '<svg viewBox="0 0 30 14" class="wide" aria-hidden="true"><path class="hatch" d="M1 1{}"/></svg>',
            HATCH,
        )
    return format_html(
        '<svg viewBox="0 0 10 10" aria-hidden="true"><rect class="{}" width="10" height="10" rx="2"/></svg>',
        classes,
    )
