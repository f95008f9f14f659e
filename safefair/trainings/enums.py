"""Choices of `trainings`."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Competence(models.TextChoices):
    """What a course teaches."""

    GBV = "GBV", _("responding to violence against women")
    LABOUR_RIGHTS = "LABOUR_RIGHTS", _("labour rights")
    SAFE_MIGRATION = "SAFE_MIGRATION", _("safe migration")
    PROTECTION = "PROTECTION", _("coordinated protection and anti-trafficking")
    GENDER_ANALYSIS = "GENDER_ANALYSIS", _("gender analysis")
    GRASSROOTS = "GRASSROOTS", _("running grassroots groups")
    PARALEGAL = "PARALEGAL", _("paralegal skills")
    LEADERSHIP = "LEADERSHIP", _("leadership")
    PSYCHOSOCIAL = "PSYCHOSOCIAL", _("psychosocial counselling")


class ParticipantRole(models.TextChoices):
    """What a participant works as on that day."""

    POLICE = "POLICE", _("police or immigration officer")
    LABOUR_INSPECTOR = "LABOUR_INSPECTOR", _("labour inspector")
    SOCIAL_WORKER = "SOCIAL_WORKER", _("social worker")
    HEALTH_WORKER = "HEALTH_WORKER", _("health worker")
    COUNSELLOR = "COUNSELLOR", _("counsellor of a centre or hotline")
    SHELTER_STAFF = "SHELTER_STAFF", _("shelter staff")
    JUSTICE = "JUSTICE", _("prosecutor, judge or lawyer")
    OFFICIAL = "OFFICIAL", _("official of a ministry")
    ORGANIZER = "ORGANIZER", _("organiser of workers or migrants")
    RECRUITER = "RECRUITER", _("recruitment agency or employer")
    TRAINER = "TRAINER", _("trainer")
    MIGRANT_WORKER = "MIGRANT_WORKER", _("migrant worker")
    OTHER = "OTHER", _("other")
    UNKNOWN = "U", _("not known")


# Who meets a woman in need first (front-line service providers).
FRONT_LINE = frozenset(
    {
        ParticipantRole.POLICE,
        ParticipantRole.LABOUR_INSPECTOR,
        ParticipantRole.SOCIAL_WORKER,
        ParticipantRole.HEALTH_WORKER,
        ParticipantRole.COUNSELLOR,
        ParticipantRole.SHELTER_STAFF,
        ParticipantRole.JUSTICE,
    }
)
