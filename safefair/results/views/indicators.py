"""The framework with its figures, one indicator in full, and computing."""

import uuid as uuids

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.jobs import start_task
from safefair.core.models import Task
from safefair.results.models import Indicator, Programme, ReportingPeriod
from safefair.results.queries.figures import (
    choose_period,
    periods_of,
    programme_in_use,
    result_groups,
    standings,
)
from safefair.results.shown import course_chart, grids_of, sees_cells
from safefair.results.tables import indicator_rows

CRUMB = (_("Indicators"), "")


@requires(Permission.VIEW_INDICATORS)
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Every indicator under its outcome, for one period."""
    programme = programme_in_use()
    period = choose_period(programme, request.GET.get("period")) if programme else None
    if programme is None or period is None:
        return render(request, "results/no_framework.html")
    groups = indicator_rows(result_groups(programme, period), membership=membership_of(request))
    context = {"programme": programme, "period": period, "periods": periods_of(programme), "groups": groups}
    return render(request, "results/indicator_list.html", {**context, "task": _running_task()})


def _running_task() -> Task | None:
    return Task.objects.filter(name="results.compute_period").order_by("-id").first()


@requires(Permission.VIEW_INDICATORS)
def indicator_detail(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One indicator: its figures over the periods, the tables of one of them, how it is counted."""
    indicator = get_object_or_404(Indicator.objects.select_related("result__programme"), uuid=uuid)
    membership = membership_of(request)
    programme = indicator.result.programme
    period = choose_period(programme, request.GET.get("period"))
    return render(
        request, "results/indicator_detail.html", _detail(indicator, programme, period, membership=membership)
    )


def _detail(
    indicator: Indicator, programme: Programme, period: ReportingPeriod | None, *, membership: Membership
) -> dict[str, object]:
    periods = periods_of(programme)
    found = standings([indicator], periods)
    standing = found[indicator.pk, period.pk] if period else None
    figure = standing.figure if standing else None
    measured = [found[indicator.pk, p.pk] for p in reversed(periods) if found[indicator.pk, p.pk].figure]
    return {
        "indicator": indicator,
        "period": period,
        "periods": periods,
        "standing": standing,
        "figure": figure,
        "may_open": sees_cells(membership),
        "chart": course_chart(indicator, measured, membership=membership) if measured else None,
        "grids": grids_of(figure, indicator) if figure and sees_cells(membership) else [],
        "breadcrumb": [(_("Indicators"), reverse("results:indicators")), (indicator.code, "")],
    }


@require_POST
@requires(Permission.COMPUTE_FIGURES)
def compute(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """Start computing all figures of a period; a second click while it runs starts nothing."""
    period = get_object_or_404(ReportingPeriod, uuid=uuid)
    running = _running_task()
    if running is None or running.is_over:
        start_task("results.compute_period", by_id=membership_of(request).user.pk, period_id=period.pk)
    return redirect(f"{reverse('results:indicators')}?period={period.uuid}")


@requires(Permission.VIEW_INDICATORS)
def task_progress(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """How far a job of this app is, as the part of a page that asks for itself again."""
    task = get_object_or_404(Task, uuid=uuid, name__startswith="results.")
    return render(request, "results/progress.html", {"task": task, "next": request.GET.get("next", "")})
