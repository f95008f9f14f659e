"""Charts: right lengths, and nothing about what is withheld."""

import json
import re
from xml.etree import ElementTree as ET

import pytest

from safefair.core.charts import (
    WITHHELD,
    BarRow,
    Chart,
    ColumnRow,
    CountryRow,
    RangeRow,
    bar_chart,
    column_chart,
    make_map,
    map_chart,
    range_chart,
    sparkline,
)
from safefair.core.charts.maps import region
from safefair.core.gallery import sample_charts

TEN = ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "VN"]


def widths(chart: Chart) -> list[str]:
    return re.findall(r'<rect class="f\d"[^>]* width="([^"]+)"', chart.svg)


@pytest.mark.parametrize("chart", sample_charts(), ids=lambda chart: chart.title)
def test_every_chart_is_a_picture_with_words_and_a_table(chart: Chart) -> None:
    picture = ET.fromstring(chart.svg)

    assert (picture.tag, picture.get("role")) == ("svg", "img")
    assert [picture[0].tag, picture[1].tag] == ["title", "desc"]
    assert (picture[0].text, picture[1].text) == (chart.title, chart.description)
    assert len(ET.fromstring(chart.table).findall("tbody/tr")) == len(chart.rows)
    assert "style" not in chart.svg + chart.table + chart.legend


def test_bars_are_as_long_as_their_share_of_the_largest() -> None:
    chart = bar_chart("t", [BarRow.of("a", 200), BarRow.of("b", 50), BarRow.of("c", 0)])

    assert widths(chart) == ["72.00%", "18.00%", "0.00%"]


def test_a_withheld_row_changes_no_other_bar_and_is_not_told() -> None:
    without = bar_chart("t", [BarRow.of("a", 200), BarRow.of("b", 50)], unit="people")
    with_one = bar_chart(
        "t", [BarRow.of("a", 200), BarRow.of("b", 50), BarRow.of("Secret", WITHHELD)], unit="people"
    )

    assert widths(with_one) == widths(without)
    assert with_one.description == without.description == "2 values in people. a: 200; b: 50."


def test_a_withheld_mark_has_one_size_in_every_chart() -> None:
    charts = [
        bar_chart("t", [BarRow.of("a", WITHHELD), BarRow.of("b", 9)]),
        bar_chart(
            "t", [BarRow.of("a", WITHHELD, 1), BarRow.of("b", 9000, 1)], series=("x", "y"), stacked=True
        ),
        column_chart("t", [ColumnRow("a", WITHHELD), ColumnRow("b", 9)]),
        range_chart("t", [RangeRow("a", WITHHELD), RangeRow("b", 9, 8, 10)]),
        map_chart("t", [CountryRow("MM", "Myanmar", WITHHELD), CountryRow("TH", "Thailand", 9)]),
    ]

    marks = [re.findall(r'<path class="hatch" d="([^"]+)"', chart.svg) for chart in charts]

    assert [len(found) for found in marks] == [1, 1, 1, 1, 1]
    assert len({found[0] for found in marks}) == 1


def test_a_stack_with_a_withheld_part_shows_no_sum() -> None:
    rows = [BarRow.of("a", 10, 20), BarRow.of("b", 30, WITHHELD)]

    chart = bar_chart("t", rows, series=("x", "y"), stacked=True)

    assert re.findall(r"<text[^>]*>([^<]*)</text>", chart.svg) == ["a", "30", "b"]


def test_more_series_than_colours_are_refused() -> None:
    with pytest.raises(ValueError, match="at most five series"):
        bar_chart("t", [BarRow.of("a", 1, 2, 3, 4, 5, 6)], series=tuple("uvwxyz"))
    with pytest.raises(ValueError, match="one value a series"):
        bar_chart("t", [BarRow.of("a", 1, 2)], series=("x",))


def test_a_range_of_a_withheld_value_is_refused() -> None:
    with pytest.raises(ValueError, match="give a withheld or missing value away"):
        RangeRow("a", WITHHELD, 3, 9)


def test_a_range_stands_on_the_scale_of_its_point() -> None:
    chart = range_chart("t", [RangeRow("a", 50, 40, 100)], unit="people")

    assert re.findall(r'x1="([^"]+)" x2="([^"]+)"', chart.svg) == [("38.80%", "97.00%")]
    assert re.findall(r'cx="([^"]+)"', chart.svg) == ["48.50%"]
    assert chart.description == "1 value in people. a (between 40 and 100): 50."


def test_missing_is_not_zero() -> None:
    chart = column_chart("t", [ColumnRow("Jan", 0), ColumnRow("Feb", None), ColumnRow("Mar", 8)])

    assert [str(row[1]) for row in chart.rows] == ["0", "no data", "8"]
    assert len(widths(chart)) == 2
    assert chart.description == "Jan: 0; Mar: 8."


def test_many_columns_tell_only_first_last_and_largest() -> None:
    values = [5, 9, 3, 4, 12, 6, 7, 8, 2, 1]

    chart = column_chart("t", [ColumnRow(f"m{index}", value) for index, value in enumerate(values)])

    assert re.findall(r'class="t-mid">([^<]*)<', chart.svg) == ["5", "12", "1"]


def test_nothing_published_says_so() -> None:
    chart = bar_chart("t", [BarRow.of("a", WITHHELD)])

    assert chart.description == "No value is published."


def test_words_are_escaped() -> None:
    chart = bar_chart("<b>", [BarRow.of("<i>&", 3)], unit="<u>")

    assert ET.fromstring(chart.svg)[1].text == "1 value in <u>. <i>&: 3."
    assert "<i>" not in chart.svg + chart.table


def test_a_sparkline_leaves_a_gap() -> None:
    line = ET.fromstring(sparkline("t", [10, 20, WITHHELD, 20, None, 10]))

    path = line.find("path")
    assert path is not None
    assert path.get("d") == "M4.0 14.0h0L26.4 4.0M71.2 4.0h0M116.0 14.0h0"
    assert line[1].text == "1: 10; 2: 20; 4: 20; 6: 10."


def test_the_map_has_the_ten_countries_and_is_small() -> None:
    text = make_map.OUT.read_text("utf-8")

    assert sorted(region()["countries"]) == TEN
    assert len(text.encode()) <= 20_000
    assert json.loads(text)["disclaimer"].startswith("Boundaries and names")


def test_countries_are_shaded_in_equal_steps() -> None:
    rows = [
        CountryRow("TH", "Thailand", 100),
        CountryRow("LA", "Lao PDR", 25),
        CountryRow("KH", "Cambodia", 26),
    ]

    chart = map_chart("t", rows)

    assert sorted(re.findall(r"f1 m(\d)", chart.svg)) == ["1", "2", "4"]
    assert re.findall(r"</svg>([^<]+)</li>", chart.legend) == ["1–25", "26–50", "51–75", "76–100"]


def test_a_map_in_which_all_is_withheld_shades_nothing() -> None:
    chart = map_chart("t", [CountryRow(code, code, WITHHELD) for code in TEN])

    assert "land-shade" not in chart.svg
    assert chart.svg.count("hatch") == 10


def test_simplifying_keeps_what_matters() -> None:
    line = [(0.0, 0.0), (5.0, 0.1), (10.0, 0.0), (10.0, 10.0)]

    assert make_map.simplify(line) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    assert make_map.area([(0, 0), (10, 0), (10, 10), (0, 10)]) == 100
    assert make_map.as_path([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]) == "M0 0l10 0 0 10-10 0z"
