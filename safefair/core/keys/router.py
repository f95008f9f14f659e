"""Keeps the key store's tables, and no others, in the key database."""

from typing import Any

from django.db.models import Model

APP = "keys"


class KeysRouter:
    """`keys` for the key store, `default` for all else; no relation crosses."""

    def db_for_read(self, model: type[Model], **_hints: Any) -> str:
        """The database of a model."""
        return "keys" if model._meta.app_label == APP else "default"

    db_for_write = db_for_read

    def allow_relation(self, one: Model, other: Model, **_hints: Any) -> bool:
        """Only inside one database."""
        return (one._meta.app_label == APP) == (other._meta.app_label == APP)

    def allow_migrate(self, db: str, app_label: str, **_hints: Any) -> bool:
        """Each table in its own database."""
        return (app_label == APP) == (db == "keys")
