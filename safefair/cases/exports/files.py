"""An export as a file: logged, written on the timelines of the cases in it, marked with who took it and why."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate

from safefair.accounts.models import Organization, User
from safefair.cases.enums.export import ExportKind, ExportReason
from safefair.cases.enums.intake import EntryKind
from safefair.cases.exports.htcds import htcds_csv, htcds_sheet, is_of_concern
from safefair.cases.exports.incident_recorder import recorder_sheets
from safefair.cases.exports.incidents import Told, gather, incidents_to_export
from safefair.cases.exports.workbook import workbook
from safefair.cases.models import TimelineEntry
from safefair.cases.sealing import SUBJECT
from safefair.core.audit import log_reading
from safefair.core.models import ReadKind

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True, repr=False)
class ExportFile:
    """A file to hand out; `incidents` is how many rows it has."""

    name: str
    media_type: str
    content: bytes
    incidents: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which file of which incidents, told from `start` up to, not including, `end`, and why."""

    kind: ExportKind
    start: dt.date
    end: dt.date
    reason: ExportReason


@transaction.atomic
def export_incidents(wanted: Wanted, *, organization: Organization, at: dt.datetime, by: User) -> ExportFile:
    """Make a file. The log names its cases before it is written; each case's timeline says that it was exported."""
    told = gather(incidents_to_export(organization.pk, start=wanted.start, end=wanted.end))
    if wanted.kind != ExportKind.INCIDENT_RECORDER:
        told = [one for one in told if is_of_concern(one)]
    cases = {one.case.pk: one.case for one in told}
    log_reading(
        ReadKind.EXPORTED,
        SUBJECT,
        cases,
        user_id=by.pk,
        organization_id=organization.pk,
        reason=wanted.reason.value,
    )
    TimelineEntry.objects.bulk_create(
        TimelineEntry(
            organization=organization,
            case=case,
            kind=EntryKind.EXPORTED,
            happened_on=localdate(at),
            by=by,
            detail=wanted.kind,
        )
        for case in cases.values()
    )
    mark = f"{organization.code} · W{by.pk} · {at:%Y-%m-%d %H:%M} UTC · {wanted.reason.value}"
    return _file(wanted, told, mark)


def _file(wanted: Wanted, told: list[Told], mark: str) -> ExportFile:
    kind, last = wanted.kind.value.removesuffix("_csv").replace("_", "-"), wanted.end - dt.timedelta(days=1)
    name = f"{kind}-{wanted.start:%Y%m%d}-{last:%Y%m%d}"
    if wanted.kind == ExportKind.HTCDS_CSV:
        return ExportFile(f"{name}.csv", "text/csv; charset=utf-8", htcds_csv(told), len(told))
    sheets = recorder_sheets(told) if wanted.kind == ExportKind.INCIDENT_RECORDER else [htcds_sheet(told)]
    return ExportFile(f"{name}.xlsx", XLSX, workbook(sheets, mark=mark), len(told))
