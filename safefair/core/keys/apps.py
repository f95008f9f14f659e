"""Configuration of the key store."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """Wrapped data keys, in a database of their own."""

    name = "safefair.core.keys"
    label = "keys"
    default_auto_field = "django.db.models.BigAutoField"
