"""Files for those who may open rows: no names, codes only. What begins like a formula is kept from being one."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from safefair.results.models import ReportingPeriod
from safefair.results.rows import FigureRow
from safefair.results.tables import GroupRows, IndicatorRow


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


def indicators_csv(groups: Iterable[GroupRows], period: ReportingPeriod) -> str:
    """The figures of a period as CSV, with kind, range, target; a withheld one has no number; a share stands in per cent."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(
        [_("Outcome"), _("Indicator"), _("Title"), _("What it counts"), _("Period"), _("Figure"), _("From"), _("To"),
         _("Without a name"), _("Target"), _("State"), _("Part"), _("Whole")]
    )  # fmt: skip
    for group in groups:
        for line in group.lines:
            state = _state(line)
            target = "" if line.target is None else line.target.value
            words = [group.result.code, line.indicator.code, line.indicator.title]
            words += [str(line.indicator.get_kind_display()), period.label]
            numbers = ["" if n is None else n for n in (line.value, line.low, line.high)]
            share = (line.share.part, line.share.value) if line.share else ()
            row = [*(safe(text) for text in words), *numbers, line.unnamed, target, state]
            writer.writerow([*row, *("" if n is None else n for n in share)])
    return out.getvalue()


def _state(line: IndicatorRow) -> str:
    if line.is_withheld:
        return _("withheld")
    if line.value is not None:
        return ""
    return _("not measured") if line.is_live else _("not released")


def safe(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
