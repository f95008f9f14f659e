"""How great the danger is in invented cases, and what invented women do to stay safe."""

import datetime as dt
import uuid

from safefair.cases.danger import is_below, review_day, suggested_level
from safefair.cases.enums.plan import RiskFactor, RiskLevel
from safefair.cases.models import Case
from safefair.cases.operations.danger import Assessment, assess
from safefair.cases.operations.safety import SafetyText, make_safety_plan, review_safety_plan
from safefair.config.demo.activities import Calendar

PLAN = {
    "concern": "That he comes to the factory. This plan is invented.",
    "signs": "He calls many times, and then not at all.",
    "people": "Invented Aunt on the third floor. The guard at the market.",
    "places": "The temple by the bridge; the bus stops there until ten.",
    "prepare": "A copy of the passport, the telephone, some money, the medicine.",
    "steps": "I send the letter A to my friend. She calls the centre.",
    "children": "My sister takes them when I send the letter A.",
}
PATTERNS: tuple[tuple[str, ...], ...] = (
    (RiskFactor.LIVES_WITH, RiskFactor.FOLLOWED),
    (RiskFactor.THREAT_TO_KILL, RiskFactor.ESCALATION),
    (),
    (RiskFactor.DEBT,),
    (RiskFactor.CONFINED, RiskFactor.ALONE),
    (),
)


def assess_cases(cases: list[Case], calendar: Calendar, today: dt.date) -> None:
    """Five of six cases are assessed, one of them too late to look again; four of five in high danger have a plan."""
    draw = calendar.draw
    for number, case in enumerate(cases):
        if number % 6 == 5:
            continue
        yes = PATTERNS[number % len(PATTERNS)]
        asked = [factor for factor in RiskFactor if factor in yes or draw.random() < 0.8]
        level = suggested_level(yes, asked)
        on = _first_day(case, today)
        _assess(
            case, {factor: factor in yes for factor in asked}, level, on, uuid.UUID(int=draw.getrandbits(128))
        )
        if level == RiskLevel.HIGH and number % 5:
            _plan(case, on, uuid.UUID(int=draw.getrandbits(128)))
        recent = today - dt.timedelta(days=number % 4)
        if number % 7 and recent > on:
            calmer = RiskLevel.MEDIUM if is_below(RiskLevel.MEDIUM, level) else level
            _assess(case, {}, calmer, recent, uuid.UUID(int=draw.getrandbits(128)))


def _first_day(case: Case, today: dt.date) -> dt.date:
    return min(case.opened_on + dt.timedelta(days=1), today)


def _assess(case: Case, answers: dict[str, bool], level: str, on: dt.date, entry_id: uuid.UUID) -> None:
    found = Assessment(
        answers={factor.value: answers.get(factor) for factor in RiskFactor},
        level=level,
        assessed_on=on,
        review_on=review_day(level, on),
        words={"note": "She decides what comes next. This note is invented."},
    )
    assess(case, found, entry_id=entry_id, on=on, by=case.worker)


def _plan(case: Case, on: dt.date, entry_id: uuid.UUID) -> None:
    text = SafetyText(words=PLAN, made_on=on, review_on=on + dt.timedelta(days=14))
    at = dt.datetime.combine(on, dt.time(9), dt.UTC)
    plan = make_safety_plan(case, text, entry_id=entry_id, at=at, by=case.worker)
    review_safety_plan(plan, review_on=on + dt.timedelta(days=30), on=on, by=case.worker)
