"""The safety plan: made with her, looked at again, replaced by a newer one; or her word that she wants none."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import pghistory
from django.db import transaction
from django.utils import timezone

from safefair.accounts.models import User
from safefair.cases.enums.intake import EntryKind
from safefair.cases.errors import DayInFuture, NoSafetyPlan, refuse_changed
from safefair.cases.models import Case, SafetyPlan
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.danger import plan_version
from safefair.cases.sealing import reseal, write_words
from safefair.core.keys.store import open_key

SECTIONS = ("concern", "signs", "people", "places", "prepare", "steps", "children")
"""What a plan says, in this order; all of it sealed."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SafetyText:
    """What is agreed: words by SECTIONS. Not `is_needed`: she wants none, and what she `said` about it."""

    words: Mapping[str, str]
    made_on: dt.date
    review_on: dt.date
    is_needed: bool = True
    made_with_her: bool = True


@transaction.atomic
def make_safety_plan(
    case: Case,
    text: SafetyText,
    *,
    entry_id: uuid.UUID,
    at: dt.datetime,
    by: User,
    version: int | None = None,
) -> SafetyPlan:
    """Write down a plan; an earlier one is replaced and stays on record. DayInFuture.

    The same `entry_id` again gives the same plan. CaseChangedMeanwhile if `version` (None: whichever) is not the
    `plan_version` that stands there.
    """
    address = uuid.uuid5(entry_id, f"safety|{case.uuid}")
    if made := SafetyPlan.objects.filter(uuid=address).first():
        return made
    if text.made_on > timezone.localdate(at):
        raise DayInFuture
    case = lock_open(case)
    if version is not None:
        refuse_changed(plan_version(case), version)
    plan = SafetyPlan(
        uuid=address,
        organization_id=case.organization_id,
        case=case,
        is_needed=text.is_needed,
        made_with_her=text.made_with_her,
        made_on=text.made_on,
        review_on=text.review_on,
        made_by=by,
    )
    write_words(plan, text.words, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        for earlier in SafetyPlan.objects.filter(case=case, replaced_at=None):
            earlier.replaced_at = at
            earlier.save(update_fields=["replaced_at"])
        plan.save()
    record_entry(
        case,
        EntryKind.SAFETY_PLAN,
        on=text.made_on,
        by=by,
        subject=plan.uuid,
        detail="" if text.is_needed else "not_wanted",
    )
    return plan


@transaction.atomic
def review_safety_plan(
    plan: SafetyPlan, *, review_on: dt.date, on: dt.date, by: User, version: int | None = None
) -> SafetyPlan:
    """It was looked at with her and still holds, or she still wants none; look again on another day.

    NoSafetyPlan if it was replaced; `version` as above.
    """
    case = lock_open(plan.case)
    if version is not None:
        refuse_changed(plan_version(case), version)
    current = SafetyPlan.objects.filter(pk=plan.pk, replaced_at=None).first()
    if current is None:
        raise NoSafetyPlan
    current.reviewed_on, current.review_on = on, review_on
    reseal(current, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        current.save()
    record_entry(case, EntryKind.SAFETY_REVIEWED, on=on, by=by, subject=current.uuid)
    return current
