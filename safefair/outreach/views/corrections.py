"""Putting one line of a sheet right, and taking that back."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.outreach.enums import Sensitivity
from safefair.outreach.forms.sessions import LineCorrectionForm
from safefair.outreach.models import SessionAttendance
from safefair.outreach.operations import change_line
from safefair.outreach.queries import sessions_of
from safefair.people.corrections import ChangeRow
from safefair.people.identities import IdentityData
from safefair.people.views.corrections import answer_correction, answer_undo, identity_to_correct

ROW = ("relation", "sex", "age_band")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_SESSION)
def line_correct(request: HttpRequest, address: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Her name, telephone, sex, age and relation, as they should stand on this line."""
    line = _line(request, address, entry)
    session = line.session
    form = LineCorrectionForm(
        request.POST or None,
        registration=line.registration,
        identity=_identity(request, line),
        row={name: getattr(line, name) for name in ROW},
        on=session.held_on,
    )
    sheet = (session.title, reverse("outreach:sheet", args=[address]))
    trail = [(_("Information sessions"), reverse("outreach:sessions")), sheet]
    return answer_correction(
        request, form, row=entry, change=_change(request, line), trail=trail, day=session.held_on
    )


@require_POST
@requires(Permission.HOLD_SESSION)
def line_undo(request: HttpRequest, address: uuid.UUID, entry: uuid.UUID) -> HttpResponse:
    """Take the last correction back if it was of this line."""
    line, back = _line(request, address, entry), reverse("outreach:sheet", args=[address])
    return answer_undo(request, line.registration, row=entry, change=_change(request, line), back=back)


def _line(request: HttpRequest, address: uuid.UUID, entry: uuid.UUID) -> SessionAttendance:
    sessions = sessions_of(organization_of(membership_of(request))).filter(uuid=address)
    lines = SessionAttendance.objects.filter(session__in=sessions, removed_at=None)
    return get_object_or_404(lines.select_related("session", "registration__identity"), entry_id=entry)


def _identity(request: HttpRequest, line: SessionAttendance) -> IdentityData | None:
    """None on a sheet of codes, where nobody is opened."""
    if line.session.sensitivity == Sensitivity.CODES:
        return None
    return identity_to_correct(request, line.registration)


def _change(request: HttpRequest, line: SessionAttendance) -> ChangeRow:
    return lambda row: change_line(line, by=membership_of(request).user, **row)
