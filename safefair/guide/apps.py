"""Configuration of `guide`."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    """Articles for women who go to work abroad, and what readers get of them."""

    name = "safefair.guide"
    label = "guide"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Take and remove snapshots when Wagtail publishes and takes back, at the desk or by schedule."""
        from safefair.guide.operations.listing import connect as connect_listings  # noqa: PLC0415 reason: models are not loaded when this file is read
        from safefair.guide.operations.publishing import connect  # noqa: PLC0415 as above

        connect()
        connect_listings()
