"""Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0): one row a case with a sign of trafficking or forced labour.

All 84 fields stand as columns in the standard's order; names, telephones, addresses and free text are left empty, since
no use of the file needs them. Of the standard's lists only values it knows are written, misspelt ones unchanged.
"""

import csv
import io

from safefair.cases.enums.incident import CoreType, ForcedLabourIndicator, Relationship, TraffickingStatus
from safefair.cases.enums.intake import CaseStatus, Sector
from safefair.cases.exports.incidents import Told
from safefair.cases.exports.workbook import Sheet
from safefair.core.codes import Sex

FIELDS = (
    "org_Name", "org_ShippingCity", "org_ShippingCountry", "org_ShippingState", "org_ShippingStreet",
    "org_ShippingPostalCode", "org_ShippingLongitude", "org_ShippingLatitude", "org_Phone", "org_Type",
    "prs_Salutation", "prs_FirstName", "prs_MiddleName", "prs_SecondName", "prs_Birthdate", "prs_Gender",
    "prs_Deceased", "prs_MaritalStatus", "prs_NumberOfChildren", "prs_PrimaryLanguage", "prs_SecondaryLanguage",
    "prs_HighestLevelOfEducation", "prs_Citizenship", "prs_IdentityNumber", "prs_Title", "prs_Email",
    "prs_HomePhone", "prs_MobilePhone", "prs_MailingCity", "prs_MailingCountry", "prs_MailingState",
    "prs_MailingStreet", "prs_MailingPostalCode", "prs_MailingLongitude", "prs_MailingLatitude",
    "vic_AgreementToManagePersonalData", "vic_TraffickingStatus", "vic_TraffickingStatusDecisionMakingOrg",
    "vic_RelationshipToTrafficker", "vic_AgeWhenTrafficked", "vic_RecruitmentWebsitesAndApps",
    "vic_MethodOfRecruitment", "vic_LocationOfRecruitment", "vic_MethodsOfControl", "vic_TypeOfExploitation",
    "vic_ForcedLabourIndustry", "vic_TypeOfSexExploitation", "vic_LocationOfExploitation",
    "vic_ExploitationWebsitesAndApps", "vic_Vulnerabilities", "vic_DetailsOfVulnerabilities", "per_RoleInProcess",
    "per_RoleDetails", "per_Organisation", "cas_Status", "cas_ReasonForCaseClosure", "cas_CaseOwner",
    "cas_ReferringOrganisation", "cas_IncomingReferralDate", "cas_ReferringPrimaryCaseWorker",
    "cas_ReasonForIncomingReferral", "cas_IncomingReferralDetails", "cas_ReferredOrganisation",
    "cas_ReferredPrimaryCaseWorker", "cas_ReasonForOutgoingReferral", "cas_OutgoingReferralDate",
    "cas_OutgoingReferralDetails", "cco_CaseComment", "hte_Longitude", "hte_Latitude", "hte_City", "hte_Country",
    "hte_State", "hte_Street", "hte_PostalCode", "hte_Date", "hte_Type", "hte_Description", "spl_Objectives",
    "spl_ActionPlan", "spl_PlannedEndDate", "spl_ActualEndDate", "spl_Type", "con_Consent",
)  # fmt: skip
GENDERS = {Sex.FEMALE: "Feminine", Sex.MALE: "Masculine"}
STATUSES = {
    CaseStatus.OPEN: "Active",
    CaseStatus.CLOSED: "Closed",
    CaseStatus.TRANSFERRED: "ClosedReferred",
    CaseStatus.DUPLICATE: "Closed",
}
CONTROLS = {
    ForcedLabourIndicator.DECEPTION: "FalsePromises",
    ForcedLabourIndicator.THREATS: "PhysicalThreats",
    ForcedLabourIndicator.DOCUMENTS: "WithholdsDocuments",
    ForcedLabourIndicator.WAGES: "TakesEarnings",
    ForcedLabourIndicator.DEBT: "DebtBondage",
    ForcedLabourIndicator.OVERTIME: "ExcessiveWorkingHours",
    ForcedLabourIndicator.VIOLENCE: "PhysicalAbuse",
    ForcedLabourIndicator.CONDITIONS: "WithholdsNecessities",
    ForcedLabourIndicator.MOVEMENT: "Other",
    ForcedLabourIndicator.ISOLATION: "Other",
    ForcedLabourIndicator.VULNERABILITY: "Other",
}
INDUSTRIES = {
    Sector.DOMESTIC: "T_ActivitiesOfHouseholdsAsEmployers",
    Sector.MANUFACTURING: "C_Manufacturing",
    Sector.AGRICULTURE: "A_AgricultureForestryAndFishing",
    Sector.FISHING: "A_AgricultureForestryAndFishing",
    Sector.CONSTRUCTION: "F_Construction",
    Sector.FOOD: "I_AccommodationAndFoodServiceActivities",
    Sector.CARE: "Q_HumanHealthAndSocialWorkActivities",
    Sector.ENTERTAINMENT: "R_ArtsEntertainmentAndRecreation",
    Sector.TRADE: "G_WholesaleAndRetailTradeRepairOfMotorVehicles",
    Sector.CLEANING: "N_AdministrativeAndSupportServiceActivities",
    Sector.OTHER: "S_OtherServiceActivities",
}
FAMILY = frozenset({Relationship.PARTNER, Relationship.CAREGIVER, Relationship.FAMILY})
SEXUAL = frozenset({CoreType.RAPE, CoreType.SEXUAL_ASSAULT})


def is_of_concern(told: Told) -> bool:
    """Whether the standard is about this incident: a status of trafficking, or a sign of forced labour."""
    return bool(told.incident.forced_labour) or told.incident.trafficking in (
        TraffickingStatus.POSSIBLE,
        TraffickingStatus.ACTUAL,
    )


def _relation(told: Told) -> str:
    if told.primary is None or told.primary.relationship == Relationship.UNKNOWN:
        return ""
    relationship = Relationship(told.primary.relationship)
    if relationship in FAMILY:
        return "Familial"
    return "Unaquainted" if relationship == Relationship.NO_RELATION else "Acquainted"


def _exploitation(told: Told) -> str:
    incident = told.incident
    kinds = [
        "ForcedLabour" if incident.forced_labour else "",
        "SexualExploitation" if incident.core_type in SEXUAL and incident.exchange else "",
        "ForcedMarriage" if incident.core_type == CoreType.FORCED_MARRIAGE else "",
    ]
    return ";".join(kind for kind in kinds if kind)


def facts_of(told: Told) -> dict[str, str]:
    """What is written of one incident, by field of the standard."""
    case, incident = told.case, told.incident
    controls = dict.fromkeys(CONTROLS[ForcedLabourIndicator(code)] for code in incident.forced_labour)
    return {
        "org_Name": incident.organization.name,
        "org_ShippingCountry": incident.organization.country,
        "prs_Gender": GENDERS.get(Sex(case.sex), "NonSpecifiedUnknown"),
        "prs_Citizenship": case.nationality if case.nationality != "XX" else "",
        "vic_TraffickingStatus": incident.trafficking,
        "vic_RelationshipToTrafficker": _relation(told),
        "vic_AgeWhenTrafficked": "" if incident.age_at_incident is None else str(incident.age_at_incident),
        "vic_MethodsOfControl": ";".join(controls),
        "vic_TypeOfExploitation": _exploitation(told),
        "vic_ForcedLabourIndustry": INDUSTRIES.get(Sector(case.sector), "") if incident.forced_labour else "",
        "cas_Status": STATUSES[CaseStatus(case.status)],
        "cas_CaseOwner": f"W{case.worker_id}",
        "hte_Country": incident.country if incident.country != "XX" else "",
        "hte_Date": incident.happened_on.isoformat() if incident.happened_on else "",
        "hte_Type": "Exploitation",
        "con_Consent": "true",
    }


def htcds_rows(told: list[Told]) -> list[list[str]]:
    """A row for each incident that the standard is about."""
    found = [facts_of(one) for one in told if is_of_concern(one)]
    return [[facts.get(name, "") for name in FIELDS] for facts in found]


def htcds_sheet(told: list[Told]) -> Sheet:
    """The rows as a sheet."""
    return Sheet("HTCDS", FIELDS, list(htcds_rows(told)))


def htcds_csv(told: list[Told]) -> bytes:
    """The rows as CSV in UTF-8; every value is a code, a date or an organisation's name, none starts a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(FIELDS)
    for row in htcds_rows(told):
        writer.writerow([f"'{value}" if value.startswith(("=", "+", "-", "@")) else value for value in row])
    return ("\ufeff" + file.getvalue()).encode()
