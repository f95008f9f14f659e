"""The imports of an organisation: their order, and the list as a file."""

from collections.abc import Iterable

from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization
from safefair.core.downloads import csv_response
from safefair.people.enums import BatchStatus
from safefair.people.models import ImportBatch

SORTS = {
    "on": "pk",
    "by": "uploaded_by__name",
    "status": "status",
    "rows": "summary__rows",
    "people": "summary__new_people",
    "attendances": "summary__attendances",
    "wrong": "summary__rows_WRONG",
}
COUNTS = ("rows", "new_people", "attendances", "rows_WRONG")


def imports_of(
    organization: Organization | None, *, status: str = "", sort: str = ""
) -> QuerySet[ImportBatch]:
    """What an organisation brought, in one state where that is given.

    `sort` is a name of SORTS, with a minus for the other direction; the newest come first without it, and a number that
    is not known yet comes last.
    """
    found = ImportBatch.objects.filter(organization=organization)
    if status in BatchStatus.values:
        found = found.filter(status=status)
    field = F(SORTS.get(sort.removeprefix("-"), "pk"))
    descends = sort.startswith("-") or sort.removeprefix("-") not in SORTS
    order = field.desc(nulls_last=True) if descends else field.asc(nulls_last=True)
    return found.select_related("uploaded_by").defer("sealed", "columns", "activities").order_by(order, "-pk")


def export_imports(batches: Iterable[ImportBatch]) -> HttpResponse:
    """The list of imports: who brought what when, and what became of it; nothing of what stood in the files."""
    header = [
        _("Brought"), _("By"), _("State"), _("Rows"), _("People new"), _("Attendances"), _("Left out as wrong"),
    ]  # fmt: skip
    rows = (
        [
            date_format(timezone.localtime(batch.created_at), "Y-m-d H:i"),
            batch.uploaded_by.name,
            batch.get_status_display(),
            *(batch.summary.get(name) for name in COUNTS),
        ]
        for batch in batches
    )
    return csv_response("imports.csv", header, rows)
