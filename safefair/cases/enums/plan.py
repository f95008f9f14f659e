"""Choices of danger, plan, follow-up and closure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RiskLevel(models.TextChoices):
    """How great the danger is now."""

    HIGH = "high", _("high danger")
    MEDIUM = "medium", _("some danger")
    LOW = "low", _("low danger")
    UNKNOWN = "", _("not assessed")


class RiskFactor(models.TextChoices):
    """What speaks for danger: asked one by one, so that nothing rests on an impression alone."""

    THREAT_TO_KILL = "threat_to_kill", _("somebody has threatened to kill her or her children")
    WEAPON = "weapon", _("a weapon was used or shown")
    STRANGULATION = "strangulation", _("she was choked")
    ESCALATION = "escalation", _("it has become worse or more frequent")
    LIVES_WITH = "lives_with_perpetrator", _("she lives where the perpetrator does")
    CONFINED = "confined", _("she cannot leave, or is locked in")
    FOLLOWED = "followed", _("she is followed, watched or her phone is checked")
    FORCED_RETURN = "forced_return", _("she may be sent home or detained against her will")
    DEBT = "debt_threat", _("lenders or recruiters threaten her or her family")
    CHILD = "child_in_danger", _("a child is in danger")
    SELF_HARM = "self_harm", _("she speaks of harming herself")
    PREGNANT = "pregnant", _("she is pregnant")
    ALONE = "alone", _("nobody knows where she is")


GRAVE = frozenset({
    RiskFactor.THREAT_TO_KILL, RiskFactor.WEAPON, RiskFactor.STRANGULATION, RiskFactor.CONFINED,
    RiskFactor.CHILD, RiskFactor.SELF_HARM,
})  # fmt: skip
"""One of these alone suggests high danger."""


class Service(models.TextChoices):
    """What she may need: GBVIMS service types, then those of migrants. No family mediation among them."""

    SHELTER = "safehouse_service", _("safe shelter")
    HEALTH = "health_medical_service", _("health")
    PSYCHOSOCIAL = "psychosocial_service", _("counselling")
    POLICE = "police_other_service", _("police or protection")
    LEGAL = "legal_assistance_service", _("legal aid")
    LABOUR = "labour_complaint", _("labour complaint")
    COMPENSATION = "compensation_claim", _("compensation")
    CONSULAR = "consular_documents", _("papers and consulate")
    IMMIGRATION = "immigration_status", _("immigration status")
    REPATRIATION = "repatriation", _("going home safely")
    REINTEGRATION = "return_reintegration", _("starting again at home")
    INTERPRETATION = "interpretation", _("interpreter")
    LIVELIHOODS = "livelihoods_service", _("work and income")
    CASH = "cash", _("cash or food")
    CHILD = "child_protection_service", _("help for a child")
    EDUCATION = "education_service", _("education or training")
    OTHER = "other_service", _("other help")


class Outcome(models.TextChoices):
    """What became of a service (GBVIMS)."""

    OPEN = "", _("not yet")
    PROVIDED = "service_provided_by_your_agency", _("given here")
    REFERRED = "referred", _("referred")
    RECEIVED = "services_already_received_from_another_agency", _("received elsewhere already")
    NOT_APPLICABLE = "service_not_applicable", _("does not apply")
    DECLINED = "referral_declined_by_survivor", _("she declined")
    UNAVAILABLE = "service_unavailable", _("there is none")


class GoalStatus(models.TextChoices):
    """How far a goal is: only MET counts as met."""

    IN_PROGRESS = "in_progress", _("under way")
    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    DROPPED = "n_a", _("no longer wanted")


class ContactOutcome(models.TextChoices):
    """What became of a follow-up."""

    PLANNED = "", _("to come")
    REACHED = "reached", _("spoke with her")
    NOT_REACHED = "not_reached", _("not reached")
    POSTPONED = "postponed", _("she asked to wait")


class ClosureReason(models.TextChoices):
    """Why a case ends."""

    NEEDS_MET = "no_longer_needs_support", _("she needs no more support")
    SHE_ASKED = "refused_service", _("she asked to end it")
    MOVED_IN_COUNTRY = "moved_in_country", _("moved within the country")
    MOVED_ABROAD = "moved_international", _("moved to another country")
    TRANSFERRED = "transfer", _("another organisation has taken over")
    NO_CONTACT = "missing", _("no contact any more")
    DIED = "died", _("she died")
    CRITERIA = "no_longer_meets_criteria", _("another service fits her better")
    RESOURCES = "agency_lacks_resources", _("we cannot continue")
    OTHER = "other", _("another reason")


class ClosureCheck(models.TextChoices):
    """What was looked at before a case ends (GBVIMS closure form)."""

    NEEDS = "closure_needs_met", _("her needs are met as far as can be")
    SAFETY = "closure_safety_plan", _("the safety plan was reviewed with her")
    PLAN = "closure_case_plan_complete", _("the plan is done")
    AGREED = "closure_no_further_support", _("she and we agree that no more is needed")
    RETURN = "closure_resume_notification", _("she was told that she can come back at any time")


class Decided(models.TextChoices):
    """What a supervisor said."""

    PENDING = "pending", _("waiting for the supervisor")
    APPROVED = "approved", _("approved")
    REJECTED = "rejected", _("sent back")
