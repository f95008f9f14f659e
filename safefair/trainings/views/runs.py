"""Trainings: list, one training, creating, correcting, cancelling, closing, printing."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safefair.accounts.holders import has_other_holder
from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.paging import ListPaginator
from safefair.core.sheets.codes import write_code
from safefair.core.sheets.pdf import SheetFacts, SheetKind, print_sheet
from safefair.people.events import ReasonForm
from safefair.trainings.exports import export_runs
from safefair.trainings.forms.runs import RunFilter, RunForm, SittingForm
from safefair.trainings.operations import (
    RunFacts,
    add_sitting,
    cancel_run,
    close_run,
    create_run,
    edit_run,
    remove_sitting,
    reopen_run,
    restore_run,
)
from safefair.trainings.queries import completion_by_role, courses_of, runs_of, with_people
from safefair.trainings.views.common import attempt, run_at

PAGE = 25


@require_GET
@requires(Permission.VIEW_TRAININGS)
def run_list(request: HttpRequest) -> HttpResponse:
    """Trainings with the number of people on their lists."""
    organization = membership_of(request).organization
    narrowing = RunFilter(request.GET, is_programme=organization is None)
    runs = narrowing.narrow(with_people(runs_of(organization)), request.GET.get("sort", ""))
    runs = runs.select_related("course", "organization", "organizer")
    if request.GET.get("format") == "csv":
        return export_runs(runs)
    page = ListPaginator(runs, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": narrowing,
        "page": page,
        "batch": narrowing.cleaned_data.get("batch"),
        "shows_holder": has_other_holder(page, organization),
    }
    return render(request, "trainings/runs.html", context)


@require_GET
@requires(Permission.VIEW_TRAININGS)
def run_detail(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """What is known of a training, and who took part, as numbers."""
    run = run_at(request, address)
    context = {
        "run": run,
        "roles": completion_by_role(run),
        "sittings": run.sessions.order_by("held_on", "pk"),
        "sitting_form": SittingForm(initial={"held_on": run.starts_on}),
        "reason_form": ReasonForm(),
        "code": write_code(run.sheet_code),
        "breadcrumb": [(_("Trainings"), reverse("trainings:list")), (run.title, "")],
    }
    return render(request, "trainings/run.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_TRAINING)
def run_create(request: HttpRequest) -> HttpResponse:
    """Write down a training, held or planned."""
    organization = organization_of(membership_of(request))
    if not courses_of(organization).exists():
        messages.info(request, _("Say first what you teach: a training is a course held once."))
        return redirect("trainings:course_create")
    form = RunForm(request.POST or None, organization=organization)
    if request.method == "POST" and form.is_valid():
        entry = form.cleaned_data["entry_id"] or uuid.uuid4()
        run = create_run(
            form.facts(), organization=organization, by=membership_of(request).user, entry_id=entry
        )
        return redirect("trainings:detail", run.uuid)
    breadcrumb = [(_("Trainings"), reverse("trainings:list")), (_("New training"), "")]
    return render(request, "trainings/run_form.html", {"form": form, "breadcrumb": breadcrumb})


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_TRAINING)
def run_edit(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Correct a training."""
    run = run_at(request, address)
    initial: dict[str, Any] = {name: getattr(run, name) for name in RunFacts.__slots__}
    form = RunForm(request.POST or None, initial=initial, organization=run.organization)
    if request.method == "POST" and form.is_valid():
        edit_run(run, form.facts(), by=membership_of(request).user)
        messages.success(request, _("Saved."))
        return redirect("trainings:detail", run.uuid)
    back = reverse("trainings:detail", args=[run.uuid])
    breadcrumb = [(_("Trainings"), reverse("trainings:list")), (run.title, back), (_("Correct"), "")]
    return render(request, "trainings/run_form.html", {"form": form, "run": run, "breadcrumb": breadcrumb})


@require_POST
@requires(Permission.HOLD_TRAINING)
def run_cancel(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """It did not take place; posted again, it did."""
    run, user = run_at(request, address), membership_of(request).user
    if run.cancelled_at is None:
        cancel_run(run, by=user, at=timezone.now())
    else:
        restore_run(run, by=user)
    return redirect("trainings:detail", run.uuid)


@require_POST
@requires(Permission.HOLD_TRAINING)
def run_close(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Say that the attendance is entered."""
    run, user = run_at(request, address), membership_of(request).user
    if attempt(request, lambda: close_run(run, by=user, at=timezone.now(), today=timezone.localdate())):
        messages.success(request, _("The training is closed. Empty cells count as absent."))
    return redirect("trainings:detail", run.uuid)


@require_POST
@requires(Permission.HOLD_TRAINING)
def run_reopen(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Let attendance be corrected, for a reason."""
    run, user = run_at(request, address), membership_of(request).user
    reason = request.POST.get("reason", "")[:300]
    attempt(request, lambda: reopen_run(run, reason=reason, by=user))
    return redirect("trainings:detail", run.uuid)


@require_POST
@requires(Permission.HOLD_TRAINING)
def sitting_add(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """One more day or half-day."""
    run, form = run_at(request, address), SittingForm(request.POST)
    if form.is_valid():
        attempt(request, lambda: add_sitting(run, **form.cleaned_data, by=membership_of(request).user))
    else:
        messages.error(request, _("A sitting needs its date, and minutes from 1 to 1440 or none."))
    return redirect("trainings:detail", run.uuid)


@require_POST
@requires(Permission.HOLD_TRAINING)
def sitting_remove(request: HttpRequest, address: uuid.UUID, sitting: uuid.UUID) -> HttpResponse:
    """Take a sitting away that was entered by mistake; adding it again undoes that."""
    run = run_at(request, address)
    found = run.sessions.filter(uuid=sitting).first()
    if found is not None:
        attempt(request, lambda: remove_sitting(found, by=membership_of(request).user))
    return redirect("trainings:detail", run.uuid)


@require_GET
@requires(Permission.HOLD_TRAINING)
def run_print(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """An empty sheet as PDF, in the language of the training."""
    run = run_at(request, address)
    wanted = request.GET.get("pages", "1")
    facts = SheetFacts(
        code=run.sheet_code,
        title=run.title,
        held_on=run.starts_on,
        place=run.place,
        held_by=run.organizer_name or run.organization.name,
        keeper=run.organization.name,
    )
    pages = min(max(int(wanted), 1), 10) if wanted.isdecimal() else 1
    pdf = print_sheet(facts, language=run.language, kind=SheetKind.STAFF, pages=pages)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sheet-{run.sheet_code}.pdf"'
    return response
