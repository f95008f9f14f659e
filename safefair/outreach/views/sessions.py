"""Information sessions: list, one session, creating, correcting, cancelling."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from safefair.accounts.holders import has_other_holder
from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.paging import ListPaginator
from safefair.core.sheets.codes import SheetCodeMistyped, read_code
from safefair.core.sheets.codes import write_code as readable
from safefair.outreach.exports import export_sessions
from safefair.outreach.forms.sessions import SessionFilter, SessionForm, SheetCodeForm
from safefair.outreach.models import InformationSession
from safefair.outreach.operations import (
    SessionFacts,
    cancel_session,
    create_session,
    edit_session,
    restore_session,
)
from safefair.outreach.queries import groups_of, sessions_of, with_counts
from safefair.outreach.sheets import sheet_of
from safefair.people.events import ReasonForm

PAGE = 25


@require_GET
@requires(Permission.VIEW_SESSIONS)
def session_list(request: HttpRequest) -> HttpResponse:
    """Sessions with their counts."""
    organization = membership_of(request).organization
    narrowing = SessionFilter(request.GET, is_programme=organization is None)
    sessions = with_counts(sessions_of(organization))
    sessions = narrowing.narrow(
        sessions.select_related("organization", "organizer"), request.GET.get("sort", "")
    )
    if request.GET.get("format") == "csv":
        return export_sessions(sessions)
    page = ListPaginator(sessions, PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": narrowing,
        "page": page,
        "code_form": SheetCodeForm(),
        "batch": narrowing.cleaned_data.get("batch"),
        "shows_holder": has_other_holder(page, organization),
    }
    return render(request, "outreach/sessions.html", context)


@require_GET
@requires(Permission.VIEW_SESSIONS)
def session_detail(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """What is known of a session, and who came, as numbers."""
    session = _session(request, address)
    breadcrumb = [(_("Information sessions"), reverse("outreach:sessions")), (session.title, "")]
    context = {
        "session": session,
        "groups": groups_of(session),
        "code": readable(session.sheet_code),
        "reason_form": ReasonForm(),
        "breadcrumb": breadcrumb,
    }
    return render(request, "outreach/session.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def session_create(request: HttpRequest) -> HttpResponse:
    """Write down a session, held or planned."""
    organization = organization_of(membership_of(request))
    initial = {"entry_id": uuid.uuid4(), "held_on": timezone.localdate(), "language": request.user.language}  # type: ignore[union-attr]  # signed in
    form = SessionForm(request.POST or None, initial=initial, organization=organization)
    if request.method == "POST" and form.is_valid():
        session = create_session(
            form.facts(),
            organization=organization,
            by=membership_of(request).user,
            entry_id=form.cleaned_data["entry_id"] or uuid.uuid4(),
        )
        return redirect("outreach:session_detail", session.uuid)
    breadcrumb = [(_("Information sessions"), reverse("outreach:sessions")), (_("New session"), "")]
    return render(request, "outreach/session_form.html", {"form": form, "breadcrumb": breadcrumb})


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def session_edit(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Correct a session."""
    session = _session(request, address)
    form = SessionForm(request.POST or None, initial=_initial(session), organization=session.organization)
    if request.method == "POST" and form.is_valid():
        edit_session(session, form.facts(), by=membership_of(request).user)
        messages.success(request, _("Saved."))
        return redirect("outreach:session_detail", session.uuid)
    back = reverse("outreach:session_detail", args=[session.uuid])
    breadcrumb = [
        (_("Information sessions"), reverse("outreach:sessions")),
        (session.title, back),
        (_("Correct"), ""),
    ]
    return render(
        request, "outreach/session_form.html", {"form": form, "session": session, "breadcrumb": breadcrumb}
    )


@require_POST
@requires(Permission.HOLD_SESSION)
def session_cancel(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """It did not take place; posted again, it did."""
    session = _session(request, address)
    user = membership_of(request).user
    if session.cancelled_at is None:
        cancel_session(session, by=user, at=timezone.now())
    else:
        restore_session(session, by=user)
    return redirect("outreach:session_detail", session.uuid)


@require_GET
@requires(Permission.HOLD_SESSION)
def session_print(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """An empty sheet as PDF, in the language of the session; `pages` of 20 lines each."""
    session = _session(request, address)
    wanted = request.GET.get("pages", "1")
    pdf = sheet_of(session, pages=min(max(int(wanted), 1), 10) if wanted.isdecimal() else 1)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="sheet-{session.sheet_code}.pdf"'
    return response


@require_POST
@requires(Permission.HOLD_SESSION)
def sheet_find(request: HttpRequest) -> HttpResponse:
    """From the code on a paper to the sheet on the screen."""
    try:
        code = read_code(request.POST.get("code", ""))
    except SheetCodeMistyped as error:
        messages.error(request, str(error.message))
        return redirect("outreach:sessions")
    session = sessions_of(organization_of(membership_of(request))).filter(sheet_code=code).first()
    if session is None:
        messages.error(request, _("Your organisation has no session with this code."))
        return redirect("outreach:sessions")
    return redirect("outreach:sheet", session.uuid)


def _session(request: HttpRequest, address: uuid.UUID) -> InformationSession:
    sessions = with_counts(sessions_of(membership_of(request).organization))
    return get_object_or_404(sessions.select_related("organization", "organizer", "batch"), uuid=address)


def _initial(session: InformationSession) -> dict[str, Any]:
    return {name: getattr(session, name) for name in SessionFacts.__slots__}
