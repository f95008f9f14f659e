"""Putting one participant's line right, and taking that back."""

import uuid
from collections.abc import Mapping

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
from safefair.people.corrections import ChangeRow, save_correction, undo_correction
from safefair.people.identities import IdentityData, open_identity
from safefair.trainings.forms.participants import ParticipantCorrectionForm
from safefair.trainings.models import Participation
from safefair.trainings.operations import ParticipantFacts, change_participant
from safefair.trainings.views.common import organization_of, run_at

ROW = ("role", "works_for", "works_for_kind", "sex", "age_band")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_TRAINING)
def participant_correct(request: HttpRequest, address: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Her name, telephone, sex, age and work, as they should stand on this list."""
    person, by = _participant(request, address, participant), membership_of(request).user
    run, back = person.run, reverse("trainings:participants", args=[address])
    form = ParticipantCorrectionForm(
        request.POST or None,
        registration=person.registration,
        identity=_identity(person, by),
        row={name: getattr(person, name) for name in ROW},
        on=run.starts_on,
    )
    if form.is_valid() and save_correction(
        form, by=by, change=_change(person, by), session=request.session, row=participant
    ):
        return redirect(back)
    breadcrumb = [(_("Trainings"), reverse("trainings:list")), (run.title, back), (_("Correct"), "")]
    context = {"form": form, "back": back, "title": run.title, "day": run.starts_on, "breadcrumb": breadcrumb}
    return render(request, "people/line/correct.html", context)


@require_POST
@requires(Permission.HOLD_TRAINING)
def participant_undo(request: HttpRequest, address: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Take the last correction back if it was of this participant."""
    person, by = _participant(request, address, participant), membership_of(request).user
    change, session = _change(person, by), request.session
    if refusal := undo_correction(
        person.registration, by=by, change=change, session=session, row=participant
    ):
        messages.error(request, refusal)
    return redirect("trainings:participants", address)


def _participant(request: HttpRequest, address: uuid.UUID, participant: uuid.UUID) -> Participation:
    organization_of(membership_of(request))
    people = run_at(request, address).participations.filter(removed_at=None)
    return get_object_or_404(people.select_related("run", "registration__identity"), uuid=participant)


def _identity(person: Participation, by: User) -> IdentityData | None:
    """Who she is; None for somebody erased."""
    if person.registration.erased_at is not None:
        return None
    return open_identity(person.registration, user_id=by.pk, reason="correction")


def _change(person: Participation, by: User) -> ChangeRow:
    def change(row: Mapping[str, str]) -> object:
        facts = ParticipantFacts(
            role=row["role"], works_for=row["works_for"], works_for_kind=row["works_for_kind"], sex=row["sex"]
        )
        return change_participant(person, facts=facts, age_band=row["age_band"], by=by)

    return change
