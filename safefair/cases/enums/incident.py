"""Choices of an incident: the codes of GBVIMS unchanged, with those that migration adds."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CoreType(models.TextChoices):
    """Exactly one a incident, decided by the ordered questions of the GBVIMS classification tool."""

    RAPE = "rape", _("rape")
    SEXUAL_ASSAULT = "sexual_assault", _("sexual assault")
    PHYSICAL_ASSAULT = "physical_assault", _("physical assault")
    FORCED_MARRIAGE = "forced_marriage", _("forced marriage")
    DENIAL = (
        "denial_of_resources_opportunities_or_services",
        _("denial of resources, opportunities or services"),
    )
    PSYCHOLOGICAL = "psychological_emotional_abuse", _("psychological or emotional abuse")
    NON_GBV = "non-gbv", _("not gender-based violence")
    UNDECIDED = "undecided", _("questions not answered yet")


class Context(models.TextChoices):
    """Derived from the facts at the time of the incident, never chosen."""

    INTIMATE_PARTNER = "intimate_partner_violence", _("violence by a partner")
    CHILD_SEXUAL_ABUSE = "child_sexual_abuse", _("sexual abuse of a child")
    EARLY_MARRIAGE = "early_marriage", _("early marriage")
    SEXUAL_EXPLOITATION = "possible_sexual_exploitation", _("possible sexual exploitation")
    SEXUAL_SLAVERY = "possible_sexual_slavery", _("possible sexual slavery")
    HARMFUL_PRACTICE = "harmful_traditional_practice", _("harmful traditional practice")
    EMPLOYER = "violence_by_employer", _("violence by an employer or in the household of work")


class TimeOfDay(models.TextChoices):
    """When in the day (GBVIMS)."""

    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    NIGHT = "evening_night", _("evening or night")
    UNKNOWN = "unknown", _("not known")


class Place(models.TextChoices):
    """Where it happened: GBVIMS, then places of migration and work."""

    CLIENTS_HOME = "clients_home", _("her home")
    PERPETRATORS_HOME = "perpetrators_home", _("the perpetrator's home")
    EMPLOYERS_HOME = "employers_home", _("the employer's home")
    WORKSITE = "worksite", _("place of work")
    DORMITORY = "dormitory", _("dormitory")
    AGENCY = "recruitment_agency", _("recruitment agency")
    TRAINING_CENTRE = "training_centre", _("training centre")
    IN_TRANSIT = "in_transit", _("on the way")
    BORDER = "border_crossing", _("border")
    DETENTION = "detention", _("detention")
    ONLINE = "online", _("online")
    ROAD = "road", _("road or street")
    MARKET = "market", _("market")
    HOTEL = "guest_house_hotel", _("guest house or hotel")
    ENTERTAINMENT = "entertainment_centre", _("entertainment place")
    SCHOOL = "school", _("school")
    FARM = "farm", _("farm")
    OTHER = "other", _("another place")
    UNKNOWN = "unknown", _("not known")


class Abduction(models.TextChoices):
    """Whether she had been taken at the time (GBVIMS)."""

    NONE = "none", _("no")
    CONSCRIPTION = "forced_conscription", _("forced conscription")
    TRAFFICKED = "trafficked", _("trafficked")
    OTHER = "other_abduction_kidnapping", _("abducted or held")
    UNKNOWN = "unknown", _("not known")


class ReportedElsewhere(models.TextChoices):
    """Whether another organisation wrote it down already: with GBVIMS it would count twice."""

    NO = "no", _("no")
    GBVIMS = "gbvims-org", _("yes, with an organisation that counts incidents (GBVIMS)")
    NON_GBVIMS = "non-gbvims-org", _("yes, elsewhere")
    UNKNOWN = "unknown", _("not known")


class Relationship(models.TextChoices):
    """Who the alleged perpetrator is to her: GBVIMS, then who acts in migration."""

    PARTNER = "intimate_partner_former_partner", _("partner or former partner")
    CAREGIVER = "primary_caregiver", _("caregiver")
    FAMILY = "family_other_than_spouse_or_caregiver", _("another member of the family")
    EMPLOYER = "supervisor_employer", _("employer or supervisor")
    EMPLOYER_HOUSEHOLD = "employer_household_member", _("member of the employer's household")
    RECRUITER = "recruiter_broker", _("recruiter or broker")
    COWORKER = "coworker", _("colleague")
    TRANSPORTER = "transporter", _("driver or transporter")
    OFFICIAL = "police_border_official", _("police, border or other official")
    SCHOOLMATE = "schoolmate", _("schoolmate")
    TEACHER = "teacher_school_official", _("teacher or school official")
    SERVICE_PROVIDER = "service_provider", _("service provider")
    HOUSEMATE = "cotenant_housemate", _("housemate")
    FRIEND = "family_friend_neighbor", _("friend of the family or neighbour")
    MIGRANT = "other_refugee_idp_returnee", _("another migrant or displaced person")
    COMMUNITY = "other_resident_community_member", _("another member of the community")
    OTHER = "other", _("somebody else")
    NO_RELATION = "no_relation", _("no relation")
    UNKNOWN = "unknown", _("not known")


class PerpetratorAge(models.TextChoices):
    """Age groups of GBVIMS."""

    TO_11 = "0_11", _("0 to 11")
    TO_17 = "12_17", _("12 to 17")
    TO_25 = "18_25", _("18 to 25")
    TO_40 = "26_40", _("26 to 40")
    TO_60 = "41_60", _("41 to 60")
    FROM_61 = "61+", _("61 and over")
    UNKNOWN = "unknown", _("not known")


class ForcedLabourIndicator(models.TextChoices):
    """The eleven indicators of the ILO (2012)."""

    VULNERABILITY = "abuse_of_vulnerability", _("her vulnerability is used")
    DECEPTION = "deception", _("she was deceived")
    MOVEMENT = "restriction_of_movement", _("she cannot move freely")
    ISOLATION = "isolation", _("she is kept apart from others")
    VIOLENCE = "physical_and_sexual_violence", _("physical or sexual violence")
    THREATS = "intimidation_and_threats", _("threats")
    DOCUMENTS = "retention_of_identity_documents", _("her documents are kept")
    WAGES = "withholding_of_wages", _("her wages are withheld")
    DEBT = "debt_bondage", _("she is bound by a debt")
    CONDITIONS = "abusive_working_and_living_conditions", _("abusive conditions of work or living")
    OVERTIME = "excessive_overtime", _("excessive overtime")


class TraffickingStatus(models.TextChoices):
    """Whether she is a victim of trafficking, and as far as somebody has decided (HTCDS)."""

    NOT_ASSESSED = "", _("not assessed")
    POSSIBLE = "PossibleVictimOfTrafficking", _("possible victim of trafficking")
    ACTUAL = "ActualVictimOfTrafficking", _("identified victim of trafficking")
    NOT = "NotAVictimOfTrafficking", _("not a victim of trafficking")
