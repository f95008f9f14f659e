"""Tables of case work, by noun."""

from safefair.cases.models.attachment import Attachment
from safefair.cases.models.case import Admittance, Case, Draft, TimelineEntry
from safefair.cases.models.complaint import Amount, Complaint, ComplaintGroup, ComplaintStep
from safefair.cases.models.consent import Consent
from safefair.cases.models.counted import (
    CountedCase,
    CountedComplaint,
    CountedIncident,
    CountedMoney,
    CountedReferral,
    CountLink,
)
from safefair.cases.models.exchange import Installation, Parcel, Partner, PartnerOrganization
from safefair.cases.models.incident import Incident, Perpetrator
from safefair.cases.models.message import CaseMessage, MessageRead
from safefair.cases.models.plan import Action, Closure, FollowUp, Goal, RiskAssessment, SafetyPlan
from safefair.cases.models.referral import PacketDocument, Referral, ReferralMessage
from safefair.cases.models.shelter import Bed, House, Stay, TurnAway
from safefair.cases.models.team import Team, TeamMember

__all__ = [
    "Action",
    "Admittance",
    "Amount",
    "Attachment",
    "Bed",
    "Case",
    "CaseMessage",
    "Closure",
    "Complaint",
    "ComplaintGroup",
    "ComplaintStep",
    "Consent",
    "CountLink",
    "CountedCase",
    "CountedComplaint",
    "CountedIncident",
    "CountedMoney",
    "CountedReferral",
    "Draft",
    "FollowUp",
    "Goal",
    "House",
    "Incident",
    "Installation",
    "MessageRead",
    "PacketDocument",
    "Parcel",
    "Partner",
    "PartnerOrganization",
    "Perpetrator",
    "Referral",
    "ReferralMessage",
    "RiskAssessment",
    "SafetyPlan",
    "Stay",
    "Team",
    "TeamMember",
    "TimelineEntry",
    "TurnAway",
]
