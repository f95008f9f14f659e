"""Assessing danger."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

import pghistory
from django.db import transaction

from safefair.accounts.models import User
from safefair.cases.danger import is_below, review_day, suggested_level
from safefair.cases.enums.intake import EntryKind
from safefair.cases.enums.plan import RiskLevel
from safefair.cases.errors import DayInFuture, LevelMissing, LevelWithoutReason, ReviewTooLate, refuse_changed
from safefair.cases.models import Case, RiskAssessment, SafetyPlan
from safefair.cases.operations.cases import lock_open
from safefair.cases.operations.timeline import record_entry
from safefair.cases.queries.next import PLAN_WITHIN
from safefair.cases.sealing import write_words
from safefair.core.keys.store import open_key


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Assessment:
    """What was asked and found: `answers` by RiskFactor, None where not asked; words are note and lowered_because."""

    answers: Mapping[str, bool | None]
    level: str
    assessed_on: dt.date
    review_on: dt.date
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> list[str]:
        """All that was asked."""
        return [code for code, answer in self.answers.items() if answer is not None]

    @property
    def factors(self) -> list[str]:
        """What was answered yes."""
        return [code for code, answer in self.answers.items() if answer]


@transaction.atomic
def assess(
    case: Case,
    assessment: Assessment,
    *,
    entry_id: uuid.UUID,
    on: dt.date,
    by: User,
    known: int | None = None,
) -> RiskAssessment:
    """Write down how great the danger is.

    The newest assessment gives the case its level and review; the first one is kept to compare with the end.
    LevelMissing, DayInFuture, LevelWithoutReason, ReviewTooLate. The same `entry_id` again gives the same row.
    CaseChangedMeanwhile if there are not as many assessments as `known` to its writer (None: however many).
    """
    address = uuid.uuid5(entry_id, f"risk|{case.uuid}")
    if made := RiskAssessment.objects.filter(entry_id=address).first():
        return made
    case = lock_open(case)
    _refuse(assessment, on)
    if known is not None:
        refuse_changed(RiskAssessment.objects.filter(case=case).count(), known)
    row = RiskAssessment(
        organization_id=case.organization_id,
        case=case,
        assessed_on=assessment.assessed_on,
        level=assessment.level,
        factors=assessment.factors,
        asked=assessment.asked,
        review_on=assessment.review_on,
        assessed_by=by,
        entry_id=address,
    )
    write_words(row, assessment.words, key=open_key(case.key_id))
    with pghistory.context(user=by.pk):
        row.save()
        was_high = case.risk == RiskLevel.HIGH
        _repeat_on_case(case)
        if case.risk == RiskLevel.HIGH and not was_high:
            _plan_again(case, by=row.assessed_on + PLAN_WITHIN)
    record_entry(case, EntryKind.ASSESSED, on=row.assessed_on, by=by, subject=row.uuid, detail=row.level)
    return row


def _refuse(found: Assessment, on: dt.date) -> None:
    if found.level == RiskLevel.UNKNOWN:
        raise LevelMissing
    if found.assessed_on > on:
        raise DayInFuture
    if (
        is_below(found.level, suggested_level(found.factors, found.asked))
        and not found.words.get("lowered_because", "").strip()
    ):
        raise LevelWithoutReason
    if found.level == RiskLevel.HIGH and found.review_on > review_day(found.level, found.assessed_on):
        raise ReviewTooLate


def _repeat_on_case(case: Case) -> None:
    """The case repeats its newest assessment, and the level of its first."""
    rows = RiskAssessment.objects.filter(case=case).order_by("assessed_on", "pk")
    first, newest = rows[0], rows.reverse()[0]
    case.risk_at_start, case.risk = first.level, newest.level
    case.assessed_on, case.review_on = newest.assessed_on, newest.review_on
    case.save(update_fields=["risk_at_start", "risk", "assessed_on", "review_on"])


def _plan_again(case: Case, *, by: dt.date) -> None:
    """Danger has risen: a plan made before, or her word that she wants none, is looked at by a day."""
    for plan in SafetyPlan.objects.filter(case=case, replaced_at=None):
        if plan.review_on is None or plan.review_on > by:
            plan.review_on = by
            plan.save(update_fields=["review_on"])
