"""Configuration of `results`."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Framework, indicators, figures and releases."""

    name = "safefair.results"
    label = "results"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Show on a person's page the figures she is counted in."""
        from safefair.people.panels import register_panel  # noqa: PLC0415 reason: models are not loaded when this file is read
        from safefair.results.panels import figures_panel  # noqa: PLC0415 reason: as above

        register_panel(figures_panel)
