"""Cases kept long enough, the hold that keeps one longer, and erasure."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.forms.erasure import ErasureForm
from safefair.cases.models import Case
from safefair.cases.operations.erasure import erase_case, hold_case
from safefair.cases.queries.access import listed_cases
from safefair.cases.queries.retention import ended_cases, kept_until
from safefair.cases.views.common import CRUMB, crumbs
from safefair.core.errors import DomainError
from safefair.core.paging import ListPaginator
from safefair.people.enums import ErasureReason

PAGE = 25


@require_GET
@requires(Permission.ERASE_CASE)
def retention(request: HttpRequest) -> HttpResponse:
    """Ended cases by the day until which they are kept."""
    today = timezone.localdate()
    page = ListPaginator(ended_cases(organization_of(membership_of(request)).pk), PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        (case, until, until <= today)
        for case, until in ((case, kept_until(case.closed_on)) for case in page if case.closed_on)
    ]
    return render(
        request,
        "cases/retention.html",
        {"page": page, "rows": rows, "breadcrumb": [CRUMB, (_("How long kept"), "")]},
    )


def _found(request: HttpRequest, address: uuid.UUID) -> Case:
    cases = listed_cases(membership_of(request)).filter(erased_at=None)
    case: Case = get_object_or_404(cases.select_related("organization"), uuid=address)
    return case


@require_POST
@requires(Permission.ERASE_CASE)
def hold(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Keep a case longer, or let it go again."""
    case = _found(request, address)
    hold_case(case, is_held=not case.on_hold, at=timezone.now(), by=membership_of(request).user)
    return redirect("cases:retention")


@requires(Permission.ERASE_CASE)
def erase(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Erase a case after a second look; it cannot be undone, and the page says so."""
    case = _found(request, address)
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            erase_case(
                case,
                reason=ErasureReason(form.cleaned_data["reason"]),
                at=timezone.now(),
                by=membership_of(request).user,
            )
        except DomainError as fault:
            form.add_error(None, str(fault.message))
        else:
            messages.success(request, _("Erased. Nobody can read this case any more."))
            return redirect("cases:list")
    return render(
        request, "cases/erase.html", {"case": case, "form": form, "breadcrumb": crumbs(case, _("Erase"))}
    )
