"""Files for those who may open rows: no names, codes only. What begins like a formula is kept from being one."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from safefair.results.rows import FigureRow


def rows_csv(rows: Iterable[FigureRow]) -> str:
    """The rows of a figure as CSV (RFC 4180), UTF-8 with a mark for spreadsheets."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(
        [
            _("What"),
            _("Date"),
            _("Country"),
            _("Held by"),
            _("Sex"),
            _("Age"),
            _("Role"),
            _("Code"),
            _("People"),
        ]
    )
    for row in rows:
        line = [
            row.source,
            row.on.isoformat(),
            row.country,
            row.organizer,
            row.sex,
            row.age_band,
            row.role,
            row.code,
        ]
        writer.writerow([*(safe(text) for text in line), row.number])
    return out.getvalue()


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
