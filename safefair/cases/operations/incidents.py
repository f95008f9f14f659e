"""Writing down what happened to her, correcting it, taking it away and putting it back."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.classification import QUESTIONS, IncidentFacts, age_then, classify, contexts_of
from safefair.cases.enums.intake import EntryKind
from safefair.cases.errors import DayInFuture, IncidentAfterReport, refuse_changed
from safefair.cases.models import Case, Incident, Perpetrator
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.timeline import record_entry
from safefair.cases.sealing import reseal, write_words
from safefair.core.keys.store import open_key
from safefair.people.codes import free_code

FACTS = (
    "reported_on", "happened_on", "is_date_estimated", "time_of_day", "place", "country", "stage",
    *(name for name, _core_type in QUESTIONS), "age_at_incident", "harmful_practice", "exchange", "abduction",
    "had_before", "reported_elsewhere", "wants_legal_action", "forced_labour", "trafficking",
)  # fmt: skip
WORDS = ("account", "place_name")
OF_PERPETRATOR = (
    "is_primary",
    "sex",
    "has_done_before",
    "age_group",
    "relationship",
    "nationality",
    "occupation",
)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class IncidentText:
    """What she told: facts by FACTS, perpetrators by OF_PERPETRATOR, words by WORDS. Type and contexts follow from it."""

    facts: Mapping[str, Any]
    perpetrators: Sequence[Mapping[str, Any]] = ()
    words: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def record_incident(
    case: Case, told: IncidentText, *, entry_id: uuid.UUID, on: dt.date, by: User
) -> Incident:
    """Write down one incident. DayInFuture, IncidentAfterReport. The same `entry_id` again gives the same incident."""
    address = uuid.uuid5(entry_id, f"incident|{case.uuid}")
    if made := Incident.objects.filter(entry_id=address).first():
        return made
    case = lock_open(case)
    row = Incident(
        organization_id=case.organization_id,
        case=case,
        code=free_code(Incident.objects.filter(organization=case.organization_id), prefix="I"),
        recorded_by=by,
        entry_id=address,
    )
    _write(row, told, on=on, by=by)
    record_entry(case, EntryKind.INCIDENT, on=on, by=by, subject=row.uuid)
    return row


@transaction.atomic
def correct_incident(row: Incident, told: IncidentText, *, version: int, on: dt.date, by: User) -> Incident:
    """Write it anew. CaseChangedMeanwhile if `version` is not the one that stands there."""
    case = lock_open(row.case)
    row = Incident.objects.select_related("case__registration").get(pk=row.pk)
    refuse_changed(row.version, version)
    _write(row, told, on=on, by=by)
    record_entry(case, EntryKind.CORRECTED, on=on, by=by, subject=row.uuid)
    return row


def _write(row: Incident, told: IncidentText, *, on: dt.date, by: User) -> None:
    birth_year = row.case.registration.birth_year if row.case.registration else None
    age_was = age_then(row.happened_on, birth_year)
    for name in FACTS:
        if name in told.facts:
            setattr(row, name, told.facts[name])
    if row.reported_on > on:
        raise DayInFuture
    if row.happened_on and row.happened_on > row.reported_on:
        raise IncidentAfterReport
    if row.age_at_incident in (None, age_was):
        # Worked out and not typed: it follows the day when that is corrected.
        row.age_at_incident = age_then(row.happened_on, birth_year)
    row.core_type = classify({name: getattr(row, name) for name, _core_type in QUESTIONS})
    row.contexts = contexts_of(
        IncidentFacts(
            core_type=row.core_type,
            age_at_incident=row.age_at_incident,
            exchange=row.exchange,
            harmful_practice=row.harmful_practice,
            abduction=row.abduction,
            primary=[one["relationship"] for one in told.perpetrators if one["is_primary"]],
        )
    )
    write_words(row, told.words, key=open_key(row.case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
        row.perpetrators.all().delete()
        for one in told.perpetrators:
            Perpetrator.objects.create(organization_id=row.organization_id, incident=row, **one)


@transaction.atomic
def remove_incident(row: Incident, *, at: dt.datetime, on: dt.date, by: User) -> Incident:
    """It was entered by mistake: it counts nowhere, and can be put back."""
    return _removed(row, at, on=on, by=by)


@transaction.atomic
def restore_incident(row: Incident, *, on: dt.date, by: User) -> Incident:
    """Undoes `remove_incident`."""
    return _removed(row, None, on=on, by=by)


def _removed(row: Incident, at: dt.datetime | None, *, on: dt.date, by: User) -> Incident:
    case = lock_open(row.case)
    row = Incident.objects.get(pk=row.pk)
    row.removed_at = at
    reseal(row, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
    record_entry(case, EntryKind.CORRECTED, on=on, by=by, subject=row.uuid)
    return row
