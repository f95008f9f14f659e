"""Configuration of `trainings`."""

from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    """Courses, their runs and sessions, and who took part."""

    name = "safefair.trainings"
    label = "trainings"
    default_auto_field = "django.db.models.BigAutoField"
