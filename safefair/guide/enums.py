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


class PublicationKind(models.TextChoices):
    """What a publication is."""

    BRIEF = "brief", _("Research brief")
    REPORT = "report", _("Report")
    GUIDELINES = "guidelines", _("Guidelines")
    TRAINING = "training", _("Training material")
    MATERIAL = "material", _("Campaign material")


class Licence(models.TextChoices):
    """Under which a publication may be used; the words of its publisher."""

    BY = "by", "CC BY 4.0"
    BY_IGO = "by-igo", "CC BY 3.0 IGO"
    BY_NC_SA_IGO = "by-nc-sa-igo", "CC BY-NC-SA 3.0 IGO"
    RESERVED = "reserved", _("All rights reserved: free to read, ask before you copy")


class FileFormat(models.TextChoices):
    """In which form a file of a publication is given out; the value is the ending of its address."""

    PDF = "pdf", "PDF"
    PICTURE = "jpg", _("Picture")
    SOUND = "mp3", _("Sound")


class ListingKind(models.TextChoices):
    """What a listing is of."""

    PUBLICATION = "publication", _("publication")
    CAMPAIGN = "campaign", _("campaign")
