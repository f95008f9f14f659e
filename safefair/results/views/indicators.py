"""The framework with its figures, one indicator in full, and computing."""

import uuid as uuids
from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.charts import WITHHELD
from safefair.core.jobs import start_task
from safefair.core.models import Task
from safefair.results.enums import OF_CASE_WORK
from safefair.results.exports import indicators_csv
from safefair.results.forms import PeriodForm
from safefair.results.models import Indicator, Programme, ReportingPeriod
from safefair.results.queries.figures import (
    choose_period,
    earlier_figures,
    periods_in_use,
    periods_of,
    result_groups,
    standings,
)
from safefair.results.queries.releases import newest_release_of, release_tables, released_totals
from safefair.results.released import (
    choose_released_period,
    months_counted,
    released_course,
    released_row,
    sees_live_figures,
    staff_row,
)
from safefair.results.shown import course_chart, grids_of, released_grids, sees_cells, shown_value
from safefair.results.tables import GroupRows, indicator_rows


@requires(Permission.VIEW_INDICATORS)
def indicator_list(request: HttpRequest) -> HttpResponse:
    """Every indicator under its outcome, for one period."""
    membership = membership_of(request)
    programme, periods, period, groups = _list(request.GET.get("period"), membership=membership)
    if programme is None or period is None:
        return render(request, "results/no_framework.html")
    is_live = sees_live_figures(membership)
    context = {
        "programme": programme,
        "period": period,
        "groups": groups,
        "is_live": is_live,
        "task": _running_task() if is_live else None,
        "form": PeriodForm(periods, period),
        "may_compute": membership.may(Permission.COMPUTE_FIGURES),
    }
    return render(request, "results/indicator_list.html", context)


def _list(
    wanted: str | None, *, membership: Membership
) -> tuple[Programme | None, list[ReportingPeriod], ReportingPeriod | None, list[GroupRows]]:
    periods = periods_in_use()
    if not periods:
        return None, [], None, []
    programme = periods[0].programme
    totals = released_totals(programme)
    if sees_live_figures(membership):
        period = choose_period(periods, wanted)
        row = partial(staff_row, membership=membership, periods=periods, totals=totals)
    else:
        period = choose_released_period(periods, wanted, totals)
        row = partial(released_row, periods=periods, totals=totals)
    groups = indicator_rows(result_groups(programme, period, periods), row) if period else []
    return programme, periods, period, groups


@requires(Permission.VIEW_INDICATORS)
def indicator_csv(request: HttpRequest) -> HttpResponse:
    """The same list as a file."""
    _programme, _periods, period, groups = _list(request.GET.get("period"), membership=membership_of(request))
    if period is None:
        raise Http404
    response = HttpResponse(indicators_csv(groups, period), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="indicators-{period.ends_before}.csv"'
    return response


def _running_task() -> Task | None:
    return Task.objects.filter(name="results.compute_period").order_by("-id").first()


@requires(Permission.VIEW_INDICATORS)
def indicator_detail(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """One indicator: its figures over the periods, the tables of one of them, how it is counted."""
    indicator = get_object_or_404(Indicator.objects.select_related("result__programme"), uuid=uuid)
    membership = membership_of(request)
    wanted = request.GET.get("period")
    if not sees_live_figures(membership) or indicator.kind in OF_CASE_WORK:
        return render(request, "results/indicator_released.html", _released(indicator, wanted))
    context = _detail(indicator, wanted, membership=membership)
    return render(request, "results/indicator_detail.html", context)


def _released(indicator: Indicator, wanted: str | None) -> dict[str, object]:
    programme = indicator.result.programme
    periods, totals = periods_of(programme), released_totals(programme)
    mine = {place: total for place, total in totals.items() if place[0] == indicator.pk}
    period = choose_released_period(periods, wanted, mine)
    release = newest_release_of(indicator, period) if period else None
    tables = [table for table in release_tables(release) if table.code == indicator.code] if release else []
    return {
        "indicator": indicator,
        "period": period,
        "form": PeriodForm(periods, period),
        "release": release,
        "total": mine.get((indicator.pk, period.pk)) if period else None,
        "days": months_counted(indicator, period) if period else "",
        "chart": released_course(indicator, periods, mine),
        "grids": [shown.grid for shown in released_grids(tables) if shown.grid],
        "breadcrumb": [(_("Indicators"), reverse("results:indicators")), (indicator.code, "")],
    }


def _detail(indicator: Indicator, wanted: str | None, *, membership: Membership) -> dict[str, object]:
    periods = periods_of(indicator.result.programme)
    period = choose_period(periods, wanted)
    found = standings([indicator], periods)
    standing = found[indicator.pk, period.pk] if period else None
    figure = standing.figure if standing else None
    measured = [found[indicator.pk, p.pk] for p in reversed(periods) if found[indicator.pk, p.pk].figure]
    return {
        "indicator": indicator,
        "period": period,
        "form": PeriodForm(periods, period),
        "standing": standing,
        "figure": figure,
        "value": shown_value(figure, indicator, membership=membership),
        "low": figure.low if figure and figure.low != figure.high else None,
        "high": figure.high if figure and figure.low != figure.high else None,
        "withheld": WITHHELD,
        "earlier": earlier_figures(indicator, period) if period else [],
        "may_open_rows": membership.may(Permission.OPEN_FIGURE_ROWS),
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


@requires(Permission.VIEW_LIVE_FIGURES)
def task_progress(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """How far a job of this app is, as the part of a page that asks for itself again."""
    task = get_object_or_404(Task, uuid=uuid, name__startswith="results.")
    return render(request, "results/progress.html", {"task": task})
