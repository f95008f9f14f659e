"""The rows that are left out, as a workbook to correct and bring again."""

import io

import xlsxwriter
from django.utils.translation import gettext as _

from safefair.people.imports.preview import Cells, Found, faults_of
from safefair.people.imports.reading import Reading
from safefair.people.models import ImportBatch

WIDTH = 18


def wrong_rows(batch: ImportBatch, data: bytes) -> bytes:
    """XLSX with the heads of the file, the rows with errors, and behind them what is wrong.

    Every cell is text and stays text: what begins with "=" is no formula here.
    """
    faults: dict[int, list[Found]] = {}
    for fault in faults_of(batch):
        faults.setdefault(fault.row, []).append(fault)
    wrong = {row: found for row, found in faults.items() if any(fault.is_error for fault in found)}
    cells = Cells(data, Reading.from_json(batch.columns), wrong)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
        sheet = book.add_worksheet()
        sheet.set_column(0, len(cells.heads), WIDTH, text)
        sheet.freeze_panes(1, 0)
        for column, head in enumerate([*cells.heads, _("What is wrong")]):
            sheet.write_string(0, column, head, bold)
        for line, (row, found) in enumerate(wrong.items(), start=1):
            for column in range(len(cells.heads)):
                sheet.write_string(line, column, cells.value(row, column), text)
            sheet.write_string(line, len(cells.heads), _explain(row, found, cells), text)
    return file.getvalue()


def _explain(row: int, found: list[Found], cells: Cells) -> str:
    parts = [
        f"{head}: {fault.message}" if (head := cells.head(fault.column)) else str(fault.message)
        for fault in found
    ]
    return _("Row %(row)d.") % {"row": row} + " " + " ".join(parts)
