"""Configuration of `config`."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Settings, addresses, commands."""

    name = "safefair.config"
    label = "config"
