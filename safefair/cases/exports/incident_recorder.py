"""The workbook of the GBVIMS Incident Recorder: its 42 columns in their order, its words.

Values that migration added are written in the standard's nearest words, since the Recorder knows no others: places of
work and travel as "Other", a member of the employer's household as "Supervisor / Employer", who else acts in migration
as "Other". Only the year of birth is written: a full date beside a country can name somebody. Service columns say
"Referred" where any referral of that service was sent, else what became of the steps, the furthest first.
Source: GBVIMS User Guide, Incident Recorder; column list as written by Primero 2.15.
"""

from collections.abc import Callable

from safefair.cases.enums.incident import (
    Abduction,
    CoreType,
    PerpetratorAge,
    Place,
    Relationship,
    ReportedElsewhere,
)
from safefair.cases.enums.intake import Source, Stage
from safefair.cases.enums.plan import Outcome, Service
from safefair.cases.exports.incidents import Told
from safefair.cases.exports.workbook import Sheet
from safefair.core.codes import Sex, country_name

TYPES = {
    CoreType.RAPE: "Rape",
    CoreType.SEXUAL_ASSAULT: "Sexual Assault",
    CoreType.PHYSICAL_ASSAULT: "Physical Assault",
    CoreType.FORCED_MARRIAGE: "Forced Marriage",
    CoreType.DENIAL: "Denial of Resources, Opportunities or Services",
    CoreType.PSYCHOLOGICAL: "Psychological / Emotional Abuse",
    CoreType.NON_GBV: "Non-GBV",
}
PLACES = {
    Place.CLIENTS_HOME: "Client's Home",
    Place.PERPETRATORS_HOME: "Perpetrator's Home",
    Place.ROAD: "Road",
    Place.MARKET: "Market",
    Place.HOTEL: "Guest House - Hotel",
    Place.ENTERTAINMENT: "Entertainment Centre",
    Place.SCHOOL: "School",
    Place.FARM: "Farm",
    Place.UNKNOWN: "",
}
STAGES = {
    Stage.PRE_DEPARTURE: "Not Displaced / Home Community",
    Stage.RECRUITMENT: "Not Displaced / Home Community",
    Stage.TRANSIT: "During Flight",
    Stage.AT_DESTINATION: "During Refuge",
    Stage.RETURN_TRANSIT: "During Return / Transit",
    Stage.AFTER_RETURN: "Post-Displacement",
}
TIMES = {
    "morning": "Morning",
    "afternoon": "Afternoon",
    "evening_night": "Evening/Night",
    "unknown": "Unknown/Not Applicable",
}
ABDUCTIONS = {
    Abduction.NONE: "None",
    Abduction.CONSCRIPTION: "Forced Conscription",
    Abduction.TRAFFICKED: "Trafficked",
    Abduction.OTHER: "Other Abduction/Kidnapping",
}
REPORTED = {
    ReportedElsewhere.NO: "No",
    ReportedElsewhere.GBVIMS: "Yes, GBVIMS organisation",
    ReportedElsewhere.NON_GBVIMS: "Yes, non-GBVIMS organisation",
}
RELATIONSHIPS = {
    Relationship.PARTNER: "Intimate Partner / Former Partner",
    Relationship.CAREGIVER: "Primary Caregiver",
    Relationship.FAMILY: "Family other than spouse or caregiver",
    Relationship.EMPLOYER: "Supervisor / Employer",
    Relationship.EMPLOYER_HOUSEHOLD: "Supervisor / Employer",
    Relationship.SCHOOLMATE: "Schoolmate",
    Relationship.TEACHER: "Teacher / School Official",
    Relationship.SERVICE_PROVIDER: "Service Provider",
    Relationship.HOUSEMATE: "Cotenant / Housemate",
    Relationship.FRIEND: "Family Friend/Neighbor",
    Relationship.MIGRANT: "Other refugee / IDP / Returnee",
    Relationship.COMMUNITY: "Other resident community member",
    Relationship.NO_RELATION: "No relation",
    Relationship.UNKNOWN: "Unknown",
}
AGES = {
    PerpetratorAge.TO_11: "0-11", PerpetratorAge.TO_17: "12-17", PerpetratorAge.TO_25: "18-25",
    PerpetratorAge.TO_40: "26-40", PerpetratorAge.TO_60: "41-60", PerpetratorAge.FROM_61: "61+",
    PerpetratorAge.UNKNOWN: "Unknown",
}  # fmt: skip
SOURCES = {
    Source.SELF: "Self Referral / First Point of Contact",
    Source.OUTREACH: "Community or Camp Leader",
    Source.EMBASSY: "Other Government Service",
    Source.REFERRAL: "Other Humanitarian or Development Actor",
}
OUTCOMES = {
    Outcome.PROVIDED: "Service provided by your agency",
    Outcome.RECEIVED: "Services already received from another agency",
    Outcome.DECLINED: "Referral declined by survivor",
    Outcome.UNAVAILABLE: "Service unavailable",
    Outcome.NOT_APPLICABLE: "Service not applicable",
}
"""The furthest first: this order decides where a service has several steps."""


def _yes_no(value: bool | None) -> str:  # noqa: FBT001  reason: the value is what it is about
    return "" if value is None else "Yes" if value else "No"


def _service(told: Told, *services: Service) -> str:
    if any(referral.service in services for referral in told.referrals):
        return "Referred"
    reached = {action.outcome for action in told.actions if action.service in services}
    if Outcome.REFERRED in reached:
        return "Referred"
    return next((words for outcome, words in OUTCOMES.items() if outcome in reached), "")


def _born(told: Told) -> str:
    registration = told.case.registration
    return str(registration.birth_year or "") if registration else ""


def _number_of_primaries(told: Told) -> str:
    number = sum(one.is_primary for one in told.perpetrators)
    return "" if not told.perpetrators else "More than 3" if number > 3 else str(number)


def _sexes(told: Told) -> str:
    sexes = {one.sex for one in told.perpetrators} & {Sex.FEMALE, Sex.MALE}
    return "Both" if len(sexes) == 2 else next(iter(sexes), "")


def _relationship(told: Told) -> str:
    return RELATIONSHIPS.get(Relationship(told.primary.relationship), "Other") if told.primary else ""


COLUMNS: tuple[tuple[str, Callable[[Told], str]], ...] = (
    ("INCIDENT ID", lambda t: t.incident.code),
    ("SURVIVOR CODE", lambda t: t.case.code),
    ("CASE MANAGER CODE", lambda t: f"W{t.case.worker_id}"),
    ("DATE OF INTERVIEW", lambda t: t.incident.reported_on.isoformat()),
    ("DATE OF INCIDENT", lambda t: t.incident.happened_on.isoformat() if t.incident.happened_on else ""),
    ("DATE OF BIRTH", _born),
    ("SEX", lambda t: t.case.sex if t.case.sex in (Sex.FEMALE, Sex.MALE) else ""),
    ("ETHNICITY", lambda _: ""),
    ("COUNTRY OF ORIGIN", lambda t: country_name(t.case.origin) if t.case.origin not in ("", "XX") else ""),
    ("CIVIL / MARITAL STATUS", lambda _: ""),
    ("DISPLACEMENT STATUS AT REPORT", lambda t: "Foreign National" if t.case.stage == Stage.AT_DESTINATION else ""),
    ("PERSON WITH DISABILITY?", lambda _: ""),
    ("UNACCOMPANIED OR SEPARATED CHILD?", lambda _: ""),
    ("STAGE OF DISPLACEMENT AT INCIDENT", lambda t: STAGES.get(Stage(t.incident.stage), "")),
    ("INCIDENT TIME OF DAY", lambda t: TIMES[t.incident.time_of_day]),
    ("INCIDENT LOCATION", lambda t: PLACES.get(Place(t.incident.place), "Other")),
    ("INCIDENT COUNTY", lambda t: country_name(t.incident.country) if t.incident.country else ""),
    ("INCIDENT DISTRICT", lambda _: ""),
    ("INCIDENT CAMP / TOWN", lambda _: ""),
    ("GBV TYPE", lambda t: TYPES[CoreType(t.incident.core_type)]),
    ("HARMFUL TRADITIONAL PRACTICE", lambda t: {True: "Type of Practice 1", False: "No"}.get(t.incident.harmful_practice, "")),  # type: ignore[arg-type]
    ("MONEY, GOODS, BENEFITS AND / OR SERVICES EXCHANGED ?", lambda t: _yes_no(t.incident.exchange)),
    ("TYPE OF ABDUCTION", lambda t: ABDUCTIONS.get(Abduction(t.incident.abduction), "")),
    ("PREVIOUSLY REPORTED THIS INCIDENT?", lambda t: REPORTED.get(ReportedElsewhere(t.incident.reported_elsewhere), "")),
    ("PREVIOUS GBV INCIDENTS?", lambda t: _yes_no(t.incident.had_before)),
    ("No. ALLEGED PRIMARY PERPETRATOR(S)", _number_of_primaries),
    ("ALLEGED PERPETRATOR SEX", _sexes),
    ("PREVIOUS INCIDENT WITH THIS PERPETRATOR", lambda t: _yes_no(t.primary.has_done_before) if t.primary else ""),
    ("ALLEGED PERPETRATOR AGE GROUP", lambda t: AGES[PerpetratorAge(t.primary.age_group)] if t.primary else ""),
    ("ALLEGED PERPETRATOR - SURVIVOR RELATIONSHIP", _relationship),
    ("ALLEGED PERPETRATOR OCCUPATION", lambda _: ""),
    ("REFERRED TO YOU FROM?", lambda t: SOURCES.get(Source(t.case.source), "Other")),
    ("SAFE HOUSE / SHELTER", lambda t: _service(t, Service.SHELTER)),
    ("HEALTH / MEDICAL SERVICES", lambda t: _service(t, Service.HEALTH)),
    ("PSYCHOSOCIAL SERVICES", lambda t: _service(t, Service.PSYCHOSOCIAL)),
    ("WANTS LEGAL ACTION?", lambda t: _yes_no(t.incident.wants_legal_action) or "Undecided"),
    ("LEGAL ASSISTANCE SERVICES", lambda t: _service(t, Service.LEGAL, Service.LABOUR, Service.COMPENSATION)),
    ("POLICE / OTHER SECURITY ACTOR", lambda t: _service(t, Service.POLICE)),
    ("LIVELIHOODS PROGRAM", lambda t: _service(t, Service.LIVELIHOODS, Service.REINTEGRATION)),
    ("CHILD PROTECTION SERVICES / EDUCATION SERVICES", lambda t: _service(t, Service.CHILD, Service.EDUCATION)),
    ("CONSENT GIVEN", lambda _: "Yes"),
    ("REPORTING AGENCY CODE", lambda t: t.incident.organization.code),
)  # fmt: skip
MENU = (
    "CASE MANAGER CODE",
    "ETHNICITY",
    "INCIDENT LOCATION",
    "INCIDENT COUNTY",
    "INCIDENT DISTRICT",
    "INCIDENT CAMP / TOWN",
)


def recorder_sheets(told: list[Told]) -> list[Sheet]:
    """Sheets "Incident Data" and "Menu Data", of which all six columns are written though some are empty."""
    rows = [[write(one) for _heading, write in COLUMNS] for one in told]
    header = [heading for heading, _write in COLUMNS]
    lists = [sorted({row[header.index(name)] for row in rows} - {""}) for name in MENU]
    longest = max((len(values) for values in lists), default=0)
    menu = [[values[i] if i < len(values) else "" for values in lists] for i in range(longest)]
    return [Sheet("Incident Data", header, list(rows)), Sheet("Menu Data", MENU, list(menu))]
