"""A PostgreSQL of one's own: two addresses instead of the built-in server's folder."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from safefair.config.postgres import Server
from tests.config.conftest import throw_away
from tests.config.installation import Installation

pytestmark = pytest.mark.slow
READ = """
from django.db import connections
from django.test import Client
answer = {
    "logins": [connections[alias].cursor().execute("SELECT current_user").fetchone()[0] for alias in ("default", "keys")],
    "page": Client(headers={"host": "localhost"}).get("/").status_code,
}
"""


@pytest.fixture
def addresses(tmp_path: Path) -> Iterator[Callable[[str], dict[str, str]]]:
    """`addresses(login)`: what a deployment sets to reach a server that is not the installation's."""
    home = tmp_path / "theirs"
    home.mkdir()
    for folder in (home, *home.parents):
        if folder.is_relative_to(tmp_path.parent.parent):
            folder.chmod(0o755)
    server = Server(home, is_durable=False)
    server.start()
    host = quote(str(server.folder.socket), safe="")

    def addresses(login: str) -> dict[str, str]:
        names = {"DATABASE_URL": "safefair", "KEYS_DATABASE_URL": "safefair_keys"}
        return {name: f"postgres://{login}@{host}/{database}" for name, database in names.items()}

    yield addresses
    throw_away(home)


def test_an_installation_works_on_a_server_of_ones_own(
    home: Path, environment: dict[str, str], addresses: Callable[[str], dict[str, str]]
) -> None:
    owner = Installation(home, environment | addresses("safefair_migrate"))
    migrated = owner.safefair("migrate", "--verbosity=0")
    working = Installation(home, environment | addresses("safefair_app"))

    found = working.ask(READ)

    assert (migrated.returncode, migrated.stderr) == (0, "")
    assert found == {"logins": ["safefair_app", "safefair_app"], "page": 200}
    assert not (home / "postgres").exists()
