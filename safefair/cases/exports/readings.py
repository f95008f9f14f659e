"""Who opened the file of a case, as a file: logged, and written on the timeline of the case."""

import datetime as dt

from django.db import transaction
from django.http import HttpResponse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import User
from safefair.cases.enums.intake import EntryKind
from safefair.cases.enums.reading import ListReason, Why
from safefair.cases.models import Case
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.readings import roles_of, why
from safefair.cases.sealing import SUBJECT
from safefair.core.audit import log_reading
from safefair.core.downloads import csv_response
from safefair.core.models import ReadKind, ReadLog


@transaction.atomic
def export_readings(
    case: Case, readings: list[ReadLog], *, reason: ListReason, at: dt.datetime, by: User
) -> HttpResponse:
    """Rows of `readings_of`, one a line. The log says that they were taken, and why, before the file is made."""
    log_reading(
        ReadKind.EXPORTED,
        SUBJECT,
        [case.pk],
        user_id=by.pk,
        organization_id=case.organization_id,
        reason=f"{Why.READINGS.value}: {reason.value}",
    )
    record_entry(case, EntryKind.EXPORTED, on=localdate(at), by=by, detail="readings")
    roles = roles_of({row.user_id for row in readings if row.user_id}, case.organization_id)
    header = [_("When"), _("Who"), _("Role"), _("What for"), _("By exception")]
    cells = [
        [
            f"{localtime(row.at):%Y-%m-%d %H:%M}",
            row.by or "",  # type: ignore[attr-defined]  # annotated
            roles.get(row.user_id or 0, ""),
            why(row.kind, row.reason, is_exception=row.is_exception, works=row.works),  # type: ignore[attr-defined]  # annotated
            _("yes") if row.is_exception else "",  # type: ignore[attr-defined]  # annotated
        ]
        for row in readings
    ]
    return csv_response(f"{case.code}-opened.csv", header, cells)
