"""The pages of an import, step by step. Whoever opens a later one than is due is led to the one that is."""

import io
import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.paging import ListPaginator
from safefair.core.tabular.files import sheet_names
from safefair.people.enums import BatchStatus, RowStatus
from safefair.people.imports import operations
from safefair.people.imports.activities import titles_of
from safefair.people.imports.columns import field_samples, ignored
from safefair.people.imports.corrections import wrong_rows as make_wrong_rows
from safefair.people.imports.example import write_example
from safefair.people.imports.forms import ActivitiesForm, ColumnsForm, FaultFilter, SourceForm, UploadForm
from safefair.people.imports.history import export_imports, imports_of
from safefair.people.imports.preview import FATES, Cells, fault_choices, fault_lines, faults_of
from safefair.people.imports.reading import Reading, top_of
from safefair.people.imports.targets import targets
from safefair.people.models import ImportBatch

PAGE = 25
ROWS = 10
EXAMPLES = (1000, 20000)
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CRUMB = (gettext_lazy("Imports"), reverse_lazy("people:imports"))
STEPS = (
    gettext_lazy("Bring the file"),
    gettext_lazy("Columns"),
    gettext_lazy("Activities"),
    gettext_lazy("What is in it"),
    gettext_lazy("Imported"),
)
may_import = requires(Permission.IMPORT_ATTENDANCE)


def find(request: HttpRequest, batch: uuid.UUID) -> ImportBatch:
    """The import of an address, if it is of the organisation in view; else 404."""
    own = ImportBatch.objects.filter(organization=membership_of(request).organization)
    return get_object_or_404(own.select_related("uploaded_by", "task", "organization"), uuid=batch)


def show(
    request: HttpRequest, name: str, step: int, batch: ImportBatch | None = None, **context: Any
) -> HttpResponse:
    """A page of one step, with the steps above it."""
    states = ["done" if i < step else "current" if i == step else "" for i in range(len(STEPS))]
    context |= {"batch": batch, "steps": list(zip(STEPS, states, strict=True))}
    context["breadcrumb"] = [CRUMB, (_("Import"), "")]
    return render(request, name, context)


@may_import
def import_list(request: HttpRequest) -> HttpResponse:
    """What was brought, by whom, how far it is."""
    status = request.GET.get("status", "")
    batches = imports_of(membership_of(request).organization, status=status, sort=request.GET.get("sort", ""))
    if request.GET.get("format") == "csv":
        return export_imports(batches)
    page = ListPaginator(batches, PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "statuses": BatchStatus.choices, "status": status}
    return render(request, "people/imports/list.html", context)


@may_import
def upload(request: HttpRequest) -> HttpResponse:
    """Bring a file."""
    membership = membership_of(request)
    form = UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid() and membership.organization is not None:
        try:
            batch = operations.upload_import(
                form.read(), organization=membership.organization, by=membership.user
            )
            return redirect("people:imports_detail", batch.uuid)
        except DomainError as error:
            form.add_error("file", str(error))
    return show(
        request, "people/imports/upload.html", 0, form=form, examples=EXAMPLES if settings.TRIAL else ()
    )


@may_import
def example(request: HttpRequest, rows: int) -> HttpResponse:
    """An invented list to try with; only in the trial."""
    if not settings.TRIAL or rows not in EXAMPLES:
        raise Http404
    response = HttpResponse(content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="invented-attendance-{rows}.xlsx"'
    file = io.BytesIO()
    write_example(file, rows, until=timezone.localdate())
    response.write(file.getvalue())
    return response


@may_import
def detail(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The step that is due."""
    found = find(request, batch)
    if found.status == BatchStatus.UPLOADED:
        return redirect("people:imports_columns", batch)
    if found.status == BatchStatus.CHECKED:
        return redirect("people:imports_preview", batch)
    if found.status in (BatchStatus.CHECKING, BatchStatus.STORING):
        is_storing = found.status == BatchStatus.STORING
        return show(request, "people/imports/waiting.html", 3, found, task=found.task, is_storing=is_storing)
    if found.status == BatchStatus.STORED:
        kinds = [
            (
                t.title,
                found.summary.get(f"created_{t.name}"),
                found.summary.get(f"found_{t.name}"),
                reverse(t.list_url),
            )
            for t in targets().values()
        ]
        return show(request, "people/imports/done.html", 5, found, kinds=kinds)
    return show(request, "people/imports/over.html", 0, found)


@may_import
def progress(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """How far the job is, for the page that asks every second."""
    found = find(request, batch)
    context = {"batch": found, "task": found.task, "is_storing": found.status in ("STORING", "STORED")}
    return render(request, "people/imports/waiting.html#progress", context)


def _open(request: HttpRequest, batch: ImportBatch) -> tuple[bytes, Reading]:
    data = operations.open_file(batch, user_id=membership_of(request).user.pk)
    return data, Reading.from_json(batch.columns)


@may_import
def columns(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Which column is which."""
    found = find(request, batch)
    if not operations.is_changeable(found):
        return redirect("people:imports_detail", batch)
    data, reading = _open(request, found)
    top = top_of(data, reading)
    form = ColumnsForm(request.POST or None, reading=reading, heads=top.heads)
    if form.is_valid():
        operations.read_as(found, form.chosen())
        return redirect("people:imports_activities", batch)
    lines = [(form[name], shown) for name, shown in _sampled(form, field_samples(top, reading))]
    choice = SourceForm(source=reading.source, sheets=sheet_names(data, reading.source))
    unread = ignored(top.heads, reading.columns.values())
    return show(
        request,
        "people/imports/columns.html",
        1,
        found,
        form=form,
        lines=lines,
        ignored=unread,
        source_form=choice,
        reading=reading,
    )


def _sampled(form: ColumnsForm, shown: dict[str, list[str]]) -> list[tuple[str, list[str]]]:
    return [(name, shown.get(name, [])) for name in form.fields if not name.startswith("every_")]


@require_POST
@may_import
def source(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Another sheet, encoding or separator."""
    found = find(request, batch)
    try:
        data, reading = _open(request, found)
        form = SourceForm(request.POST, source=reading.source, sheets=sheet_names(data, reading.source))
        if form.is_valid():
            operations.change_source(found, form.chosen(), by=membership_of(request).user)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("people:imports_columns", batch)


@may_import
def activities(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """What kind each activity is; then the rows are checked."""
    found = find(request, batch)
    if not operations.is_changeable(found):
        return redirect("people:imports_detail", batch)
    data, reading = _open(request, found)
    try:
        titles = titles_of(data, reading)
    except DomainError as error:
        messages.error(request, str(error))
        return redirect("people:imports_columns", batch)
    form = ActivitiesForm(request.POST or None, titles=titles, before=found.activities)
    if form.is_valid():
        rows = sum(title.rows for title in titles)
        operations.start_check(found, kinds=form.kinds(), rows=rows, by=membership_of(request).user)
        return redirect("people:imports_detail", batch)
    lines = [(form[title.digest], title) for title in titles]
    return show(request, "people/imports/activities.html", 2, found, form=form, lines=lines)


@may_import
def preview(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """What is wrong by row and column, what becomes of the rows, and what will happen."""
    found = find(request, batch)
    if found.status != BatchStatus.CHECKED:
        return redirect("people:imports_detail", batch)
    everything, code = faults_of(found), request.GET.get("fault", "")
    faults = [fault for fault in everything if not code or fault.code == code]
    page = Paginator(faults, PAGE).get_page(request.GET.get("page"))
    fate = request.GET.get("fate", RowStatus.NEW)
    rows = found.rows.filter(status=fate).select_related("registration").order_by("number")
    fate_page = Paginator(rows, ROWS).get_page(request.GET.get("rows"))
    data, reading = _open(request, found)
    numbers = [fault.row for fault in page] + [row.number for row in fate_page]
    cells = Cells(data, reading, numbers)
    context = {
        "faults": fault_lines(list(page), cells),
        "fault_page": page,
        "fault_filter": FaultFilter({"fault": code}, choices=fault_choices(everything)),
        "wrong": found.summary["rows_WRONG"],
        "rows": [(row, *cells.line(row.number)) for row in fate_page],
        "attendances": found.summary["rows_NEW"] + found.summary["rows_KNOWN"],
        "row_page": fate_page,
        "tabs": _fate_tabs(found, str(fate)),
    }
    return show(request, "people/imports/preview.html", 3, found, **context)


def _fate_tabs(batch: ImportBatch, current: str) -> list[tuple[str, str, bool, int]]:
    return [
        (
            str(fate.label),
            f"?fate={fate.value}#rows",
            fate.value == current,
            batch.summary[f"rows_{fate.value}"],
        )
        for fate in FATES
    ]


@may_import
def wrong_rows(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """The rows that are left out, to correct and bring again."""
    found = find(request, batch)
    if found.status != BatchStatus.CHECKED:
        return redirect("people:imports_detail", batch)
    data, _reading = _open(request, found)
    response = HttpResponse(make_wrong_rows(found, data), content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="rows-to-correct.xlsx"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@may_import
def confirm(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Store what was shown."""
    found = find(request, batch)
    try:
        is_looked_at = request.POST.get("looked_at") == "yes"
        operations.confirm_import(found, by=membership_of(request).user, is_looked_at=is_looked_at)
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("people:imports_detail", batch)


@require_POST
@may_import
def discard(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Forget a list that was not stored."""
    try:
        operations.discard_import(find(request, batch))
        messages.success(request, _("The file was destroyed. Nothing of it was stored."))
    except DomainError as error:
        messages.error(request, str(error))
    return redirect("people:imports")
