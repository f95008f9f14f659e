"""Configuration of `website`."""

from django.apps import AppConfig


class WebsiteConfig(AppConfig):
    """The public site, and the home page of the workspace: the pages that mix domains."""

    name = "safefair.website"
    label = "website"
    default_auto_field = "django.db.models.BigAutoField"
