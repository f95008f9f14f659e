"""Choices of a referral."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReferralStatus(models.TextChoices):
    """Where a referral stands (Primero's states); SENT waits for an answer."""

    SENT = "in_progress", _("waiting for an answer")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "rejected", _("declined by the provider")
    DECLINED_BY_HER = "declined_by_survivor", _("declined by her")
    DONE = "done", _("done")
    REVOKED = "revoked", _("taken back")


LIVE = (ReferralStatus.SENT, ReferralStatus.ACCEPTED)
"""While a referral is live its receiver may read the packet; never after."""


class ReferralKind(models.TextChoices):
    """What is asked of the receiver."""

    SERVICE = "service", _("give a service; we stay responsible")
    TRANSFER = "transfer", _("take the case over")


class Urgency(models.TextChoices):
    """By when an answer is needed."""

    NOW = "now", _("within an hour")
    DAY = "day", _("within a day")
    WEEK = "week", _("within a week")


ANSWER_HOURS = {Urgency.NOW: 1, Urgency.DAY: 24, Urgency.WEEK: 168}


class DeclineReason(models.TextChoices):
    """Why a provider says no."""

    NO_PLACE = "no_place", _("no place free")
    NOT_ELIGIBLE = "not_eligible", _("not for her situation")
    OUT_OF_AREA = "out_of_area", _("outside our area")
    NO_LANGUAGE = "no_language", _("nobody speaks her language")
    CONFLICT = "conflict_of_interest", _("conflict of interest")
    OTHER = "other", _("another reason")


class Feedback(models.TextChoices):
    """How a referral ended, as the receiver reports."""

    GIVEN = "implemented", _("she received the service")
    PARTLY = "partly", _("she received a part of it")
    NOT_COME = "not_come", _("she did not come")
    NOT_GIVEN = "not_implemented", _("we could not give it after all")


class OverrideReason(models.TextChoices):
    """Why a referral goes without her consent; her worker is told, and it stays on record."""

    LIFE = "life_in_danger", _("her life is in danger and she cannot be asked")
    CHILD = "child_in_danger", _("a child is in danger")
    LAW = "law", _("the law demands it, and she was told")
