"""Choices of `outreach`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Relation(models.TextChoices):
    """What brings somebody to a centre or a session."""

    POTENTIAL = "POTENTIAL", _("woman who plans to migrate")
    CURRENT = "CURRENT", _("migrant worker")
    RETURNED = "RETURNED", _("returned migrant worker")
    FAMILY = "FAMILY", _("family member")
    OTHER = "OTHER", _("other")
    UNKNOWN = "U", _("not known")


class Channel(models.TextChoices):
    """How a visit took place."""

    WALK_IN = "WALK_IN", _("came to the centre")
    PHONE = "PHONE", _("telephone")
    CHAT = "CHAT", _("chat or message")
    OUTREACH = "OUTREACH", _("met in the community")
    HOME = "HOME", _("home visit")


class VisitService(models.TextChoices):
    """What a visit gave."""

    INFORMATION = "INFORMATION", _("information")
    COUNSELLING = "COUNSELLING", _("counselling")
    LEGAL = "LEGAL", _("legal assistance")
    COMPLAINT = "COMPLAINT", _("complaint received")
    REFERRAL = "REFERRAL", _("referral")


class Topic(models.TextChoices):
    """What was spoken about. Nothing about violence is asked at a desk: see the reference of this app."""

    SAFE_MIGRATION = "SAFE_MIGRATION", _("safe migration")
    RIGHTS_AT_WORK = "RIGHTS_AT_WORK", _("rights at work")
    CONTRACT_WAGES = "CONTRACT_WAGES", _("contract and wages")
    RECRUITMENT = "RECRUITMENT", _("recruitment and fees")
    DOCUMENTS = "DOCUMENTS", _("documents and permits")
    SOCIAL_PROTECTION = "SOCIAL_PROTECTION", _("health and social protection")
    RETURN = "RETURN", _("return and reintegration")
    EVAWG = "EVAWG", _("ending violence against women")
    ORGANIZING = "ORGANIZING", _("organising and leadership")
    OTHER = "OTHER", _("other")


DESK_TOPICS = tuple(topic for topic in Topic if topic != Topic.EVAWG)


class Sensitivity(models.TextChoices):
    """Whether names may stand on the sheet."""

    OPEN = "OPEN", _("names on the sheet")
    CODES = "CODES", _("codes only")


class SheetStatus(models.TextChoices):
    """Whether the attendance of a session is known. A session nobody entered is not measured, not zero."""

    EXPECTED = "EXPECTED", _("not entered yet")
    ENTERED = "ENTERED", _("being entered")
    CHECKED = "CHECKED", _("checked and closed")
    NONE_KEPT = "NONE_KEPT", _("no sheet was kept")


class LineSource(models.TextChoices):
    """How a line of attendance came in."""

    TYPED = "TYPED", _("typed")
    IMPORT = "IMPORT", _("imported")
