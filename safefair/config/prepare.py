"""Bring an installation up to this version before it serves; run as a process of its own, as the tables' owner.

Progress goes to standard error. What `safefair run` wants to show of the trial goes to standard output, as JSON.
"""

import hashlib
import importlib
import json
import os
import sys
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command, get_commands
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

# The key database has one app's tables; going through all the others' migrations there would only take time.
APPS_OF: dict[str, list[str]] = {"default": [], "keys": ["keys"]}

# Wagtail's hundred migrations: before there are models of ours that each of them would build anew.
FIRST: dict[str, list[str]] = {"default": ["wagtailcore", "wagtailadmin", "wagtailusers"], "keys": []}


def main() -> int:
    """Migrate, gather static files, load the trial's records; the exit status."""
    django.setup()
    if not migrate():
        return 1
    gather_static_files()
    if settings.TRIAL:
        load_trial()
        json.dump(sign_ins(), sys.stdout)
    return 0


def migrate() -> bool:
    """Bring both databases to this version; False where that is somebody else's to do."""
    stale = [alias for alias in APPS_OF if pending_migrations(alias)]
    if stale and os.environ.get("DATABASE_URL"):
        tell(
            "The databases are of another version. Migrate them with a login that owns their tables: safefair migrate"
        )
        return False
    for alias in stale:
        tell(f"Preparing the database of {'records' if alias == 'default' else alias} …")
        for app in FIRST[alias]:
            call_command("migrate", app, database=alias, verbosity=0, interactive=False)
        call_command("migrate", *APPS_OF[alias], database=alias, verbosity=0, interactive=False)
    return True


def pending_migrations(alias: str) -> int:
    """How many migrations this version has that the database has not seen."""
    executor = MigrationExecutor(connections[alias])
    graph = executor.loader.graph
    apps_there = APPS_OF[alias] or sorted(executor.loader.migrated_apps)
    targets = [node for app in apps_there for node in graph.leaf_nodes(app)]
    return len(executor.migration_plan(targets))


def gather_static_files() -> None:
    """Collect and compress the static files where they have changed."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(None):
            size = storage.size(path)
            digest.update(f"{path} {size} {storage.get_modified_time(path).timestamp()}\n".encode())
    noted = Path(settings.STATIC_ROOT) / ".gathered"
    if not noted.exists() or noted.read_text() != digest.hexdigest():
        tell("Gathering static files …")
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        noted.write_text(digest.hexdigest())


def load_trial() -> None:
    """Load the year of invented records into an empty database, and the articles of the guide that are new."""
    if "load_demo" in get_commands() and not get_user_model().objects.exists():
        tell("Loading a year of invented records …")
        call_command("load_demo", verbosity=0)
    call_command("load_guide", verbosity=0)


def sign_ins() -> list[tuple[str, str, str]]:
    """Role, e-mail address and password of one invented person for each role."""
    if not apps.is_installed("safefair.accounts") or not get_user_model().objects.exists():
        return []
    trial = importlib.import_module("safefair.accounts.trial")
    return [(str(role), str(email), str(password)) for role, email, password in trial.sign_ins()]


def tell(sentence: str) -> None:
    """Say what is going on."""
    print(sentence, file=sys.stderr, flush=True)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safefair.config.settings")
    sys.exit(main())
