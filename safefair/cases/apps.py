"""Configuration of `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Case work, shelter and labour complaints."""

    name = "safefair.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Say to `people` what a person's page shows of her cases, and to `contact` what can be done with a question."""
        # Models are loaded only now.
        from safefair.cases.panels import cases_panel  # noqa: PLC0415  not before
        from safefair.cases.views.questions import take_up_offer  # noqa: PLC0415  as above
        from safefair.contact.offers import register_offer  # noqa: PLC0415  as above
        from safefair.people.panels import register_panel  # noqa: PLC0415  as above

        register_panel(cases_panel)
        register_offer(take_up_offer)
