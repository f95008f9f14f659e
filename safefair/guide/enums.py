"""Fixed choices of the guide."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Moment(models.TextChoices):
    """When on her way she needs an article; in the order of the way."""

    DECIDING = "deciding", _("Deciding to go")
    LEAVING = "leaving", _("Before leaving")
    WORKING = "working", _("At work")
    TROUBLE = "trouble", _("When something is wrong")
    RETURNING = "returning", _("Coming home")


class BlockKind(models.TextChoices):
    """What a part of an article is; the label stands above it where the writer gives no heading."""

    PARAGRAPH = "paragraph", pgettext_lazy("guide", "Text")
    STEPS = "steps", _("What you can do")
    KEEP = "keep", _("What to keep")
    WARNING = "warning", _("Take care")
    CALL = "call", _("Whom to ask")
