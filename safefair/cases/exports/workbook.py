"""Workbooks whose cells are text: nothing in them runs, and who took them and why stands in them."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import xlsxwriter

Row = Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: title, headings, rows of text."""

    title: str
    header: Row
    rows: list[Row]


def workbook(sheets: Iterable[Sheet], *, mark: str) -> bytes:
    """An XLSX file. `mark` (who, when, why) stands in the properties and on every printed page."""
    file = io.BytesIO()
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"title": "Safe and Fair", "comments": mark})
        bold = book.add_format({"bold": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            page.set_footer(f"&L{mark.replace('&', '&&')}&R&P / &N")
            page.freeze_panes(1, 0)
            for column, heading in enumerate(sheet.header):
                page.write_string(0, column, heading, bold)
            for number, row in enumerate(sheet.rows, start=1):
                for column, value in enumerate(row):
                    page.write_string(number, column, value)
    return file.getvalue()
