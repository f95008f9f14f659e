"""Typing a sheet: one person a line, then the head count, then closing. Nothing typed waits for a save at the end."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.membership import Membership, membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.errors import DomainError
from safefair.core.models import ReadKind
from safefair.core.sheets.codes import write_code as readable
from safefair.outreach.enums import Sensitivity
from safefair.outreach.forms.sessions import CloseForm, HeadcountForm, LineForm
from safefair.outreach.forms.visits import RELATION_KEYS
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.outreach.operations import (
    close_sheet,
    declare_no_sheet,
    record_attendance,
    record_headcount,
    remove_attendance,
    reopen_sheet,
)
from safefair.outreach.operations.lines import OPEN
from safefair.outreach.queries import headcounts_of, lines_of, mixed_share, sessions_of, with_counts
from safefair.people.corrections import corrected_row
from safefair.people.enums import RegistrationSource
from safefair.people.events import ReasonForm
from safefair.people.identities import open_identities
from safefair.people.line import Choice, probable_matches, resolve_person, search_people


@require_GET
@requires(Permission.HOLD_SESSION)
def sheet(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """The sheet as it stands, and its next line."""
    session = _session(request, address)
    return _page(request, session, LineForm(session=session), [])


@require_POST
@requires(Permission.HOLD_SESSION)
def sheet_line(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Enter one line, or search without a script; the answer to htmx is the new row and the next line."""
    session, membership = _session(request, address), membership_of(request)
    form = LineForm(request.POST, session=session)
    if request.POST.get("action") == "find":
        found = search_people(request.POST.get("q", ""), membership, on=session.held_on)
        form.errors.clear()
        return _page(request, session, form, found)
    line, choices = _enter(form, session, membership)
    if line is None:
        return _page(request, session, form, choices)
    if not request.htmx:  # type: ignore[attr-defined]  # set by django-htmx
        return redirect("outreach:sheet", session.uuid)
    session = _session(request, address)
    context = _context(session, LineForm(session=session), []) | {"rows": _named([line], membership)}
    return render(request, "outreach/sheet_added.html", context)


@require_POST
@requires(Permission.HOLD_SESSION)
def sheet_candidates(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Who the typed text may mean, as of the day of the session."""
    session = _session(request, address)
    text = request.POST.get("q", "").strip()
    choices = search_people(text, membership_of(request), on=session.held_on)
    return render(request, "people/line/choices.html", {"choices": choices, "query": text, "chosen": ""})


@require_POST
@requires(Permission.HOLD_SESSION)
def line_toggle(request: HttpRequest, address: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Take a line off the sheet; posted again, put it back."""
    session = _session(request, address)
    line = get_object_or_404(SessionAttendance, session=session, entry_id=entry)
    user = membership_of(request).user
    if line.removed_at is not None:
        return _done(request, session, lambda: record_attendance(session, line.registration, by=user))
    answer = _done(request, session, lambda: remove_attendance(line, by=user, at=timezone.now()))
    line.refresh_from_db(fields=["removed_at"])
    if line.removed_at is not None:
        answer["Location"] += f"?removed={line.entry_id}"
    return answer


@require_POST
@requires(Permission.HOLD_SESSION)
def headcount(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """So many people of one group without a name."""
    session = _session(request, address)
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        return _page(request, session, LineForm(session=session), [], headcount_form=form)
    user = membership_of(request).user
    return _done(request, session, lambda: record_headcount(session, **form.cleaned_data, by=user))


@require_POST
@requires(Permission.HOLD_SESSION)
def sheet_close(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Say that all is entered; a difference to the paper is stated."""
    session = _session(request, address)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _page(request, session, LineForm(session=session), [], close_form=form)
    try:
        difference = close_sheet(session, by=membership_of(request).user, **form.cleaned_data)
    except DomainError as error:
        messages.error(request, str(error.message))
        return redirect("outreach:sheet", session.uuid)
    _tell_difference(request, difference)
    return redirect("outreach:session_detail", session.uuid)


@require_POST
@requires(Permission.HOLD_SESSION)
def sheet_reopen(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Let lines be entered again, for a reason."""
    session = _session(request, address)
    reason = request.POST.get("reason", "")[:300]
    return _done(
        request, session, lambda: reopen_sheet(session, reason=reason, by=membership_of(request).user)
    )


@require_POST
@requires(Permission.HOLD_SESSION)
def sheet_none(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Nobody wrote down who came."""
    session = _session(request, address)
    reason = request.POST.get("reason", "")[:300]
    user = membership_of(request).user
    return _done(request, session, lambda: declare_no_sheet(session, reason=reason, by=user))


def _session(request: HttpRequest, address: uuid.UUID) -> InformationSession:
    sessions = with_counts(sessions_of(organization_of(membership_of(request))))
    return get_object_or_404(sessions.select_related("organization"), uuid=address)


def _enter(
    form: LineForm, session: InformationSession, membership: Membership
) -> tuple[SessionAttendance | None, list[Choice]]:
    """The line written from a valid form; else what stands against it is in the form, or the people to choose from."""
    day = session.held_on
    if not form.is_valid():
        return None, search_people(form.data.get("q", ""), membership, on=day)
    if form.needs_search and (alike := probable_matches(form, membership, on=day)):
        form.told = {"is_denied": "1"}
        form.add_error(
            "q", _("These people are very alike. Choose one of them, or save once more if she is new.")
        )
        return None, alike
    try:
        registration = resolve_person(form, membership, on=day, source=RegistrationSource.SHEET)
        assert registration is not None  # noqa: S101  a line of a sheet is about somebody
        line = record_attendance(
            session,
            registration,
            line=form.facts(),
            entry_id=form.cleaned_data["entry_id"],
            by=membership.user,
        )
    except DomainError as error:
        form.add_error(None, str(error.message))
        return None, []
    return line, []


def _named(lines: list[SessionAttendance], membership: Membership) -> list[tuple[SessionAttendance, str]]:
    """Lines with the name to show; on a sheet of codes nothing is opened."""
    if not lines or lines[0].session.sensitivity == Sensitivity.CODES:
        return [(line, line.registration.code) for line in lines]
    opened = open_identities(
        [line.registration for line in lines],
        user_id=membership.user.pk,
        organization_id=membership.organization_id,
        kind=ReadKind.LISTED,
        reason="sheet",
    )
    return [(line, opened[line.registration_id].display_name or line.registration.code) for line in lines]


def _context(session: InformationSession, form: LineForm, choices: list[Choice]) -> dict[str, Any]:
    return {
        "session": session,
        "code": readable(session.sheet_code),
        "form": form,
        "choices": choices,
        "query": form.data.get("q", "").strip(),
        "chosen": form.data.get("person", ""),
        "candidates_url": reverse("outreach:sheet_candidates", args=[session.uuid]),
        "relation_keys": RELATION_KEYS,
        "is_open": session.cancelled_at is None and session.sheet_status in OPEN,
    }


def _page(
    request: HttpRequest, session: InformationSession, form: LineForm, choices: list[Choice], **forms: object
) -> HttpResponse:
    if form.is_bound:
        data = request.POST.copy()
        for name, value in form.told.items():
            data[name] = value
        form.data = data
    context = _context(session, form, choices)
    if request.htmx and request.method == "POST":  # type: ignore[attr-defined]  # set by django-htmx
        return render(request, "outreach/sheet.html#line", context)
    back, lines = reverse("outreach:session_detail", args=[session.uuid]), list(lines_of(session))
    context |= {
        "rows": _named(lines, membership_of(request)),
        "headcounts": headcounts_of(session),
        "share": mixed_share(session),
        "headcount_form": HeadcountForm(
            initial={"relation": session.usual_relation, "sex": session.usual_sex}
        ),
        "close_form": CloseForm(),
        "reason_form": ReasonForm(),
        "removed": request.GET.get("removed", ""),
        "corrected": corrected_row(request.session, (line.entry_id for line in lines)),
        "breadcrumb": [
            (_("Information sessions"), reverse("outreach:sessions")),
            (session.title, back),
            (_("Sheet"), ""),
        ],
    }
    return render(request, "outreach/sheet.html", context | forms)


def _done(request: HttpRequest, session: InformationSession, act: Any) -> HttpResponse:
    """Do it and show the sheet again, or say why it cannot be done."""
    try:
        act()
    except DomainError as error:
        messages.error(request, str(error.message))
    return redirect("outreach:sheet", session.uuid)


def _tell_difference(request: HttpRequest, difference: int) -> None:
    if difference == 0:
        messages.success(request, _("The sheet is closed. What was entered agrees with the paper."))
        return
    count = abs(difference)
    more = ngettext("One person more was entered than is on the paper.", "%d people more were entered than are on the paper.", count)  # fmt: skip
    fewer = ngettext("One person fewer was entered than is on the paper.", "%d people fewer were entered than are on the paper.", count)  # fmt: skip
    text = more if difference > 0 else fewer
    messages.warning(request, _("The sheet is closed.") + " " + (text % count if "%d" in text else text))
