"""Opening a case, correcting its facts, giving it to another worker."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.cases.enums.intake import CaseStatus, EntryKind
from safefair.cases.errors import CaseNotOpen, PersonOfAnotherOrganization, refuse_changed
from safefair.cases.models import Case
from safefair.cases.operations.locks import lock_case
from safefair.cases.operations.timeline import record_entry
from safefair.cases.sealing import new_key, open_case, read_words, write_words
from safefair.core.codes import AgeBand, Sex, age_band
from safefair.people.codes import free_code
from safefair.people.facts import age_on
from safefair.people.models import Registration

FACTS = (
    "priority", "source", "language", "needs_interpreter", "contact_channel", "stage", "migration_channel", "origin",
    "destination", "sector", "lives_in", "is_tied", "documents_with", "needs", "is_protected",
)  # fmt: skip
WORDS = (
    "wishes", "story", "contact", "safe_hours", "code_word", "contact_person", "contact_note", "recruiter", "employer",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Intake:
    """What was said at intake: facts by FACTS, words by WORDS; sex and age of somebody without a registration."""

    facts: Mapping[str, Any]
    words: Mapping[str, str]
    sex: str = Sex.UNKNOWN
    age: int | None = None


@transaction.atomic
def take_in(
    intake: Intake,
    *,
    organization: Organization,
    registration: Registration | None,
    entry_id: uuid.UUID,
    on: dt.date,
    by: User,
) -> Case:
    """Open a case with what she said; `registration` None for somebody who wants no name written down.

    Sex, age and nationality are those of the registration where there is one,
    frozen as of today. The same `entry_id` again gives the same case.
    """
    address = entry_of(entry_id, organization)
    made = Case.objects.filter(organization=organization, entry_id=address).first()
    if made:
        return made
    if registration is not None and registration.organization_id != organization.pk:
        raise PersonOfAnotherOrganization
    key_id, key = new_key()
    case = Case(
        organization=organization,
        registration=registration,
        code=free_code(Case.objects.filter(organization=organization), prefix="C"),
        key_id=key_id,
        opened_on=on,
        opened_by=by,
        worker=by,
        entry_id=address,
        **_person(registration, on, intake),
        **{name: intake.facts[name] for name in FACTS if name in intake.facts},
    )
    write_words(case, intake.words, key=key)
    with pghistory.context(user=by.pk):
        case.save()
    record_entry(case, EntryKind.OPENED, on=on, by=by)
    return case


def entry_of(entry_id: uuid.UUID, organization: Organization) -> uuid.UUID:
    """What makes the case of a form known again in an organisation when the form is sent twice."""
    return uuid.uuid5(entry_id, f"case|{organization.uuid}")


def _person(registration: Registration | None, on: dt.date, intake: Intake) -> dict[str, str]:
    if registration is None:
        return {"sex": intake.sex, "age_band": age_band(intake.age)}
    return {
        "sex": registration.sex,
        "age_band": age_band(age_on(on, registration.birth_year))
        if registration.birth_year
        else AgeBand.UNKNOWN,
        "nationality": registration.nationality,
    }


@transaction.atomic
def correct_case(
    case: Case, facts: Mapping[str, Any], words: Mapping[str, str], *, version: int, on: dt.date, by: User
) -> Case:
    """Write facts and words of a case anew. CaseChangedMeanwhile if `version` is not the one that stands there."""
    case = lock_open(case)
    refuse_changed(case.version, version)
    key = open_case(case, by_id=by.pk)
    for name in FACTS:
        if name in facts:
            setattr(case, name, facts[name])
    write_words(case, {**read_words(case, key=key), **words}, key=key)
    with pghistory.context(user=by.pk):
        case.save()
    record_entry(case, EntryKind.CORRECTED, on=on, by=by)
    return case


@transaction.atomic
def assign_case(case: Case, *, worker: User, on: dt.date, by: User) -> Case:
    """Give a case to another worker of the organisation; whoever had it before no longer opens it."""
    case = lock_open(case)
    if case.worker_id != worker.pk:
        case.worker = worker
        with pghistory.context(user=by.pk):
            case.save(update_fields=["worker"])
        record_entry(case, EntryKind.ASSIGNED, on=on, by=by)
    return case


def lock_open(case: Case) -> Case:
    """The case locked until the end of the transaction. CaseNotOpen if it has ended."""
    locked = lock_case(case.pk)
    if locked.status != CaseStatus.OPEN or locked.erased_at is not None:
        raise CaseNotOpen
    return locked
