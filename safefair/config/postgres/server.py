"""Start, join, stop: one server for one installation."""

import fcntl
import os
import shlex
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from safefair.config.postgres import roles, selftest
from safefair.config.postgres.account import Account, server_account
from safefair.config.postgres.binaries import Binaries, find_binaries, wheel_folder
from safefair.config.postgres.configuration import write_configuration
from safefair.config.postgres.errors import ServerError
from safefair.config.postgres.folder import SOCKET_NAME, Folder, copy_wheel, existing_folder, make_folder
from safefair.config.postgres.processes import processes_in

LOCALES = ("C.UTF-8", "en_US.UTF-8")  # the second for systems without the first; the self-test decides
PATIENCE = 10.0  # seconds that the children of a killed server take to notice
RECOVERY_PATIENCE = 120.0  # seconds
LARGEST_LOG = 5 * 2**20


@dataclass(frozen=True)
class Status:
    """What `safefair db status` shows."""

    is_running: bool
    pid: int | None
    version: str | None
    folder: Path
    socket: Path


class Server:
    """The built-in server of the installation in `home`.

    `is_durable=False` trades safety for speed; only tests may.
    """

    def __init__(self, home: Path, *, is_durable: bool = True) -> None:
        self.home = home
        self.is_durable = is_durable

    @property
    def folder(self) -> Folder:
        """Where the server lies."""
        return existing_folder(self.home)

    def start(self) -> bool:
        """Have a server that passed its self-test; True when this call started it, False when it was running.

        Safe to call from several processes at once: one starts it, the others join.

        Raises:
            ServerError: it cannot start, or must not be used.
        """
        account = server_account()
        with self._lock():
            is_ours = self._start_or_join(account)
            if not self._is_used():
                self._stops_with_users.unlink(missing_ok=True)
        return is_ours

    @contextmanager
    def use(self) -> Iterator[None]:
        """Have the server for a while; one that was started so stops with the last of its users.

        A user who comes while another leaves keeps the server, and stops it in the other's place. One that was killed
        counts no more: what it held was a lock of the operating system.

        Raises:
            ServerError: as `start`.
        """
        account = server_account()
        self.home.mkdir(parents=True, exist_ok=True)
        with self._users.open("w") as users:
            with self._lock():
                fcntl.flock(users, fcntl.LOCK_SH)
                if self._start_or_join(account):
                    self._stops_with_users.touch()
            try:
                yield
            finally:
                with self._lock():
                    fcntl.flock(users, fcntl.LOCK_UN)
                    if not self._is_used() and self._stops_with_users.exists():
                        self._halt(account)
                        self._stops_with_users.unlink()

    def stop(self) -> bool:
        """Stop the server and wait until it is gone; False when it was not running."""
        with self._lock():
            return self._halt(server_account())

    def status(self) -> Status:
        """Whether it answers, and where it is."""
        folder = self.folder
        version = None
        if self.answers():
            with self.connect() as connection:
                version = connection.info.parameter_status("server_version")
        return Status(version is not None, folder.pid, version, folder.path, folder.socket)

    def connect(self, database: str = "postgres", *, login: str = roles.SUPERUSER) -> psycopg.Connection:
        """A connection in autocommit, by default the superuser's."""
        return psycopg.connect(
            host=str(self.folder.socket), dbname=database, user=login, connect_timeout=10, autocommit=True
        )

    def answers(self) -> bool:
        """Whether the server takes connections now."""
        if not self.folder.socket.exists():
            return False
        try:
            self.connect().close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def _users(self) -> Path:
        return self.home / "postgres.users"

    @property
    def _stops_with_users(self) -> Path:
        return self.home / "postgres.stops-with-users"

    def _is_used(self) -> bool:
        with self._users.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
        return False

    def _start_or_join(self, account: Account) -> bool:
        is_ours = not self._joins()
        if is_ours:
            folder = make_folder(self.home, account)
            binaries = self._reachable_binaries(folder, account)
            if folder.major is None:
                self._initialise(folder, account, binaries)
            self._launch(folder, account, binaries)
        try:
            self._provision()
            self._refuse_faults()
        except ServerError:
            if is_ours:
                self._halt(account)
            raise
        return is_ours

    def _joins(self) -> bool:
        """Whether there is a server to join; one that is starting or recovering is waited for."""
        give_up = time.monotonic() + RECOVERY_PATIENCE
        while not self.answers():
            if self.folder.pid not in processes_in(self.folder.data):
                return False
            if time.monotonic() > give_up:
                raise ServerError(f"PostgreSQL runs but does not answer: {last_line(self.folder.log)}")
            time.sleep(0.1)
        return True

    def binaries(self) -> Binaries:
        """The programs of the server's major version."""
        return find_binaries(major=self.folder.major)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.home.mkdir(parents=True, exist_ok=True)
        with (self.home / "postgres.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _reachable_binaries(self, folder: Folder, account: Account) -> Binaries:
        binaries = find_binaries(major=folder.major)
        if account.can_enter(binaries.folder):
            return binaries
        if binaries.folder == wheel_folder():
            return replace(binaries, folder=copy_wheel(binaries.folder, folder, binaries.version))
        raise ServerError(
            f"The account {account.name} cannot reach PostgreSQL's programs in {binaries.folder}."
        )

    def _initialise(self, folder: Folder, account: Account, binaries: Binaries) -> None:
        draft = folder.path / "data.draft"  # a killed initdb leaves a folder that looks complete
        for locale in LOCALES:
            shutil.rmtree(draft, ignore_errors=True)
            account.take(draft)
            options = [
                "-E",
                "UTF8",
                f"--locale={locale}",
                "--data-checksums",
                "-U",
                roles.SUPERUSER,
                "-A",
                "peer",
            ]
            if not self.is_durable:
                options.append("--no-sync")
            if account.run([binaries.program("initdb"), "-D", draft, *options]) == 0:
                draft.rename(folder.data)
                return
        raise ServerError(
            f"PostgreSQL {binaries.version} could not make its data folder in {folder.path}. Is the disk full? "
            f"Try by hand, as {account.name}: {binaries.program('initdb')} -D FOLDER --locale=C.UTF-8"
        )

    def _launch(self, folder: Folder, account: Account, binaries: Binaries) -> None:
        configuration = write_configuration(folder, account, is_durable=self.is_durable)
        if folder.log.exists() and folder.log.stat().st_size > LARGEST_LOG:
            folder.log.replace(folder.log.with_suffix(".log.1"))
        self._wait_until_gone(folder)
        command: list[str | Path] = [binaries.program("pg_ctl"), "-D", folder.data, "-l", folder.log]
        command += ["-w", "-t", "600", "-o", f"-c config_file={shlex.quote(str(configuration))}", "start"]
        if account.run(command):
            raise ServerError(f"PostgreSQL {binaries.version} did not start: {last_line(folder.log)}")

    def _halt(self, account: Account) -> bool:
        folder = self.folder
        if folder.pid is None:
            return False
        binaries = self._reachable_binaries(folder, account)
        command: list[str | Path] = [binaries.program("pg_ctl"), "-D", folder.data]
        was_running = account.run([*command, "-m", "fast", "-w", "-t", "120", "stop"]) == 0
        self._wait_until_gone(folder)
        return was_running

    def _wait_until_gone(self, folder: Folder) -> None:
        """Wait for the last process of a stopped or killed server, then clear away what a killed one left."""
        give_up = time.monotonic() + PATIENCE
        while processes_in(folder.data):
            if time.monotonic() > give_up:
                raise ServerError(f"An earlier PostgreSQL does not end: {last_line(folder.log)}")
            time.sleep(0.05)
        for leftover in (folder.data / "postmaster.pid", folder.socket / f"{SOCKET_NAME}.lock"):
            leftover.unlink(missing_ok=True)

    def _provision(self) -> None:
        with self.connect() as server:
            if roles.is_provisioned(server):
                return
            roles.make_roles(server)
            with self.connect("template1") as template:
                roles.give_default_privileges(template)
            roles.make_databases(server)
            with self.connect(roles.RECORDS) as records:
                selftest.make_trigrams(records)
            roles.mark_ready(server)

    def _refuse_faults(self) -> None:
        with self.connect(roles.RECORDS) as records:
            faults = selftest.text_faults(records) + selftest.role_faults(records)
        if faults:
            raise ServerError(f"The database server must not be used: {'; '.join(faults)}.")


def last_line(log: Path) -> str:
    """The end of the server's log, for a message; the folder when there is none."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - 2000))
            lines = file.read().decode(errors="replace").strip().splitlines()
    except OSError:
        return f"see {log.parent}"
    return f"{lines[-1] if lines else 'it wrote nothing'} (see {log})"
