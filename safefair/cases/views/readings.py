"""Who opened the file of a case: to answer her in a minute, on the screen, on paper, as a file."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.reading import ListReason
from safefair.cases.exports.readings import export_readings
from safefair.cases.forms.readings import ListForm, ReadingFilter
from safefair.cases.models import Case
from safefair.cases.queries.readings import Month, months_of, readers_of, readings_of, roles_of, why
from safefair.cases.views.access import managed_case
from safefair.cases.views.common import crumbs
from safefair.core.paging import ListPaginator

PAGE = 50


@require_GET
@requires(Permission.ASSIGN_CASE, Permission.TAKE_IN)
def readings(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """By month: who and why; below, every single opening."""
    return _show(request, managed_case(request, address), ListForm())


@require_POST
@requires(Permission.ASSIGN_CASE, Permission.TAKE_IN)
def readings_export(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The list as a file, as it is narrowed by the address; why it was taken is on record."""
    case = managed_case(request, address)
    form = ListForm(request.POST)
    if not form.is_valid():
        return _show(request, case, form)
    rows = _narrowed(request, case)[1]
    reason, by = ListReason(form.cleaned_data["reason"]), membership_of(request).user
    return export_readings(case, list(rows), reason=reason, at=timezone.now(), by=by)


@require_GET
@requires(Permission.ASSIGN_CASE, Permission.TAKE_IN)
def readings_print(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """A page for her: months, roles and reasons; names of staff where the organisation tells them."""
    case = managed_case(request, address)
    narrowing, rows = _narrowed(request, case)
    context = {
        "case": case,
        "months": _told(case, months_of(rows)),
        "narrowing": narrowing.cleaned_data,
        "with_names": bool(request.GET.get("names")),
        "today": timezone.localdate(),
        "breadcrumb": _crumbs(case, _("For her")),
    }
    return render(request, "cases/readings_print.html", context)


def _show(request: HttpRequest, case: Case, form: ListForm) -> HttpResponse:
    narrowing, rows = _narrowed(request, case)
    page = ListPaginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "filter": narrowing,
        "months": _told(case, months_of(rows)),
        "page": page,
        "rows": [
            (row, why(row.kind, row.reason, is_exception=row.is_exception, works=row.works)) for row in page
        ],
        "form": form,
        "query": request.GET.urlencode(),
        "breadcrumb": _crumbs(case),
    }
    return render(request, "cases/readings.html", context)


def _narrowed(request: HttpRequest, case: Case) -> tuple[ReadingFilter, Any]:
    narrowing = ReadingFilter(request.GET, people=readers_of(case))
    return narrowing, narrowing.narrow(readings_of(case))


def _told(case: Case, months: list[Month]) -> list[tuple[Month, list[tuple[Any, str]]]]:
    """Each month with its people and their roles."""
    ids = {one.user_id for month in months for one in month.people if one.user_id}
    roles = roles_of(ids, case.organization_id)
    return [(month, [(one, roles.get(one.user_id or 0, "")) for one in month.people]) for month in months]


def _crumbs(case: Case, *last: str) -> list[tuple[object, object]]:
    here = reverse("cases:readings", args=[case.uuid]) if last else ""
    above = (_("Who may open it"), reverse("cases:access", args=[case.uuid]))
    return [*crumbs(case, "")[:-1], above, (_("Who opened it"), here), *((text, "") for text in last)]
