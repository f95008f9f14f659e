"""Classes of what is counted: broad enough to say nothing of one woman, each with its own "not known"."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CaseKind(models.TextChoices):
    """What a case is about, by what was written down in it."""

    VIOLENCE = "violence", _("violence")
    LABOUR = "labour", _("labour complaint")
    BOTH = "both", _("both")
    OTHER = "other", _("something else")


class Assessed(models.TextChoices):
    """Whether danger was assessed within the days that are set. NONE says nothing until those days are over."""

    IN_TIME = "in_time", _("in time")
    LATE = "late", _("later")
    NONE = "none", _("not assessed")


class Planned(models.TextChoices):
    """Whether there is a safety plan where one is needed."""

    MADE = "made", _("needed and made")
    MISSING = "missing", _("needed, not made")
    NOT_NEEDED = "not_needed", _("not needed or not wanted")
    UNKNOWN = "unknown", _("not known")


class OpenFor(models.TextChoices):
    """Days from opening to closing."""

    MONTH = "d30", _("up to 30 days")
    QUARTER = "d90", _("31 to 90 days")
    HALF_YEAR = "d180", _("91 to 180 days")
    LONGER = "more", _("more than 180 days")


class Said(models.TextChoices):
    """What she said of the help when her case was closed."""

    CONTENT = "content", _("content (4 or 5 of 5)")
    MIDDLE = "middle", _("in between (3)")
    NOT_CONTENT = "not", _("not content (1 or 2)")
    DECLINED = "declined", _("preferred not to say")
    NOT_ASKED = "not_asked", _("not asked")


class Harm(models.TextChoices):
    """Broad class of an incident; the types of GBVIMS are finer than what may leave an organisation."""

    SEXUAL = "sexual", _("sexual violence")
    PHYSICAL = "physical", _("physical violence")
    OTHER_GBV = "other_gbv", _("forced marriage, denial or psychological abuse")
    NON_GBV = "non_gbv", _("not gender-based violence")
    UNKNOWN = "unknown", _("not classified yet")


class Delay(models.TextChoices):
    """Days from an incident to telling of it (Primero's classes); not known is a class of its own, never nought days."""

    D3 = "d3", _("up to 3 days")
    D5 = "d5", _("4 or 5 days")
    D14 = "d14", _("6 to 14 days")
    D30 = "d30", _("15 to 30 days")
    D90 = "d90", _("31 to 90 days")
    MORE = "more", _("more than 90 days")
    UNKNOWN = "unknown", _("not known")


class Answered(models.TextChoices):
    """How long a referral waited for its answer."""

    HOUR = "h1", _("within an hour")
    DAY = "h24", _("within a day")
    DAYS = "d3", _("within 3 days")
    WEEK = "d7", _("within a week")
    LATER = "more", _("later")
    NONE = "none", _("no answer")
