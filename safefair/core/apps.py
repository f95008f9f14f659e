"""Configuration of `core`."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from safefair.core.history import keep_history
from safefair.core.rls import store_context_key


class CoreConfig(AppConfig):
    """What every app needs and no word of the domain."""

    name = "safefair.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the database the key with which it checks a signed context, and let triggers alone write history."""
        post_migrate.connect(store_context_key, sender=self, dispatch_uid="core.store_context_key")
        post_migrate.connect(keep_history, sender=self, dispatch_uid="core.keep_history")
