"""What happened to some of the invented women, as they told it."""

import datetime as dt
import uuid
from typing import Any

from safefair.cases.enums.incident import (
    ForcedLabourIndicator,
    Place,
    Relationship,
    ReportedElsewhere,
    TimeOfDay,
)
from safefair.cases.enums.plan import Service
from safefair.cases.models import Case
from safefair.cases.operations.incidents import IncidentText, record_incident
from safefair.config.demo.activities import Calendar
from safefair.core.codes import Sex

OF_VIOLENCE = {Service.SHELTER, Service.PSYCHOSOCIAL, Service.HEALTH}
ACCOUNT = "He locked the door and took my telephone. I left by the kitchen. This account is invented."
QUESTIONS = (
    "penetration",
    "sexual_contact",
    "physical_assault",
    "forced_marriage",
    "denial",
    "psychological",
)
WHO = (Relationship.PARTNER, Relationship.EMPLOYER, Relationship.EMPLOYER_HOUSEHOLD, Relationship.RECRUITER)
WHERE = (Place.CLIENTS_HOME, Place.EMPLOYERS_HOME, Place.EMPLOYERS_HOME, Place.AGENCY)
FIRST_YES = (2, 5, 4, 1, 2, 0)


def write_incidents(cases: list[Case], calendar: Calendar) -> None:
    """One incident for those who need a shelter, a doctor or somebody to talk to, and for a few more; some told only part."""
    for number, case in enumerate(cases):
        if case.is_open and (OF_VIOLENCE.intersection(case.needs) or number % 6 == 2):
            told = _told(case, number, calendar)
            entry = uuid.UUID(int=calendar.draw.getrandbits(128))
            record_incident(case, told, entry_id=entry, on=case.opened_on, by=case.worker)


def _told(case: Case, number: int, calendar: Calendar) -> IncidentText:
    first_yes, who = FIRST_YES[number % len(FIRST_YES)], number % len(WHO)
    answers: dict[str, Any] = {
        name: place == first_yes for place, name in enumerate(QUESTIONS[: first_yes + 1])
    }
    if number % 9 == 4:
        answers[QUESTIONS[0]] = None
    facts = {
        **answers,
        "reported_on": case.opened_on,
        "happened_on": None if number % 5 == 0 else case.opened_on - dt.timedelta(days=number * number % 120),
        "is_date_estimated": number % 3 == 0,
        "time_of_day": calendar.draw.choice(list(TimeOfDay)),
        "place": WHERE[who],
        "country": case.destination if who else "",
        "stage": case.stage,
        "had_before": calendar.draw.choice((True, False, None)),
        "exchange": False,
        "reported_elsewhere": calendar.draw.choice((ReportedElsewhere.NO, ReportedElsewhere.UNKNOWN)),
        "forced_labour": [ForcedLabourIndicator.DOCUMENTS, ForcedLabourIndicator.MOVEMENT]
        if who in (1, 2)
        else [],
    }
    person = {
        "relationship": WHO[who], "is_primary": True, "sex": Sex.UNKNOWN, "age_group": "unknown",
        "has_done_before": facts["had_before"], "nationality": "", "occupation": "",
    }  # fmt: skip
    return IncidentText(facts=facts, perpetrators=[person], words={"account": ACCOUNT})
