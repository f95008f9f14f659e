"""Configuration of `outreach`."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Visits and information sessions."""

    name = "safefair.outreach"
    label = "outreach"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say to `people` what imports may bring here, and what of it a person's page shows."""
        # Models are loaded only now.
        from safefair.outreach.operations.intake import INFORMATION_SESSIONS  # noqa: PLC0415  not before
        from safefair.outreach.panels import sessions_panel, visits_panel  # noqa: PLC0415  as below
        from safefair.people.imports.targets import register_target  # noqa: PLC0415  as above
        from safefair.people.panels import register_panel  # noqa: PLC0415  as above

        register_target(INFORMATION_SESSIONS)
        register_panel(visits_panel)
        register_panel(sessions_panel)
