"""Choices of consent."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """What she agrees to. SHARE always names a recipient; STATISTICS never shares who she is."""

    SERVICES = "services", _("be helped here and have this file kept")
    SHARE = "share", _("share with another organisation")
    STATISTICS = "statistics", _("count without saying who she is")
    MEDIA = "story", _("use her story without her name")


class Decision(models.TextChoices):
    """What she said."""

    GIVEN = "given", _("yes")
    REFUSED = "refused", _("no")


class DataCategory(models.TextChoices):
    """Which part of a file may be shared."""

    NAME = "name", _("her name")
    CONTACT = "contact", _("how to reach her safely")
    WISHES = "wishes", _("what she wants, in her words")
    MIGRATION = "migration", _("her migration and work")
    NEEDS = "needs", _("what she needs")
    RISK = "risk", _("danger and safety plan")
    INCIDENT = "incident", _("what happened to her")
    COMPLAINT = "complaint", _("her labour complaint")
    DOCUMENTS = "documents", _("documents")


class Method(models.TextChoices):
    """How she said it."""

    VERBAL = "verbal", _("spoken")
    WRITTEN = "written", _("signed")
    THUMB = "thumb", _("thumbprint")
    RECORDED = "recorded", _("recorded")


class GivenBy(models.TextChoices):
    """Who decided."""

    SELF = "individual", _("she herself")
    CAREGIVER = "caregiver", _("a caregiver, with her")
    OTHER = "other", _("somebody else by law")
