"""Configuration of `results`."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Framework, indicators, figures and releases."""

    name = "safefair.results"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"
