"""Migrated databases that are made once for each state of the migrations; tests work in copies of them."""

import fcntl
import hashlib
import re
from pathlib import Path

import psycopg
from django.db import connections

from safefair.config import prepare
from safefair.config.postgres import Server, roles
from tests.harness.baseline import keep_baseline
from tests.settings import TEST_HOME

ALIASES = ["default", "keys"]
SERVER = Server(TEST_HOME, is_durable=False)
ROOT = Path(__file__).resolve().parents[2]
IMPORTED = re.compile(r"^from (safefair[\w.]+) import", re.MULTILINE)


def template_databases() -> dict[str, str]:
    """The name of the migrated template for each alias; made now where the migrations have changed."""
    digest = schema_digest()
    names = {alias: f"template_{digest}_{alias}" for alias in ALIASES}
    with (TEST_HOME / "templates.lock").open("w") as lock, SERVER.connect() as server:
        fcntl.flock(lock, fcntl.LOCK_EX)
        present = {
            name
            for (name,) in server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'template%'")
        }
        if not set(names.values()) <= present:
            build(server, names)
            drop_older(server, keep=digest)
    return names


def schema_digest() -> str:
    """Changes with whatever makes the schema: migrations, and the modules that they import."""
    digest = hashlib.sha256()
    migrations = sorted(
        path for path in (ROOT / "safefair").rglob("migrations/*") if path.suffix in {".py", ".sql"}
    )
    modules = sorted({module for path in migrations for module in IMPORTED.findall(path.read_text())})
    for path in (*migrations, *(ROOT / f"{module.replace('.', '/')}.py" for module in modules)):
        if path.exists():
            digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]


def build(server: psycopg.Connection, names: dict[str, str]) -> None:
    """Make and migrate the templates; under another name until they are complete."""
    for alias, name in names.items():
        make_database(server, f"draft_{name}", template="template1")
        connections[alias].close()
        own_name = connections[alias].settings_dict["NAME"]
        connections[alias].settings_dict["NAME"] = f"draft_{name}"
        names[alias] = own_name
    prepare.migrate()
    for alias, own_name in names.items():
        draft = connections[alias].settings_dict["NAME"]
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = own_name
        with SERVER.connect(draft) as database:
            keep_baseline(database)
        names[alias] = draft.removeprefix("draft_")
        server.execute(f'ALTER DATABASE "{draft}" RENAME TO "{names[alias]}"'.encode())


def make_database(server: psycopg.Connection, name: str, *, template: str) -> None:
    """Make a database anew."""
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
    server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" OWNER {roles.MIGRATE}'.encode())


def drop_older(server: psycopg.Connection, *, keep: str) -> None:
    """Remove what earlier states of the migrations left."""
    rows = server.execute("SELECT datname FROM pg_database WHERE datname ~ '^(draft_)?template_'").fetchall()
    for (name,) in rows:
        if keep not in name:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
