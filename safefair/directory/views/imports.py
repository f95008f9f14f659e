"""Services from a file: bring it, see what it would change, confirm; then it is proposed, row by row."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.downloads import csv_response
from safefair.core.errors import DomainError
from safefair.directory.entries import Entry
from safefair.directory.enums import Fate, ImportStatus, ProposalStatus
from safefair.directory.forms.imports import ServiceFileForm
from safefair.directory.imports.faults import FAULTS
from safefair.directory.imports.template import write_template
from safefair.directory.models import ServiceImport, ServiceImportRow
from safefair.directory.operations import importing
from safefair.directory.views.services import CRUMB
from safefair.directory.words import differences, lines

PAGE = 25
SHOWN = (Fate.NEW, Fate.CHANGED, Fate.SAME, Fate.WRONG)
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
may_import = requires(Permission.PROPOSE_SERVICE)


def _mine(request: HttpRequest) -> QuerySet[ServiceImport]:
    own = membership_of(request).organization
    rows = ServiceImport.objects.select_related("uploaded_by", "task")
    return rows if own is None else rows.filter(organization=own)


def _find(request: HttpRequest, file: uuid.UUID) -> ServiceImport:
    return get_object_or_404(_mine(request), uuid=file)


def _crumbs() -> list[tuple[Any, Any]]:
    return [CRUMB, (_("From a file"), reverse("directory:imports"))]


@may_import
def import_start(request: HttpRequest) -> HttpResponse:
    """Bring a file; below it those brought lately."""
    membership = membership_of(request)
    form = ServiceFileForm(request.POST or None, request.FILES or None, organization=membership.organization)
    if form.is_valid():
        data = form.cleaned_data
        batch = importing.upload_services(
            form.read(),
            organization=membership.organization,
            owner=data.get("owner"),
            visibility=data["visibility"],
            by=membership.user,
        )
        return redirect("directory:import", batch.uuid)
    before = _mine(request).exclude(status=ImportStatus.DISCARDED).defer("content").order_by("-pk")[:10]
    context = {"form": form, "before": before, "breadcrumb": _crumbs()}
    return render(request, "directory/imports/start.html", context)


@require_GET
@may_import
def import_template(request: HttpRequest) -> HttpResponse:
    """A workbook to begin with."""
    response = HttpResponse(write_template(), content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="services.xlsx"'
    return response


@require_GET
@may_import
def import_detail(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Where it stands: being read, what it would change, what became of it."""
    found = _find(request, file)
    context: dict[str, Any] = {"batch": found, "task": found.task, "breadcrumb": _crumbs()}
    if found.status in (ImportStatus.CHECKING, ImportStatus.STORING):
        return render(request, "directory/imports/waiting.html", context)
    if found.status in (ImportStatus.REFUSED, ImportStatus.DISCARDED):
        return render(request, "directory/imports/over.html", context)
    fate = request.GET.get("fate", "")
    fate = fate if fate in Fate.values else next((one for one in SHOWN if found.summary[one]), Fate.NEW)
    rows = found.rows.filter(fate=fate).select_related("owner", "service").order_by("number")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    waiting = found.proposals.filter(status=ProposalStatus.WAITING)
    context |= {
        "page": page,
        "rows": [(row, _shown(row)) for row in page],
        "fate": fate,
        "tabs": _tabs(found, fate),
        "wrong": found.summary[Fate.WRONG],
        "moved": found.summary[Fate.MOVED],
        "proposes": found.summary[Fate.NEW] + found.summary[Fate.CHANGED],
        "faults": _faults(found)[:PAGE],
        "waiting": waiting.count(),
        "new": waiting.filter(service=None).count(),
        "is_own": found.uploaded_by_id == membership_of(request).user.pk,
        "may_review": membership_of(request).may(Permission.REVIEW_SERVICE),
    }
    return render(request, "directory/imports/detail.html", context)


def _shown(row: ServiceImportRow) -> list[Any]:
    """Lines of a new service, differences of one that changes."""
    entry: Entry | None = row.entry
    if entry is None or row.fate not in (Fate.NEW, Fate.CHANGED):
        return []
    if row.before is not None:
        return differences(row.before, entry)
    return [line for line in lines(entry) if line[1]]


def _tabs(batch: ServiceImport, current: str) -> list[tuple[str, str, bool, int]]:
    shown = (*SHOWN, Fate.MOVED) if batch.summary[Fate.MOVED] else SHOWN
    return [
        (str(fate.label), f"?fate={fate.value}#rows", fate.value == current, batch.summary[fate.value])
        for fate in shown
    ]


def _faults(batch: ServiceImport) -> list[tuple[int, str, str, bool]]:
    """(row, column, what is wrong, whether the row is left out) in the order of the rows."""
    rows = batch.rows.exclude(faults=[]).order_by("number").values_list("number", "faults")
    return [
        (number, column, str(FAULTS[code].message), FAULTS[code].is_error)
        for number, faults in rows
        for column, code in faults
    ]


@require_GET
@may_import
def import_progress(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """How far the job is, for the page that asks every second."""
    found = _find(request, file)
    return render(request, "directory/imports/waiting.html#progress", {"batch": found, "task": found.task})


@require_GET
@may_import
def import_faults(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """All faults by row and column, as a file."""
    header = (_("Row"), _("Column"), _("What is wrong"), _("Then"))
    return csv_response(
        "faults.csv",
        header,
        [
            (row, column, words, _("row left out") if is_error else _("row kept"))
            for row, column, words, is_error in _faults(_find(request, file))
        ],
    )


@require_POST
@may_import
def import_confirm(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Propose what was shown."""
    return _move(request, file, importing.confirm_services, "")


@require_POST
@may_import
def import_discard(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Forget a file of which nothing was proposed."""
    return _move(request, file, importing.discard_services, _("Discarded. Nothing of it was proposed."))


@require_POST
@requires(Permission.REVIEW_SERVICE)
def import_accept(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Accept all that is new in it; never by whoever brought it."""
    return _move(
        request, file, importing.start_accepting, _("They are being accepted. Then they wait for a call.")
    )


@require_POST
@may_import
def import_take_back(request: HttpRequest, file: uuid.UUID) -> HttpResponse:
    """Withdraw what still waits."""
    found, by = _find(request, file), membership_of(request).user
    number = importing.take_back(found, at=timezone.now(), by=by)
    told = ngettext("%(number)d proposal was taken back.", "%(number)d proposals were taken back.", number)
    messages.success(request, told % {"number": number})
    return redirect("directory:import", found.uuid)


def _move(request: HttpRequest, file: uuid.UUID, move: Callable[..., None], told: str) -> HttpResponse:
    found = _find(request, file)
    try:
        move(found, by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    else:
        if told:
            messages.success(request, told)
    return redirect("directory:import", found.uuid)
