"""Configuration of `contact`."""

from django.apps import AppConfig


class ContactConfig(AppConfig):
    """Help requests with a receipt, and the desks that answer them."""

    name = "safefair.contact"
    label = "contact"
    default_auto_field = "django.db.models.BigAutoField"
