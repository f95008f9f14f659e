"""A real PostgreSQL of the tests' own: started once, joined by every run, with the schema kept between runs."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from safefair.config.postgres import Server
from tests.harness.slots import hold_in_use, is_last
from tests.settings import TEST_HOME

ALIASES = ["default", "keys"]
SERVER = Server(TEST_HOME, is_durable=False)
SOURCE = Path(__file__).resolve().parents[2] / "safefair"
STARTED = pytest.StashKey[bool]()


def pytest_configure(config: pytest.Config) -> None:
    """Start or join the server, before the workers."""
    if not hasattr(config, "workerinput"):
        hold_in_use(TEST_HOME)
        SERVER.start()
        config.stash[STARTED] = True


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the last run is over."""
    if config.stash.get(STARTED, False) and is_last(TEST_HOME):
        SERVER.stop()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that may use the database may use both: records are nothing without their keys."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker is not None and "databases" not in marker.kwargs:
            wider = pytest.mark.django_db(*marker.args, **{**marker.kwargs, "databases": ALIASES})
            item.add_marker(wider, append=False)
        elif marker is None and {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.django_db(databases=ALIASES))


def schema_digest() -> str:
    """Changes with whatever makes the schema."""
    digest = hashlib.sha256()
    for path in sorted(SOURCE.rglob("migrations/*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(SOURCE).as_posix().encode() + b"\0" + path.read_bytes())
    for path in sorted(SOURCE.rglob("*.sql")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def digest_file(request: pytest.FixtureRequest) -> Path:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    return TEST_HOME / f"schema-{os.environ['SAFEFAIR_TEST_SLOT']}-{worker}"


@pytest.fixture(scope="session")
def django_db_createdb(request: pytest.FixtureRequest) -> bool:
    """Make the databases anew whenever a migration has changed."""
    file = digest_file(request)
    is_stale = not file.exists() or file.read_text() != schema_digest()
    file.unlink(missing_ok=True)  # written again once the databases are made
    return is_stale or bool(request.config.getvalue("create_db"))


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> None:
    """Note which schema the databases have, and keep what the migrations put into them."""
    with django_db_blocker.unblock():
        for alias in ALIASES:
            with superuser_connection(alias) as connection:
                keep_baseline(connection)
    digest_file(request).write_text(schema_digest())
    setattr(TransactionTestCase, "_fixture_teardown", restore_databases)  # noqa: B010 - has no type


def restore_databases(_case: TransactionTestCase) -> None:
    """After a test that commits: what the migrations had put in, and nothing else."""
    for alias in ALIASES:
        connections[alias].close()
        with superuser_connection(alias) as connection:
            restore_baseline(connection)


@contextmanager
def superuser_connection(alias: str) -> Iterator[psycopg.Connection]:
    """Past triggers and foreign keys, which guard the product and not this."""
    name = connections[alias].settings_dict["NAME"]
    with SERVER.connect(name) as connection:
        connection.execute("SET session_replication_role = replica")
        yield connection


def tables(connection: psycopg.Connection) -> list[tuple[str, str]]:
    """Schema and name of every ordinary table of the product."""
    rows = connection.execute(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema|baseline)'"
        " AND tablename <> 'django_migrations' ORDER BY 1, 2"
    )
    return [(schema, name) for schema, name in rows]


def keep_baseline(connection: psycopg.Connection) -> None:
    """Copy the rows that migrations wrote into a schema of their own, once."""
    if connection.execute("SELECT FROM pg_namespace WHERE nspname = 'baseline'").fetchone():
        return
    with connection.transaction():
        connection.execute("CREATE SCHEMA baseline")
        for schema, name in tables(connection):
            source = sql.Identifier(schema, name)
            row = connection.execute(sql.SQL("SELECT EXISTS (SELECT FROM {})").format(source)).fetchone()
            if row and row[0]:
                target = sql.Identifier("baseline", f"{schema}.{name}")
                connection.execute(sql.SQL("CREATE TABLE {} AS TABLE {}").format(target, source))


def restore_baseline(connection: psycopg.Connection) -> None:
    """Empty every table and put the kept rows back."""
    kept = {
        name
        for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'baseline'")
    }
    with connection.transaction():
        every = sql.SQL(", ").join(sql.Identifier(*table) for table in tables(connection))
        connection.execute(sql.SQL("TRUNCATE {} RESTART IDENTITY CASCADE").format(every))
        for schema, name in tables(connection):
            if f"{schema}.{name}" in kept:
                put_back(connection, schema, name)


def put_back(connection: psycopg.Connection, schema: str, name: str) -> None:
    """The kept rows of one table; generated columns make themselves, and numbering goes on behind them."""
    rows = connection.execute(
        "SELECT attname, pg_get_serial_sequence(format('%%I.%%I', %s::text, %s::text), attname) FROM pg_attribute"
        " WHERE attrelid = format('%%I.%%I', %s::text, %s::text)::regclass AND attnum > 0 AND NOT attisdropped"
        " AND attgenerated = '' ORDER BY attnum",
        [schema, name, schema, name],
    ).fetchall()
    columns = sql.SQL(", ").join(sql.Identifier(column) for column, _ in rows)
    target, source = sql.Identifier(schema, name), sql.Identifier("baseline", f"{schema}.{name}")
    connection.execute(
        sql.SQL("INSERT INTO {} ({}) OVERRIDING SYSTEM VALUE SELECT {} FROM {}").format(
            target, columns, columns, source
        )
    )
    for column, sequence in rows:
        if sequence:
            connection.execute(
                sql.SQL("SELECT setval(%s, GREATEST(1, (SELECT max({}) FROM {})))").format(
                    sql.Identifier(column), target
                ),
                [sequence],
            )
