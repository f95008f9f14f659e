"""Choices of a shelter."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LeaveReason(models.TextChoices):
    """Why a stay ended."""

    SAFE_PLACE = "safe_place", _("to a safe place of her own")
    HOME = "home", _("went home")
    REPATRIATED = "repatriated", _("returned to her country")
    OTHER_SHELTER = "other_shelter", _("to another shelter")
    WORK = "work", _("to new work")
    HER_CHOICE = "her_choice", _("she chose to go")
    RULES = "rules", _("could not stay here")
    UNKNOWN = "unknown", _("left without word")


class TurnAwayReason(models.TextChoices):
    """Why somebody could not be taken in."""

    FULL = "full", _("no bed free")
    CHILDREN = "children", _("no place for her children")
    ACCESS = "access", _("not accessible for her")
    HEALTH = "health", _("needs care that we cannot give")
    SAFETY = "safety", _("not safe for her here")
    ELIGIBILITY = "eligibility", _("not for her situation")
    OTHER = "other", _("another reason")
