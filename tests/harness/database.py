"""A real PostgreSQL of the tests' own: started once, joined by every run, with the schema kept between runs."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections
from django.test import TransactionTestCase

from tests.harness.baseline import restore_baseline
from tests.harness.slots import hold_in_use, is_last
from tests.harness.templates import ALIASES, SERVER, make_database, template_databases
from tests.settings import TEST_HOME

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


@pytest.fixture(scope="session")
def django_db_setup(request: pytest.FixtureRequest, django_db_blocker) -> None:
    """Copies of the template databases for this worker, and their names where Django looks."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    with django_db_blocker.unblock():
        templates = template_databases()
        for alias, template in templates.items():
            name = connections[alias].settings_dict["NAME"] + worker
            with SERVER.connect() as server:
                make_database(server, name, template=template)
            connections[alias].settings_dict["NAME"] = name
    setattr(TransactionTestCase, "_fixture_teardown", restore_databases)  # noqa: B010 - has no type


def restore_databases(_case: TransactionTestCase | None = None) -> None:
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
