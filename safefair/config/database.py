"""The two databases: records, and the keys that open them.

A configured `DATABASE_URL` (and `KEYS_DATABASE_URL`) wins; else the built-in server of `safefair db` in the
installation's folder. `SAFEFAIR_DB_ROLE` says as whom this process connects to the built-in server: `app`
(default; bound by row-level security), `migrate` (owner of the tables, for migrations) or `backup`.
"""

from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from environs import Env

from safefair.config.postgres import Server, roles

LOGINS = {"app": roles.APP, "migrate": roles.MIGRATE, "backup": roles.BACKUP}
ALIASES = {"default": roles.RECORDS, "keys": roles.KEYS}
CONNECTION = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def database_settings(home: Path, env: Env) -> dict[str, Any]:
    """Django's DATABASES with `default` (records) and `keys`."""
    if env.str("DATABASE_URL", default=""):
        if not env.str("KEYS_DATABASE_URL", default=""):
            raise ImproperlyConfigured(
                "DATABASE_URL is set but KEYS_DATABASE_URL is not: the keys need a database of their own."
            )
        urls = {"default": "DATABASE_URL", "keys": "KEYS_DATABASE_URL"}
        return {alias: {**CONNECTION, **env.dj_db_url(name)} for alias, name in urls.items()}
    login = LOGINS[env.str("SAFEFAIR_DB_ROLE", default="app")]
    return {alias: built_in(home, name, login) for alias, name in ALIASES.items()}


def built_in(home: Path, name: str, login: str) -> dict[str, Any]:
    """One database of the built-in server."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": login,
        "HOST": str(Server(home).folder.socket),
        "OPTIONS": {"application_name": "safefair"},
        **CONNECTION,
    }
