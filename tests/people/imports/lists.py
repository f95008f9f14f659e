"""Invented attendance lists, as files."""

import csv
import io
from collections.abc import Sequence

import xlsxwriter

HEADS = ("Organisation", "Activity", "Date", "Name", "Sex", "Age", "Phone", "Village")
SESSION = "Safe migration information session"
ROWS = (
    ("", SESSION, "2026-03-05", "Invented Daisy One", "F", "31", "0555 000001", "Invented village 1"),
    ("", SESSION, "2026-03-05", "Invented Rose Two", "F", "28", "0555 000002", "Invented village 2"),
    ("", SESSION, "2026-03-06", "Invented Daisy One", "F", "31", "0555 000001", "Invented village 1"),
    ("", SESSION, "2026-03-06", "Invented Lotus Three", "หญิง", "45", "0555 000003", "Invented village 3"),
)


def as_csv(rows: Sequence[Sequence[str]] = ROWS, heads: Sequence[str] = HEADS) -> bytes:
    file = io.StringIO()
    csv.writer(file).writerows([heads, *rows])
    return file.getvalue().encode()


def as_xlsx(rows: Sequence[Sequence[str]] = ROWS, heads: Sequence[str] = HEADS) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("List")
        for line, row in enumerate([heads, *rows]):
            for column, text in enumerate(row):
                sheet.write_string(line, column, text)
    return file.getvalue()
