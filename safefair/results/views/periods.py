"""Reporting periods: open or locked."""

import uuid as uuids

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.results.forms import ReasonForm
from safefair.results.models import ReportingPeriod
from safefair.results.operations.periods import lock_period, unlock_period
from safefair.results.queries.periods import periods_with_locks


@requires(Permission.VIEW_LIVE_FIGURES)
def period_list(request: HttpRequest) -> HttpResponse:
    """All periods with their locks."""
    context = {"periods": periods_with_locks(), "breadcrumb": _crumbs("")}
    may_lock = membership_of(request).may(Permission.COMPUTE_FIGURES)
    return render(request, "results/period_list.html", {**context, "may_lock": may_lock})


@requires(Permission.COMPUTE_FIGURES)
def lock(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Lock a period for a reason."""
    period = get_object_or_404(ReportingPeriod, uuid=uuid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lock_period(
                period, reason=form.cleaned_data["reason"], by=membership_of(request).user, at=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The period is locked. Its figures stay as they are now."))
            return redirect("results:periods")
    return render(
        request, "results/period_lock.html", {"form": form, "period": period, "breadcrumb": _crumbs(period)}
    )


@requires(Permission.COMPUTE_FIGURES)
def unlock(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Unlock a period for a reason."""
    period = get_object_or_404(ReportingPeriod, uuid=uuid)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            unlock_period(
                period, reason=form.cleaned_data["reason"], by=membership_of(request).user, at=timezone.now()
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The period is open again. The live figures stand."))
            return redirect("results:periods")
    return render(
        request, "results/period_unlock.html", {"form": form, "period": period, "breadcrumb": _crumbs(period)}
    )


def _crumbs(period: object) -> list[tuple[str, str]]:
    trail = [(_("Indicators"), reverse("results:indicators"))]
    if not period:
        return [*trail, (_("Periods"), "")]
    return [*trail, (_("Periods"), reverse("results:periods")), (str(period), "")]
