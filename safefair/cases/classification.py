"""What kind of incident it was: one core type by the ordered questions of GBVIMS, and contexts that follow from facts.

Nothing here is chosen by hand, and no answer is guessed: a question not asked is neither yes nor no. The type never
decides which help is offered. Source: GBVIMS classification tool; rules of the contexts in GBVIMS User Guide.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from safefair.cases.enums.counted import Delay
from safefair.cases.enums.incident import Abduction, Context, CoreType, Relationship

QUESTIONS: tuple[tuple[str, CoreType], ...] = (
    ("penetration", CoreType.RAPE),
    ("sexual_contact", CoreType.SEXUAL_ASSAULT),
    ("physical_assault", CoreType.PHYSICAL_ASSAULT),
    ("forced_marriage", CoreType.FORCED_MARRIAGE),
    ("denial", CoreType.DENIAL),
    ("psychological", CoreType.PSYCHOLOGICAL),
)
"""In this order; the first yes decides."""
SEXUAL = (CoreType.RAPE, CoreType.SEXUAL_ASSAULT)
OUTSIDE = (CoreType.NON_GBV, CoreType.UNDECIDED)
HELD = (Abduction.CONSCRIPTION, Abduction.TRAFFICKED, Abduction.OTHER)
OF_WORK = (Relationship.EMPLOYER, Relationship.EMPLOYER_HOUSEHOLD)
ADULT = 18
DELAYS = ((3, Delay.D3), (5, Delay.D5), (14, Delay.D14), (30, Delay.D30), (90, Delay.D90))


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """What the contexts rest on. None: not asked. `primary`: who each main perpetrator is to her (Relationship)."""

    core_type: str
    age_at_incident: int | None = None
    exchange: bool | None = None
    harmful_practice: bool | None = None
    abduction: str = Abduction.UNKNOWN
    primary: Collection[str] = ()


def classify(answers: Mapping[str, bool | None]) -> CoreType:
    """The one core type of an incident.

    The first yes decides. A question not answered before any yes leaves it UNDECIDED, since a yes there would have
    decided otherwise. Six times no is NON_GBV.
    """
    for name, core_type in QUESTIONS:
        answer = answers.get(name)
        if answer is None:
            return CoreType.UNDECIDED
        if answer:
            return core_type
    return CoreType.NON_GBV


def missing_question(answers: Mapping[str, bool | None]) -> str | None:
    """The question that must be answered next; None where the type is decided."""
    for name, _core_type in QUESTIONS:
        if answers.get(name) is None:
            return name
        if answers[name]:
            return None
    return None


def contexts_of(facts: IncidentFacts) -> list[Context]:
    """The contexts that hold; only a recorded yes makes one, and what is not known makes none.

    Violence by a partner: any *primary* perpetrator is her partner or former partner, and the type is gender-based;
    who only helped or watched does not make it so. Violence by an employer: in the same way. Of a child, early marriage:
    by her age at the incident, never by her age today. Exploitation and slavery: rape or sexual assault, in exchange
    for something, or while she was held. A harmful practice: its own answer.
    """
    is_sexual, is_gbv = facts.core_type in SEXUAL, facts.core_type not in OUTSIDE
    was_child = facts.age_at_incident is not None and facts.age_at_incident < ADULT
    holds = {
        Context.INTIMATE_PARTNER: is_gbv and Relationship.PARTNER in facts.primary,
        Context.CHILD_SEXUAL_ABUSE: is_sexual and was_child,
        Context.EARLY_MARRIAGE: facts.core_type == CoreType.FORCED_MARRIAGE and was_child,
        Context.SEXUAL_EXPLOITATION: is_sexual and facts.exchange is True,
        Context.SEXUAL_SLAVERY: is_sexual and facts.abduction in HELD,
        Context.HARMFUL_PRACTICE: facts.harmful_practice is True,
        Context.EMPLOYER: is_gbv and any(who in facts.primary for who in OF_WORK),
    }
    return [context for context, is_so in holds.items() if is_so]


def age_then(happened_on: dt.date | None, birth_year: int | None) -> int | None:
    """Her age at the incident by her year of birth; None where the year alone does not tell whether she was a child."""
    if happened_on is None or birth_year is None or happened_on.year < birth_year:
        return None
    in_that_year = happened_on.year - birth_year
    return None if in_that_year == ADULT else in_that_year


def reporting_delay(happened_on: dt.date | None, reported_on: dt.date) -> Delay:
    """How long it took until she told us; UNKNOWN without a day, and where the days contradict each other."""
    if happened_on is None or happened_on > reported_on:
        return Delay.UNKNOWN
    days = (reported_on - happened_on).days
    return next((delay for most, delay in DELAYS if days <= most), Delay.MORE)
