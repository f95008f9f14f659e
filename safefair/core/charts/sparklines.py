"""A line as small as a word, for a card or a table cell."""

from collections.abc import Sequence

from django.utils.html import format_html
from django.utils.safestring import SafeString

from safefair.core.charts.chart import Value, describe, is_shown, shown

WIDTH, HEIGHT = 120, 28


def sparkline(title: str, values: Sequence[Value]) -> SafeString:
    """The course of `values` (oldest first); a missing or withheld value is a gap. Zero is at the bottom."""
    largest = max(shown(values), default=0) or 1
    step = (WIDTH - 8) / max(len(values) - 1, 1)
    path, pen = "", "M"
    last = None
    for index, value in enumerate(values):
        if value is None or not is_shown(value) or not isinstance(value, int | float):
            pen = "M"
            continue
        x, y = round(4 + index * step, 1), round(HEIGHT - 4 - (HEIGHT - 8) * value / largest, 1)
        # A lone point between two gaps still shows: a line of no length with round ends.
        path += f"{pen}{x} {y}" + ("h0" if pen == "M" else "")
        pen, last = "L", (x, y)
    end = format_html('<circle class="f1" cx="{}" cy="{}" r="3"/>', *last) if last else ""
    return format_html(
        '<svg class="sparkline" role="img" viewBox="0 0 {} {}" width="{}" height="{}">'
        '<title>{}</title><desc>{}</desc><path class="spark" d="{}"/>{}</svg>',
        WIDTH,
        HEIGHT,
        WIDTH,
        HEIGHT,
        title,
        describe((str(index), value) for index, value in enumerate(values, start=1)),
        path,
        end,
    )
