"""From a figure to the rows it counted."""

import uuid as uuids
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.audit import log_reading
from safefair.core.models import ReadKind
from safefair.results.enums import OF_CASE_WORK
from safefair.results.exports import rows_csv
from safefair.results.forms import RowFilterForm
from safefair.results.models import Figure
from safefair.results.rows import MOST_LISTED, entered_rows, present, rows_of

PAGE = 50
MOST_EXPORTED = 200_000


@requires(Permission.OPEN_FIGURE_ROWS)
def figure_rows(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """The rows of a figure, filtered and in pages; of a reader's own organisation only, for its own roles."""
    membership = membership_of(request)
    figure = _figure(uuid, membership)
    form = RowFilterForm(request.GET)
    organization, sort = membership.organization, request.GET.get("sort", "")
    rows = rows_of(figure, organization_id=membership.organization_id, wanted=form.wanted(), sort=sort)
    paginator: Paginator[Any] = Paginator(rows, PAGE)  # type: ignore[arg-type]  # counts and cuts like a queryset
    page = paginator.get_page(request.GET.get("page"))
    shown = list(present(list(page.object_list)))
    context = {
        "figure": figure,
        "form": form,
        "page": page,
        "rows": shown,
        "entered": entered_rows(figure),
        "shows_value": figure.indicator.kind not in OF_CASE_WORK,
        "has_more": page.paginator.count == MOST_LISTED,
        "shows_holder": organization is None or any(row.organizer != organization.name for row in shown),
    }
    return render(request, "results/figure_rows.html", {**context, "breadcrumb": _crumbs(figure)})


@requires(Permission.OPEN_FIGURE_ROWS)
def figure_rows_csv(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """The same rows as a file; the export is logged."""
    membership = membership_of(request)
    figure = _figure(uuid, membership)
    _log_export(figure, membership)
    form = RowFilterForm(request.GET)
    rows = rows_of(figure, organization_id=membership.organization_id, wanted=form.wanted())[:MOST_EXPORTED]
    response = HttpResponse(rows_csv(present(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="figure-{figure.uuid}.csv"'
    return response


def _figure(uuid: uuids.UUID, membership: Membership) -> Figure:
    """A figure whose rows she may open: those of case work in her own organisation only."""
    figure = get_object_or_404(Figure.objects.select_related("indicator", "period"), uuid=uuid)
    if figure.indicator.kind in OF_CASE_WORK and membership.organization is None:
        raise PermissionDenied
    return figure


def _log_export(figure: Figure, membership: Membership) -> None:
    log_reading(
        ReadKind.EXPORTED,
        "results.Figure",
        [figure.pk],
        user_id=membership.user.pk,
        organization_id=membership.organization_id,
    )


def _crumbs(figure: Figure) -> list[tuple[str, str]]:
    indicator = figure.indicator
    detail = f"{reverse('results:indicator', args=[indicator.uuid])}?period={figure.period.uuid}"
    return [(_("Indicators"), reverse("results:indicators")), (indicator.code, detail), (_("Rows"), "")]
