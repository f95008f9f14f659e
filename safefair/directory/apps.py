"""Configuration of `directory`."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Where organisations are and what they offer."""

    name = "safefair.directory"
    label = "directory"
    default_auto_field = "django.db.models.BigAutoField"
