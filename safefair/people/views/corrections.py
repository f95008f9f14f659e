"""What correcting one line is for every sheet and list that has lines: the page, the answer, taking it back."""

import datetime as dt
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from safefair.accounts.membership import membership_of
from safefair.people.corrections import ChangeRow, RowCorrectionForm, save_correction, undo_correction
from safefair.people.identities import IdentityData, open_identity
from safefair.people.models import Registration


def identity_to_correct(request: HttpRequest, registration: Registration) -> IdentityData | None:
    """Who she is, opened for a correction; None for somebody erased."""
    if registration.erased_at is not None:
        return None
    return open_identity(registration, user_id=membership_of(request).user.pk, reason="correction")


def answer_correction(
    request: HttpRequest,
    form: RowCorrectionForm,
    *,
    row: object,
    change: ChangeRow,
    trail: Sequence[tuple[str, str]],
    day: dt.date,
) -> HttpResponse:
    """Save a valid form and go back to the sheet, else show the form.

    `trail` leads to the sheet: (words, address) of each page, that of the sheet last.
    """
    title, back = trail[-1]
    by = membership_of(request).user
    if form.is_valid() and save_correction(form, by=by, change=change, session=request.session, row=row):
        return redirect(back)
    breadcrumb = [*trail, (_("Correct"), "")]
    context = {"form": form, "back": back, "title": title, "day": day, "breadcrumb": breadcrumb}
    return render(request, "people/line/correct.html", context)


def answer_undo(
    request: HttpRequest, registration: Registration, *, row: object, change: ChangeRow, back: str
) -> HttpResponse:
    """Take the last correction back if it was of this row, and go back to the sheet."""
    by = membership_of(request).user
    if refusal := undo_correction(registration, by=by, change=change, session=request.session, row=row):
        messages.error(request, refusal)
    return redirect(back)
