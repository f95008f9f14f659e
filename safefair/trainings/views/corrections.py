"""Putting one participant's line right, and taking that back."""

import uuid
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.people.corrections import ChangeRow
from safefair.people.views.corrections import answer_correction, answer_undo, identity_to_correct
from safefair.trainings.forms.participants import ParticipantCorrectionForm
from safefair.trainings.models import Participation
from safefair.trainings.operations import ParticipantFacts, change_participant
from safefair.trainings.views.common import run_at

ROW = ("role", "works_for", "works_for_kind", "sex", "age_band")


@require_http_methods(["GET", "POST"])
@requires(Permission.HOLD_TRAINING)
def participant_correct(request: HttpRequest, address: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Her name, telephone, sex, age and work, as they should stand on this list."""
    person = _participant(request, address, participant)
    run = person.run
    form = ParticipantCorrectionForm(
        request.POST or None,
        registration=person.registration,
        identity=identity_to_correct(request, person.registration),
        row={name: getattr(person, name) for name in ROW},
        on=run.starts_on,
    )
    listing = (run.title, reverse("trainings:participants", args=[address]))
    trail = [(_("Trainings"), reverse("trainings:list")), listing]
    return answer_correction(
        request, form, row=participant, change=_change(request, person), trail=trail, day=run.starts_on
    )


@require_POST
@requires(Permission.HOLD_TRAINING)
def participant_undo(request: HttpRequest, address: uuid.UUID, participant: uuid.UUID) -> HttpResponse:
    """Take the last correction back if it was of this participant."""
    person = _participant(request, address, participant)
    back = reverse("trainings:participants", args=[address])
    change = _change(request, person)
    return answer_undo(request, person.registration, row=participant, change=change, back=back)


def _participant(request: HttpRequest, address: uuid.UUID, participant: uuid.UUID) -> Participation:
    organization_of(membership_of(request))
    people = run_at(request, address).participations.filter(removed_at=None)
    return get_object_or_404(people.select_related("run", "registration__identity"), uuid=participant)


def _change(request: HttpRequest, person: Participation) -> ChangeRow:
    def change(row: Mapping[str, str]) -> object:
        facts = ParticipantFacts(
            role=row["role"], works_for=row["works_for"], works_for_kind=row["works_for_kind"], sex=row["sex"]
        )
        by = membership_of(request).user
        return change_participant(person, facts=facts, age_band=row["age_band"], by=by)

    return change
