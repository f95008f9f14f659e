"""Choices of `people`."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from safefair.core.codes import Sex

SEX_OF_ONE = {
    Sex.FEMALE: _("woman"),
    Sex.MALE: _("man"),
    Sex.OTHER: _("another"),
    Sex.UNKNOWN: _("not known"),
}
"""Sex as said of one person; the labels of `Sex` are those of groups in figures."""


class RegistrationSource(models.TextChoices):
    """Through which door a registration came."""

    DESK = "DESK", _("entered at the desk")
    SHEET = "SHEET", _("entered from a sheet")
    IMPORT = "IMPORT", _("imported from a file")


class ErasureReason(models.TextChoices):
    """Why a person is erased. A choice, not a text: a text could say who she was."""

    REQUEST = "REQUEST", _("she asked for it")
    MISTAKE = "MISTAKE", _("she was registered by mistake")
    SAFETY = "SAFETY", _("keeping it is a danger to her")
    RETENTION = "RETENTION", _("it is no longer needed")


class PairStatus(models.TextChoices):
    """What is known of two registrations that may be one person."""

    OPEN = "OPEN", _("to be looked at")
    SAME = "SAME", _("the same person")
    DIFFERENT = "DIFFERENT", _("two people")


class PairSource(models.TextChoices):
    """What put two registrations side by side."""

    DESK = "DESK", _("a search at the desk")
    IMPORT = "IMPORT", _("an import")
    LINKAGE = "LINKAGE", _("the linkage job")


class BatchStatus(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "UPLOADED", _("uploaded")
    CHECKING = "CHECKING", _("being checked")
    CHECKED = "CHECKED", _("checked, waiting for you")
    STORING = "STORING", _("being stored")
    STORED = "STORED", _("imported")
    REFUSED = "REFUSED", _("refused")
    DISCARDED = "DISCARDED", _("discarded")


class RowStatus(models.TextChoices):
    """What will become of one row of a file."""

    NEW = "NEW", _("a new person")
    KNOWN = "KNOWN", _("a person already registered")
    REPEATED = "REPEATED", _("the same line again")
    PRESENT = "PRESENT", _("already recorded at this activity")
    LEFT_OUT = "LEFT_OUT", _("left out, as you said")
    WRONG = "WRONG", _("cannot be read")
