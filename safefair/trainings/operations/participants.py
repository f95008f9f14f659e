"""Who takes part in a run, and as what."""

import datetime as dt
import uuid
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.db.models import Max

from safefair.accounts.models import User
from safefair.core.codes import Sex, age_band
from safefair.people.facts import age_on
from safefair.people.models import Registration
from safefair.trainings.enums import ParticipantRole
from safefair.trainings.errors import PersonErased, PersonOfAnotherOrganization
from safefair.trainings.models import Participation, TrainingRun
from safefair.trainings.operations.runs import lock_open_run


@dataclass(frozen=True, slots=True, kw_only=True)
class ParticipantFacts:
    """Her work as of the run. `works_for_kind` "" where nobody wrote down what kind of organisation it is."""

    role: str = ParticipantRole.UNKNOWN
    works_for: str = ""
    works_for_kind: str = ""
    sex: str = Sex.UNKNOWN


@transaction.atomic
def enrol_participant(
    run: TrainingRun,
    registration: Registration,
    *,
    facts: ParticipantFacts,
    by: User,
    entry_id: uuid.UUID | None = None,
) -> Participation:
    """Put a person on the list. Somebody already on it, or an `entry_id` sent again, gives what is there.

    Role, kind of organisation, sex, age band and nationality are frozen; a sex that the registration does not know is
    taken from the line.

    Raises:
        RunIsCancelled, RunAlreadyClosed, PersonOfAnotherOrganization, PersonErased: as they say.
    """
    run = lock_open_run(run)
    if registration.organization_id != run.organization_id:
        raise PersonOfAnotherOrganization
    found = run.participations.filter(registration=registration).first()
    if found is not None:
        return _put_back(found, by=by)
    if registration.erased_at is not None:
        raise PersonErased
    last = run.participations.filter(removed_at=None).aggregate(last=Max("line_number"))["last"]
    with pghistory.context(user=by.pk):
        return Participation.objects.create(
            uuid=uuid.uuid5(entry_id or uuid.uuid4(), f"participation|{run.uuid}"),
            run=run,
            organization_id=run.organization_id,
            registration=registration,
            role=facts.role,
            works_for=facts.works_for,
            works_for_kind=facts.works_for_kind,
            sex=facts.sex if registration.sex == Sex.UNKNOWN else registration.sex,
            age_band=age_band(age_on(run.starts_on, registration.birth_year)),
            nationality=registration.nationality,
            line_number=(last or 0) + 1,
        )


@transaction.atomic
def change_participant(
    participation: Participation, *, facts: ParticipantFacts, age_band: str, by: User
) -> Participation:
    """Correct her work, sex and age as of this run."""
    lock_open_run(participation.run)
    participation.role, participation.sex, participation.age_band = facts.role, facts.sex, age_band
    participation.works_for, participation.works_for_kind = facts.works_for, facts.works_for_kind
    with pghistory.context(user=by.pk):
        participation.save(update_fields=["role", "sex", "age_band", "works_for", "works_for_kind"])
    return participation


@transaction.atomic
def remove_participant(participation: Participation, *, by: User, at: dt.datetime) -> Participation:
    """Take somebody off the list. Enrolling her again puts her back, with the minutes she had."""
    lock_open_run(participation.run)
    participation.removed_at = at
    with pghistory.context(user=by.pk):
        participation.save(update_fields=["removed_at"])
    return participation


def _put_back(participation: Participation, *, by: User) -> Participation:
    if participation.removed_at is not None:
        participation.removed_at = None
        with pghistory.context(user=by.pk):
            participation.save(update_fields=["removed_at"])
    return participation
