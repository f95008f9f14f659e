"""Configuration of `outreach`."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Visits and information sessions."""

    name = "safefair.outreach"
    label = "outreach"
    default_auto_field = "django.db.models.BigAutoField"
