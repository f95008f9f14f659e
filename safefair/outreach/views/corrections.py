"""Putting one line of a sheet right, and taking that back."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safefair.accounts.membership import membership_of
from safefair.accounts.models import User
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.outreach.enums import Sensitivity
from safefair.outreach.forms.sessions import LineCorrectionForm
from safefair.outreach.models import SessionAttendance
from safefair.outreach.operations import change_line
from safefair.outreach.queries import sessions_of
from safefair.outreach.views.common import organization_of
from safefair.people.corrections import ChangeRow, save_correction, undo_correction
from safefair.people.identities import IdentityData, open_identity

ROW = ("relation", "sex", "age_band")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def line_correct(request: HttpRequest, address: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Her name, telephone, sex, age and relation, as they should stand on this line."""
    line, by = _line(request, address, entry), membership_of(request).user
    session, back = line.session, reverse("outreach:sheet", args=[address])
    form = LineCorrectionForm(
        request.POST or None,
        registration=line.registration,
        identity=_identity(line, by),
        row={name: getattr(line, name) for name in ROW},
        on=session.held_on,
    )
    if form.is_valid() and save_correction(
        form, by=by, change=_change(line, by), session=request.session, row=entry
    ):
        return redirect(back)
    breadcrumb = [
        (_("Information sessions"), reverse("outreach:sessions")),
        (session.title, back),
        (_("Correct"), ""),
    ]
    context = {
        "form": form,
        "back": back,
        "title": session.title,
        "day": session.held_on,
        "breadcrumb": breadcrumb,
    }
    return render(request, "people/line/correct.html", context)


@require_POST
@requires(Permission.HOLD_SESSION)
def line_undo(request: HttpRequest, address: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Take the last correction back if it was of this line."""
    line, by = _line(request, address, entry), membership_of(request).user
    change = _change(line, by)
    if refusal := undo_correction(
        line.registration, by=by, change=change, session=request.session, row=entry
    ):
        messages.error(request, refusal)
    return redirect("outreach:sheet", address)


def _line(request: HttpRequest, address: uuid.UUID, entry: uuid.UUID) -> SessionAttendance:
    sessions = sessions_of(organization_of(membership_of(request))).filter(uuid=address)
    lines = SessionAttendance.objects.filter(session__in=sessions, removed_at=None)
    return get_object_or_404(lines.select_related("session", "registration__identity"), entry_id=entry)


def _identity(line: SessionAttendance, by: User) -> IdentityData | None:
    """Who she is; None on a sheet of codes, where nobody is opened, and for somebody erased."""
    if line.session.sensitivity == Sensitivity.CODES or line.registration.erased_at is not None:
        return None
    return open_identity(line.registration, user_id=by.pk, reason="correction")


def _change(line: SessionAttendance, by: User) -> ChangeRow:
    return lambda row: change_line(line, by=by, **row)
