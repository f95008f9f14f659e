"""Counting queries, over both databases."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.harness.templates import ALIASES

HISTORY = re.compile(r"^SELECT set_config\('pghistory\..*?; ", re.DOTALL)  # goes along with a statement
# What a transaction needs for itself; the last is needed only inside another one, as in a test.
OWN = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config('role'")


class Queries(list[str]):
    """The SQL that ran, filled in when the context ends; transactions' own statements are left out."""


@contextmanager
def captured_queries() -> Iterator[Queries]:
    """The queries inside the `with`."""
    queries = Queries()
    contexts = [CaptureQueriesContext(connections[alias]) for alias in ALIASES]
    for context in contexts:
        context.__enter__()
    try:
        yield queries
    finally:
        for context in contexts:
            context.__exit__(None, None, None)
            asked = (HISTORY.sub("", query["sql"]) for query in context.captured_queries)
            queries += [sql for sql in asked if not sql.startswith(OWN)]


@pytest.fixture
def assert_same_queries(client: Client) -> Callable[..., int]:
    """`assert_same_queries(url, make_row, at_most=12)`: a page asks as much for three rows as for one.

    `make_row()` makes one row that the page shows. Returns how many queries the page takes.
    """

    def check(
        url: str, make_row: Callable[[], object], *, at_most: int | None = None, using: Client = client
    ) -> int:
        make_row()
        using.get(url)  # what is cached by the process does not count
        with captured_queries() as with_one:
            assert using.get(url).status_code == 200
        make_row()
        make_row()
        with captured_queries() as with_three:
            using.get(url)
        assert len(with_three) == len(with_one), "\n".join(sorted(set(with_three)))
        if at_most is not None:
            assert len(with_one) <= at_most, "\n".join(with_one)
        return len(with_one)

    return check
