"""Who is one person across organisations: the runs, how sure they are, and the evidence without identities."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.charts import BarRow, bar_chart
from safefair.core.errors import DomainError
from safefair.core.formats import write_number
from safefair.people.forms.linkage import EvidenceFilter, LinkageForm
from safefair.people.models import LinkageRun
from safefair.people.operations.linkage import make_run_current, start_linkage
from safefair.people.queries.calibration import Band, bands_of
from safefair.people.queries.evidence import evidence_of
from safefair.people.words import linkage_reason_words

PAGE = 50
CRUMB = (gettext_lazy("Linkage"), reverse_lazy("people:linkage"))


@requires(Permission.VIEW_LINKAGE, Permission.RUN_LINKAGE)
def linkage(request: HttpRequest) -> HttpResponse:
    """The current run, those before it, and the start of another one."""
    runs = LinkageRun.objects.select_related("started_by", "task").order_by("-pk")
    latest = runs.first()
    context = {
        "current": runs.filter(is_current=True).first(),
        "page": Paginator(runs, 10).get_page(request.GET.get("page")),
        "waiting": latest if latest and latest.task and latest.ended_at is None else None,
        "form": LinkageForm(),
        "can_run": membership_of(request).may(Permission.RUN_LINKAGE),
    }
    return render(request, "people/linkage.html", context)


@require_POST
@requires(Permission.RUN_LINKAGE)
def linkage_start(request: HttpRequest) -> HttpResponse:
    """Ask for a comparison of all registrations."""
    form = LinkageForm(request.POST)
    if form.is_valid():
        try:
            start_linkage(
                by=membership_of(request).user, is_trained=form.cleaned_data["weights"] == "trained"
            )
        except DomainError as error:
            messages.error(request, str(error))
    return redirect("people:linkage")


def _find(run: uuid.UUID) -> LinkageRun:
    return get_object_or_404(LinkageRun.objects.select_related("task", "started_by"), uuid=run)


@requires(Permission.VIEW_LINKAGE, Permission.RUN_LINKAGE)
def linkage_run(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """One run: its figures, and the pairs it compared. Who they are stands nowhere here."""
    found = _find(run)
    form = EvidenceFilter(request.GET or None)
    page = Paginator(evidence_of(found, **form.chosen()), PAGE).get_page(request.GET.get("page"))
    context = {
        "run": found,
        "facts": _facts(found),
        **_calibration(found),
        "page": page,
        "rows": [(row, [linkage_reason_words(code) for code in row.reasons]) for row in page],
        "filter_form": form,
        "can_run": membership_of(request).may(Permission.RUN_LINKAGE),
        "breadcrumb": [CRUMB, (found.created_at.strftime("%d.%m.%Y"), "")],
    }
    return render(request, "people/linkage_run.html", context)


@requires(Permission.VIEW_LINKAGE, Permission.RUN_LINKAGE)
def linkage_progress(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """How far a run is; the page asks each second."""
    return render(request, "people/_linkage_progress.html", {"run": _find(run)})


@require_POST
@requires(Permission.RUN_LINKAGE)
def linkage_restore(request: HttpRequest, run: uuid.UUID) -> HttpResponse:
    """Let an earlier run answer again who is one person."""
    found = _find(run)
    if found.ended_at is None:
        messages.error(request, _("This run is not complete."))
    else:
        make_run_current(found)
        messages.success(
            request, _("This run is the current one now. Figures computed from now on follow it.")
        )
    return redirect("people:linkage_run", found.uuid)


def _calibration(run: LinkageRun) -> dict[str, Any]:
    bands = bands_of(run) if run.ended_at else []
    told = [band for band in bands if band.pairs]
    is_decided = any(band.decided for band in told)
    chart = bar_chart(
        _("Of a hundred pairs, how many are one person"),
        [
            BarRow.of(
                _band_words(band), band.expected_percent, *([band.decided_percent] if is_decided else [])
            )
            for band in told
        ],
        series=[_("by estimate"), *([_("as people decided")] if is_decided else [])],
        unit="%",
        row_name=_("Probability"),
    )
    return {"bands": [(_band_words(band), band) for band in bands], "calibration": chart if told else None}


def _band_words(band: Band) -> str:
    if band.high == 1:
        return _("%(low)s or more") % {"low": number_format(band.low)}
    if not band.low:
        return _("below %(high)s") % {"high": number_format(band.high)}
    return _("%(low)s to below %(high)s") % {
        "low": number_format(band.low),
        "high": number_format(band.high),
    }


def _percent(share: object) -> str:
    return f"{float(str(share)) * 100:.0f} %" if share is not None else ""


def _facts(run: LinkageRun) -> list[tuple[str, Any]]:
    report = run.report
    return [
        (_("Registrations compared"), write_number(report.get("records"))),
        (_("Individuals found"), write_number(report.get("clusters"))),
        (_("Registrations linked to another one"), write_number(report.get("linked_records"))),
        (_("Most registrations of one person"), write_number(report.get("largest_cluster"))),
        (_("Pairs compared"), write_number(report.get("pairs_compared"))),
        (_("Of the links, right by estimate"), _percent(report.get("estimated_precision"))),
        (_("Of the true pairs, found by estimate"), _percent(report.get("estimated_recall"))),
        (
            _("Pairs with the same document, by which it was estimated"),
            write_number(report.get("pairs_with_known_answer")),
        ),
        (_("Links refused by the rules"), write_number(report.get("links_refused"))),
        (_("Weights"), _("estimated from these records") if run.is_trained else _("fixed")),
        (_("Version"), run.model_version),
        (_("Seconds"), report.get("seconds")),
    ]
