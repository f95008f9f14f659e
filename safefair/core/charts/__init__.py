"""Charts drawn on the server as SVG, each with its table.

No script, no style attribute, no font of its own: colours are classes of `tokens.css`, so that a chart follows dark
mode, print and the content security policy. Lengths are per cent of the width, text is in pixels: a chart keeps its
letters readable at 320 px. A withheld value comes in as `WITHHELD`, without its number, and leaves as a hatched mark
of one size; it enters neither the scale nor the description.
"""

from safefair.core.charts.bars import BarRow, bar_chart
from safefair.core.charts.chart import WITHHELD, Chart, Value, Withheld
from safefair.core.charts.columns import ColumnRow, column_chart
from safefair.core.charts.maps import CountryRow, map_chart
from safefair.core.charts.ranges import RangeRow, range_chart
from safefair.core.charts.sparklines import sparkline

__all__ = [
    "WITHHELD",
    "BarRow",
    "Chart",
    "ColumnRow",
    "CountryRow",
    "RangeRow",
    "Value",
    "Withheld",
    "bar_chart",
    "column_chart",
    "map_chart",
    "range_chart",
    "sparkline",
]
