"""Why a file was opened, in words; and why the list of who opened it leaves."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Why(models.TextChoices):
    """What somebody opened a case for. The codes are those of the log of readings; the first three it does not name."""

    WORK = "work", _("worked on the case")
    REVIEW = "review", _("reviewed the work on the case")
    EXCEPTION = "exception", _("opened it by exception")
    REFERRAL = "referral", _("prepared or looked at what is passed on to somebody who helps")
    DOCUMENT = "document", _("looked at a document")
    DRAFT = "draft", _("went on with a form that was not finished")
    HER_COPY = "her copy", _("made a copy for her")
    COMPLAINTS = "list of complaints", _("took a list of complaints into a file")
    READINGS = "who opened it", _("made the list of who opened it")
    ERASURE = "erasure", _("erased it")


class ListReason(models.TextChoices):
    """Why the list of who opened a case leaves as a file."""

    SHE_ASKED = "she asked", _("she asked for it")
    LOOKED_INTO = "looked into", _("we look into whether somebody should have opened it")
    AUDIT = "audit", _("an audit of our work")
