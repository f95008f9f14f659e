import os
import shutil
import tempfile
from pathlib import Path

import pytest

from safefair.config.postgres import Server


def throw_away(home: Path) -> None:
    server = Server(home)
    server.stop()
    shutil.rmtree(server.folder.path, ignore_errors=True)  # elsewhere where home/postgres is a link
    shutil.rmtree(home)


def new_home():
    path = Path(tempfile.mkdtemp(prefix="safefair-"))
    path.chmod(0o755)
    yield path
    throw_away(path)


@pytest.fixture
def home():
    """An installation's folder that every account can enter."""
    yield from new_home()


@pytest.fixture
def other_home():
    """The folder of a second one."""
    yield from new_home()


@pytest.fixture(scope="module")
def server():
    """A running server that tests look at and leave as it was."""
    path = Path(tempfile.mkdtemp(prefix="safefair-"))
    path.chmod(0o755)
    server = Server(path, is_durable=False)
    server.start()
    yield server
    throw_away(path)


@pytest.fixture
def environment(home):
    """For the `safefair` command, as an installation of its own."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SAFEFAIR_", "DJANGO_"))
    }
    return kept | {"SAFEFAIR_HOME": str(home)}
