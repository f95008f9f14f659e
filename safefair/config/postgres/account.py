"""Under whose name the server's programs run.

PostgreSQL refuses to run as root. A user's server runs as that user. For root, its programs alone (never Python)
drop to an account that exists already: `SAFEFAIR_PG_ACCOUNT`, else `postgres`, else `nobody`. No account is made.
"""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from safefair.config.postgres.errors import ServerError

FALLBACKS = ("postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """An account of the operating system; `is_borrowed` when it is not the one that runs this process."""

    name: str
    uid: int
    gid: int
    is_borrowed: bool

    def run(self, command: Sequence[str | Path]) -> int:
        """Run one of the server's programs as this account, with a plain environment; its exit status.

        Output goes nowhere: the postmaster inherits what it is given, and a pipe would never close.
        """
        return subprocess.run(
            [str(part) for part in command],
            check=False,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8", "HOME": "/", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            umask=0o077,
            user=self.uid if self.is_borrowed else None,
            group=self.gid if self.is_borrowed else None,
            extra_groups=[] if self.is_borrowed else None,
        ).returncode

    def can_enter(self, folder: Path) -> bool:
        """Whether this account may reach what lies in `folder`."""
        try:
            return self.run(["/bin/sh", "-c", 'cd "$1"', "sh", folder]) == 0
        except PermissionError:
            return False

    def take(self, folder: Path) -> None:
        """Make the missing `folder`, for this account alone. Its parent must belong to whoever runs this process."""
        folder.mkdir(mode=0o700)
        if self.is_borrowed:
            os.chown(folder, self.uid, self.gid)


def server_account() -> Account:
    """The account for the server's programs.

    Raises:
        ServerError: we are root and there is no other account to drop to.
    """
    if os.geteuid() != 0:
        return Account(login_name(), os.geteuid(), os.getegid(), is_borrowed=False)
    wanted = os.environ.get("SAFEFAIR_PG_ACCOUNT")
    for name in (wanted,) if wanted else FALLBACKS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid:
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid, is_borrowed=True)
    raise ServerError(
        f"PostgreSQL does not run as root, and there is no account named {' or '.join((wanted,) if wanted else FALLBACKS)} "
        "to run it. Run this as an ordinary user, or name an existing account in SAFEFAIR_PG_ACCOUNT."
    )


def login_name() -> str:
    """The name of the account that runs this process, as PostgreSQL's peer authentication sees it."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise ServerError(
            f"User number {os.geteuid()} has no name on this machine, so PostgreSQL cannot recognise it. "
            "Add the user to /etc/passwd, or use a server of your own with DATABASE_URL."
        ) from None
