"""Lists as CSV files that open right in a spreadsheet and run nothing there."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.http import HttpResponse
from django.utils.functional import Promise

Cell = str | int | Promise | None
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(
    filename: str, header: Sequence[str | Promise], rows: Iterable[Sequence[Cell]]
) -> HttpResponse:
    """A CSV download in UTF-8 with a byte order mark (spreadsheets need it for Thai or Khmer).

    A text that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
    """
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([str(name) for name in header])
    writer.writerows([[_cell(value) for value in row] for row in rows])
    response = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response


def _cell(value: Cell) -> str | int:
    if value is None:
        return ""
    if isinstance(value, int):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
