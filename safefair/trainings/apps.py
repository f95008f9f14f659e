"""Configuration of `trainings`."""

from django.apps import AppConfig


class TrainingsConfig(AppConfig):
    """Courses, their runs and sessions, and who took part."""

    name = "safefair.trainings"
    label = "trainings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say to `people` what imports may bring here, and what of it a person's page shows."""
        from safefair.people.imports.targets import register_target  # noqa: PLC0415  models are loaded only now
        from safefair.people.panels import register_panel  # noqa: PLC0415  as above
        from safefair.trainings.operations.intake import TRAININGS  # noqa: PLC0415  as above
        from safefair.trainings.panels import trainings_panel  # noqa: PLC0415  as above

        register_target(TRAININGS)
        register_panel(trainings_panel)
