"""Case work in figures: the tables of a quarter, as they were made."""

import uuid as uuids

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.downloads import csv_response
from safefair.core.errors import DomainError
from safefair.results.casepage import file_rows, unit_pages
from safefair.results.enums import EditionStatus
from safefair.results.models import CaseEdition
from safefair.results.operations.editions import start_edition
from safefair.results.quarters import due_quarters, quarter_label


class QuarterForm(forms.Form):
    """Which quarter the page is about: the only thing that can be chosen."""

    quarter = forms.ChoiceField()

    def __init__(self, editions: list[CaseEdition], chosen: CaseEdition) -> None:
        super().__init__(initial={"quarter": str(chosen.uuid)})
        self.fields["quarter"].label = _("Quarter")
        self.fields["quarter"].choices = [  # type: ignore[attr-defined]  # a ChoiceField's own attribute
            (str(edition.uuid), quarter_label(edition.starts_on)) for edition in editions
        ]


@require_GET
@requires(Permission.VIEW_CASE_FIGURES)
def case_work(request: HttpRequest) -> HttpResponse:
    """The tables of one quarter. No country and no organisation can be asked for: only tables made together are safe."""
    every = list(CaseEdition.objects.select_related("task").order_by("-starts_on"))
    ready = [edition for edition in every if edition.status == EditionStatus.READY]
    wanted = request.GET.get("quarter")
    edition = next((one for one in ready if str(one.uuid) == wanted), ready[0] if ready else None)
    due = due_quarters(timezone.localdate())[0]
    newest = next((one for one in every if one.starts_on == due.start), None)
    is_open = newest is None or newest.status == EditionStatus.FAILED
    context = {
        "edition": edition,
        "label": quarter_label(edition.starts_on) if edition else "",
        "form": QuarterForm(ready, edition) if edition else None,
        "units": unit_pages(edition) if edition else [],
        "task": newest.task if newest and newest.status != EditionStatus.READY else None,
        "failed": newest is not None and newest.status == EditionStatus.FAILED,
        "next_label": due.label,
        "may_make": is_open and membership_of(request).may(Permission.COMPUTE_FIGURES),
    }
    return render(request, "results/case_work.html", context)


@require_POST
@requires(Permission.COMPUTE_FIGURES)
def case_work_make(request: HttpRequest) -> HttpResponse:
    """Start making the tables of the newest quarter that is over for long enough."""
    today = timezone.localdate()
    try:
        start_edition(due_quarters(today)[0], today=today, by=membership_of(request).user)
    except DomainError as fault:
        messages.error(request, str(fault.message))
    return redirect("results:case_work")


@require_GET
@requires(Permission.VIEW_CASE_FIGURES)
def case_work_csv(request: HttpRequest, uuid: uuids.UUID) -> HttpResponse:
    """The same tables as a file, cell by cell."""
    edition = get_object_or_404(CaseEdition, uuid=uuid, status=EditionStatus.READY)
    header = (_("Unit"), _("What is counted"), _("Codes"), _("Of which"), _("Number"), _("Status"))
    return csv_response(f"case-work-{edition.starts_on}.csv", header, file_rows(edition))
