"""Configuration of `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Registrations of persons, their search keys, duplicates and linkage."""

    name = "safefair.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
