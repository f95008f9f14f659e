"""Choices of `accounts`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganizationKind(models.TextChoices):
    """What an organisation is; a dimension of figures, frozen on each record."""

    GOVERNMENT = "GOVERNMENT", _("government")
    UNION = "UNION", _("trade union")
    EMPLOYER = "EMPLOYER", _("employers' organisation")
    NGO = "NGO", _("non-governmental organisation")
    WOMEN = "WOMEN", _("women's organisation")
    MIGRANT = "MIGRANT", _("migrant or domestic workers' organisation")
    MRC = "MRC", _("Migrant Worker Resource Centre")
    SHELTER = "SHELTER", _("shelter")
    UN = "UN", _("United Nations")
    OTHER = "OTHER", _("other")
