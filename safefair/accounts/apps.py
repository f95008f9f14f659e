"""Configuration of `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Who signs in, for which organisation, and what they may do."""

    name = "safefair.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
