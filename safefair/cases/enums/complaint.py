"""Choices of a labour complaint and its remedy."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ComplaintType(models.TextChoices):
    """What is complained of."""

    UNPAID_WAGES = "unpaid_wages", _("unpaid wages")
    UNDERPAYMENT = "underpayment", _("paid too little")
    UNPAID_OVERTIME = "unpaid_overtime", _("unpaid overtime")
    ILLEGAL_DEDUCTION = "illegal_deduction", _("illegal deductions")
    WITHHELD_DOCUMENTS = "withheld_documents", _("documents held back")
    RECRUITMENT_FEE = "recruitment_fee_overcharge", _("recruitment fees too high or forbidden")
    JOB_NOT_DELIVERED = "job_not_delivered", _("the job did not exist")
    CONTRACT_SUBSTITUTION = "contract_substitution", _("another contract than promised")
    EXCESSIVE_HOURS = "excessive_hours", _("hours too long")
    NO_REST_DAY = "no_rest_day", _("no day of rest")
    POOR_HOUSING = "poor_housing_food", _("bad housing or food")
    WORK_INJURY = "work_injury", _("injury at work")
    OCCUPATIONAL_DISEASE = "occupational_disease", _("illness from work")
    UNFAIR_DISMISSAL = "unfair_dismissal", _("dismissed unfairly")
    FORCED_EARLY_RETURN = "forced_early_return", _("sent home early")
    SEXUAL_HARASSMENT = "sexual_harassment", _("sexual harassment")
    VIOLENCE = "violence", _("violence")
    CONFINEMENT = "confinement", _("locked in")
    PREGNANCY = "pregnancy_discrimination", _("discrimination for pregnancy")
    SOCIAL_SECURITY = "social_security_denied", _("social security denied")
    ABSCONDING = "absconding_charge", _("accused of running away")
    DEATH_COMPENSATION = "death_compensation", _("compensation for a death")
    OTHER = "other", _("other")


class Respondent(models.TextChoices):
    """Against whom."""

    EMPLOYER = "employer", _("employer")
    RECRUITER = "recruiter", _("recruitment agency")
    SUB_AGENT = "sub_agent", _("broker")
    OUTSOURCING = "outsourcing_company", _("outsourcing company")
    OFFICIAL = "official", _("official")


class Forum(models.TextChoices):
    """Before whom."""

    NEGOTIATION = "negotiation", _("negotiation")
    MEDIATION = "mediation", _("mediation")
    LABOUR_OFFICE = "labour_office", _("labour office")
    LABOUR_COURT = "labour_court", _("labour court")
    TRIBUNAL = "tribunal", _("tribunal")
    CRIMINAL = "criminal", _("criminal court")
    CONSULAR = "consular", _("embassy or consulate")
    INSURER = "private_insurer", _("insurance")


class Remedy(models.TextChoices):
    """What is asked for or given."""

    MONEY = "money", _("wages or compensation")
    REFUND = "refund", _("fees paid back")
    DOCUMENTS = "documents_returned", _("documents returned")
    REINSTATEMENT = "reinstatement", _("her job back")
    NEW_EMPLOYER = "new_employer_visa_change", _("leave to change employer")
    REPATRIATION = "repatriation", _("the way home paid")
    APOLOGY = "apology", _("apology")
    SANCTION = "agency_sanction", _("sanction of the agency")
    PENALTY = "criminal_penalty", _("criminal penalty")


MONETARY = frozenset({Remedy.MONEY, Remedy.REFUND, Remedy.REPATRIATION})


class ComplaintOutcome(models.TextChoices):
    """How it ended."""

    PENDING = "pending", _("pending")
    FULL = "resolved_full", _("resolved in full")
    PARTIAL = "resolved_partial", _("resolved in part")
    REJECTED = "rejected", _("rejected")
    WITHDRAWN = "withdrawn", _("withdrawn by her")
    LOST_CONTACT = "lost_contact", _("contact lost")
    REFERRED = "referred", _("handed to another body")


class AmountKind(models.TextChoices):
    """What an amount of money is: only RECEIVED is in her hand."""

    CLAIMED = "claimed", _("claimed")
    AWARDED = "awarded", _("awarded")
    RECEIVED = "received", _("received")


class StepKind(models.TextChoices):
    """A date in a complaint."""

    FILING = "filing", _("filed")
    DEADLINE = "deadline", _("deadline")
    HEARING = "hearing", _("hearing")
    NEGOTIATION = "negotiation", _("talk with the other side")
    DECISION = "decision", _("decision")
    APPEAL = "appeal", _("appeal")
    PAYMENT_DUE = "payment_due", _("payment due")
