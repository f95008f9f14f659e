"""The workbook to begin with: the names of the columns, and a second sheet that says what to write."""

import io
from collections.abc import Iterator

import xlsxwriter
from django.conf import settings
from django.utils.translation import gettext as _

from safefair.directory.enums import Channel, KindOfHelp
from safefair.directory.imports.columns import COLUMNS
from safefair.directory.imports.tables import CHOICES
from safefair.directory.models import Service

WIDTH = 24


def write_template() -> bytes:
    """XLSX without a single service in it; every cell is text, so that a number keeps its zeros."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "num_format": "@"})
        sheet = book.add_worksheet(_("Services")[:31])
        sheet.set_column(0, len(COLUMNS) - 1, WIDTH, text)
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, column.name, bold)
        second = book.add_worksheet(_("What to write")[:31])
        second.set_column(0, 2, WIDTH * 2, text)
        lines = [(_("Column"), _("What to write"), ""), *((one.name, str(one.help), "") for one in COLUMNS)]
        for line, cells in enumerate([*lines, ("", "", ""), *_answers()]):
            for place, cell in enumerate(cells):
                second.write_string(line, place, cell, text if line else bold)
    return file.getvalue()


def _answers() -> Iterator[tuple[str, str, str]]:
    """(column, code, words) of everything that is one of several answers."""
    yield from (("kinds", code, str(label)) for code, label in KindOfHelp.choices)
    yield from (("channel", code, str(label)) for code, label in Channel.choices)
    yield from (("languages", code, str(label)) for code, label in settings.LANGUAGES)
    for name in CHOICES:
        choices = Service._meta.get_field(name).flatchoices  # type: ignore[union-attr]  # a column, not a relation
        yield from ((name, str(code), str(label)) for code, label in choices)
