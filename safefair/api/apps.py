"""Configuration of `api`."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """What other systems may read."""

    name = "safefair.api"
    label = "api"
