"""Labour complaints: lodged, corrected, ended; and several women's complaints together."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.cases.enums.complaint import MONETARY, ComplaintOutcome
from safefair.cases.enums.intake import EntryKind
from safefair.cases.errors import (
    ComplaintEndsTooEarly,
    DayInFuture,
    GroupOfAnotherOrganization,
    refuse_changed,
)
from safefair.cases.models import Case, Complaint, ComplaintGroup, TimelineEntry
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.timeline import record_entry
from safefair.cases.sealing import open_case, read_words, reseal, write_words
from safefair.core.keys.store import open_key
from safefair.people.codes import free_code

FACTS = ("types", "respondent", "country", "stage", "forum", "remedies", "opened_on", "group")
WORDS = ("respondent_name", "facts", "demand")
GROUP_FACTS = ("title", "respondent", "country", "forum", "filed_on")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Lodging:
    """What is complained of: facts by FACTS stand in the open, words by WORDS are sealed."""

    facts: Mapping[str, Any]
    words: Mapping[str, str]


@transaction.atomic
def lodge_complaint(case: Case, lodging: Lodging, *, entry_id: uuid.UUID, on: dt.date, by: User) -> Complaint:
    """Lodge a complaint of one woman. The same `entry_id` again gives the same complaint.

    CaseNotOpen, DayInFuture if it was lodged after `on`, GroupOfAnotherOrganization.
    """
    case = lock_open(case)
    address = uuid.uuid5(entry_id, f"complaint|{case.organization.uuid}")
    made = Complaint.objects.filter(organization_id=case.organization_id, entry_id=address).first()
    if made:
        return made
    _check(case, lodging, on)
    complaint = Complaint(
        organization=case.organization,
        case=case,
        code=free_code(Complaint.objects.filter(organization_id=case.organization_id), prefix="L"),
        worker=by,
        entry_id=address,
        **{name: lodging.facts[name] for name in FACTS if name in lodging.facts},
    )
    write_words(complaint, lodging.words, key=open_case(case, by_id=by.pk))
    with pghistory.context(user=by.pk):
        complaint.save()
    record_entry(case, EntryKind.COMPLAINT, on=complaint.opened_on, by=by, subject=complaint.uuid)
    return complaint


@transaction.atomic
def correct_complaint(
    complaint: Complaint, lodging: Lodging, *, version: int, on: dt.date, by: User
) -> Complaint:
    """Write facts and words of a complaint anew. CaseChangedMeanwhile if `version` no longer stands there."""
    case, complaint = lock_complaint(complaint)
    refuse_changed(complaint.version, version)
    _check(case, lodging, on)
    key = open_case(case, by_id=by.pk)
    for name in FACTS:
        if name in lodging.facts:
            setattr(complaint, name, lodging.facts[name])
    if complaint.ended_on and complaint.ended_on < complaint.opened_on:
        raise ComplaintEndsTooEarly
    write_words(complaint, {**read_words(complaint, key=key), **lodging.words}, key=key)
    with pghistory.context(user=by.pk):
        complaint.save()
    record_entry(case, EntryKind.CORRECTED, on=on, by=by, subject=complaint.uuid)
    return complaint


@transaction.atomic
def note_obtained(
    complaint: Complaint, remedies: Sequence[str], *, version: int, on: dt.date, by: User
) -> Complaint:
    """Write down what she got besides money: her documents, her job, an apology. Money is written as amounts.

    CaseChangedMeanwhile if `version` no longer stands there.
    """
    case, complaint = lock_complaint(complaint)
    refuse_changed(complaint.version, version)
    wanted = [remedy for remedy in remedies if remedy not in MONETARY]
    if wanted != complaint.obtained:
        complaint.obtained = wanted
        _save(complaint, by=by)
        record_entry(case, EntryKind.CORRECTED, on=on, by=by, subject=complaint.uuid)
    return complaint


@transaction.atomic
def end_complaint(
    complaint: Complaint, outcome: ComplaintOutcome, *, ended_on: dt.date, version: int, on: dt.date, by: User
) -> Complaint:
    """Say how a complaint ended.

    ComplaintEndsTooEarly before it was lodged, DayInFuture after `on`, CaseChangedMeanwhile if `version` no longer stands
    there.
    """
    case, complaint = lock_complaint(complaint)
    refuse_changed(complaint.version, version)
    if ended_on < complaint.opened_on:
        raise ComplaintEndsTooEarly
    if ended_on > on:
        raise DayInFuture
    _forget(complaint.uuid, EntryKind.COMPLAINT_ENDED)
    complaint.outcome, complaint.ended_on = outcome, ended_on
    _save(complaint, by=by)
    record_entry(
        case, EntryKind.COMPLAINT_ENDED, on=ended_on, by=by, subject=complaint.uuid, detail=outcome.value
    )
    return complaint


@transaction.atomic
def resume_complaint(complaint: Complaint, *, by: User) -> Complaint:
    """Take the end back: an appeal, or a mistake."""
    _case, complaint = lock_complaint(complaint)
    complaint.outcome, complaint.ended_on = ComplaintOutcome.PENDING, None
    _save(complaint, by=by)
    _forget(complaint.uuid, EntryKind.COMPLAINT_ENDED)
    return complaint


@transaction.atomic
def make_group(facts: Mapping[str, Any], *, organization: Organization, by: User) -> ComplaintGroup:
    """Several women's complaints together, under a front name that tells nobody who they are."""
    with pghistory.context(user=by.pk):
        return ComplaintGroup.objects.create(
            organization=organization, **{name: facts[name] for name in GROUP_FACTS}
        )


@transaction.atomic
def correct_group(
    group: ComplaintGroup, facts: Mapping[str, Any], *, version: int, by: User
) -> ComplaintGroup:
    """Write the facts of a group anew; its complaints keep theirs. CaseChangedMeanwhile as above."""
    group = ComplaintGroup.objects.select_for_update().get(pk=group.pk)
    refuse_changed(group.version, version)
    group.version += 1
    for name in GROUP_FACTS:
        setattr(group, name, facts[name])
    with pghistory.context(user=by.pk):
        group.save()
    return group


def lock_complaint(complaint: Complaint) -> tuple[Case, Complaint]:
    """Case and complaint locked until the end of the transaction. CaseNotOpen if the case has ended."""
    case = lock_open(complaint.case)
    locked = Complaint.objects.select_for_update(of=("self",)).get(pk=complaint.pk)
    locked.case = case
    return case, locked


def _check(case: Case, lodging: Lodging, on: dt.date) -> None:
    group = lodging.facts.get("group")
    if group is not None and group.organization_id != case.organization_id:
        raise GroupOfAnotherOrganization
    if lodging.facts["opened_on"] > on:
        raise DayInFuture


def _save(complaint: Complaint, *, by: User) -> None:
    """Facts that changed without her words: the next version all the same."""
    reseal(complaint, key=open_key(complaint.case.key_id))
    with pghistory.context(user=by.pk):
        complaint.save()


def _forget(subject: uuid.UUID, kind: EntryKind) -> None:
    """The timeline says only what holds; the history of the row keeps what was taken back."""
    TimelineEntry.objects.filter(subject=subject, kind=kind).delete()
