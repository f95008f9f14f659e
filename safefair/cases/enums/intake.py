"""Choices of intake: how she came, where she stands in her migration, how to reach her."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseStatus(models.TextChoices):
    """Where a case stands (Primero's list; HTCDS: Active, Closed, ClosedReferred)."""

    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    TRANSFERRED = "transferred", _("handed over")
    DUPLICATE = "duplicate", _("entered twice")


class Source(models.TextChoices):
    """How she heard of the centre (GBVIMS), and how migrants do."""

    SELF = "self", _("came on her own")
    FAMILY_FRIEND = "family_or_friend", _("family or a friend")
    REFERRAL = "referral", _("referred by another organisation")
    HOTLINE = "hotline", _("telephone line")
    OUTREACH = "community_discussion", _("session or outreach")
    PAMPHLET = "pamphlet", _("leaflet, poster or internet")
    EMBASSY = "embassy", _("embassy or consulate")
    OTHER = "other", _("another way")
    UNKNOWN = "unknown", _("not known")


class Stage(models.TextChoices):
    """Where in her migration she is, or was when something happened."""

    PRE_DEPARTURE = "pre_departure", _("before leaving")
    RECRUITMENT = "recruitment", _("while being recruited")
    TRANSIT = "transit", _("on the way")
    AT_DESTINATION = "at_destination", _("in the country of work")
    RETURN_TRANSIT = "return_transit", _("on the way home")
    AFTER_RETURN = "after_return", _("back home")
    UNKNOWN = "unknown", _("not known")


class MigrationChannel(models.TextChoices):
    """With or without the papers that the two countries ask for."""

    REGULAR = "regular", _("with papers")
    IRREGULAR = "irregular", _("without papers")
    MIXED = "mixed", _("papers lost, expired or tied to one employer")
    UNKNOWN = "unknown", _("not known")


class DocumentHolder(models.TextChoices):
    """In whose hands her passport or papers are."""

    SELF = "self", _("she herself")
    EMPLOYER = "employer", _("the employer")
    AGENT = "agent", _("the agent or recruiter")
    POLICE = "authority", _("police or immigration")
    OTHER = "other", _("somebody else")
    NONE = "none", _("she has none")
    UNKNOWN = "unknown", _("not known")


class Sector(models.TextChoices):
    """What work she does: sections of ISIC Rev. 4 where women migrants work, domestic work first."""

    DOMESTIC = "T", _("in a household")
    MANUFACTURING = "C", _("factory")
    AGRICULTURE = "A", _("farm or plantation")
    FISHING = "A03", _("fishing and fish processing")
    CONSTRUCTION = "F", _("building")
    FOOD = "I", _("hotel, restaurant, food")
    CARE = "Q", _("care and health")
    ENTERTAINMENT = "R", _("entertainment")
    TRADE = "G", _("shop or market")
    CLEANING = "N", _("cleaning and other services")
    OTHER = "S", _("other work")
    NONE = "none", _("no work")
    UNKNOWN = "unknown", _("not known")


class ContactChannel(models.TextChoices):
    """How she may be reached without danger."""

    CALL = "call", _("call")
    SMS = "sms", _("text message")
    CHAT = "chat", _("chat message")
    THIRD_PERSON = "third_person", _("through somebody she trusts")
    VISIT = "visit", _("she comes by herself")
    NONE = "none", _("must not be contacted")


class Priority(models.TextChoices):
    """How soon somebody must act, as judged at intake."""

    NOW = "now", _("now")
    DAYS = "days", _("within days")
    NORMAL = "normal", _("in turn")


class EntryKind(models.TextChoices):
    """What a line of the timeline says happened; no words of hers stand in it."""

    OPENED = "opened", _("Case opened")
    ASSIGNED = "assigned", _("Given to another worker")
    CONSENT_GIVEN = "consent_given", _("Consent given")
    CONSENT_REFUSED = "consent_refused", _("Consent refused")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent withdrawn")
    INCIDENT = "incident", _("Incident written down")
    ASSESSED = "assessed", _("Danger assessed")
    SAFETY_PLAN = "safety_plan", _("Safety plan made")
    SAFETY_REVIEWED = "safety_reviewed", _("Safety plan reviewed")
    GOAL = "goal", _("Goal set")
    GOAL_MET = "goal_met", _("Goal met")
    ACTION = "action", _("Step planned")
    ACTION_DONE = "action_done", _("Step done")
    CONTACT = "contact", _("Contact with her")
    REFERRED = "referred", _("Referred")
    REFERRAL_ACCEPTED = "referral_accepted", _("Referral accepted")
    REFERRAL_DECLINED = "referral_declined", _("Referral declined")
    REFERRAL_DONE = "referral_done", _("Referral done")
    REFERRAL_REVOKED = "referral_revoked", _("Referral taken back")
    ADMITTED = "admitted", _("Came to the shelter")
    LEFT_SHELTER = "left_shelter", _("Left the shelter")
    COMPLAINT = "complaint", _("Complaint lodged")
    COMPLAINT_STEP = "complaint_step", _("Step in the complaint")
    MONEY = "money", _("Money received")
    COMPLAINT_ENDED = "complaint_ended", _("Complaint ended")
    DOCUMENT = "document", _("Document added")
    CLOSURE_ASKED = "closure_asked", _("Closure asked for")
    CLOSURE_SENT_BACK = "closure_sent_back", _("Closure sent back")
    CLOSED = "closed", _("Case closed")
    REOPENED = "reopened", _("Case opened again")
    OPENED_BY_EXCEPTION = "opened_by_exception", _("Opened by exception")
    CORRECTED = "corrected", _("Facts corrected")
    EXPORTED = "exported", _("Exported")
    HELD = "held", _("Kept on hold")
    LET_GO = "let_go", _("No longer on hold")
    ERASED = "erased", _("Erased")


class ExceptionReason(models.TextChoices):
    """Why a case is opened by somebody whom nobody let in."""

    DANGER = "danger", _("she is in danger now")
    SHE_ASKS = "she_asks", _("she is here and her worker is not")
    RECEIVER_ASKS = "receiver", _("a partner who is helping her must know something now")
    COURT = "law", _("the law demands it")
