"""Starting, joining, stopping and killing the installation's own PostgreSQL."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

import psycopg
import pytest

from safefair.config.postgres import Server, ServerError, binaries
from safefair.config.postgres.account import Account, server_account
from safefair.config.postgres.binaries import wheel_folder
from safefair.config.postgres.folder import Folder, copy_wheel
from safefair.config.postgres.processes import processes_in

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="about what root does")
COMMAND = [sys.executable, "-m", "safefair.config.command"]


def test_stop_leaves_no_process_and_no_pid_file(home):
    server = Server(home, is_durable=False)
    server.start()
    data = server.folder.data
    assert processes_in(data)

    assert server.stop() is True

    assert (processes_in(data), server.folder.pid, server.answers(), server.stop()) == (
        [],
        None,
        False,
        False,
    )


def test_a_second_start_joins(home):
    server = Server(home, is_durable=False)

    starts = [server.start(), Server(home).start()]

    assert starts == [True, False]


def test_the_last_who_uses_it_stops_it(home):
    first, second = Server(home, is_durable=False), Server(home)
    data = first.folder.data

    with second_after(first.use(), second):
        between = second.answers()

    assert between is True
    assert processes_in(data) == []


@contextmanager
def second_after(first: AbstractContextManager[None], second: Server) -> Iterator[None]:
    """Inside, the first user has left and the second is there."""
    with ExitStack() as leaving:
        leaving.enter_context(first)
        with second.use():
            leaving.close()
            yield


def test_users_leave_what_was_started_for_longer(home):
    server = Server(home, is_durable=False)
    with server.use():
        for pid in processes_in(server.folder.data):
            with suppress(ProcessLookupError):  # they end by themselves when the first of them does
                os.kill(pid, signal.SIGKILL)
        server.start()  # as `safefair run` does for one that died
    after_revival = server.answers()
    server.start()
    with server.use():
        pass

    assert (after_revival, server.answers()) == (False, True)


def test_starts_at_once_give_one_server(home, environment):
    starts = [
        subprocess.Popen([*COMMAND, "db", "start"], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]

    said = [process.communicate(timeout=120)[0] for process in starts]

    assert [process.returncode for process in starts] == [0, 0, 0]
    assert sorted("is running already" in words for words in said) == [False, True, True]
    assert len({words[words.index("process") :] for words in said}) == 1


def test_killed_under_a_writer_it_loses_no_acknowledged_row(home):
    server = Server(home)
    server.start()
    acknowledged: list[int] = []
    under_way = threading.Event()

    def write() -> None:
        with server.connect() as connection:
            connection.execute("CREATE TABLE written (id int PRIMARY KEY)")
            for number in range(1_000_000):
                try:
                    connection.execute("INSERT INTO written VALUES (%s)", [number])
                except psycopg.OperationalError:
                    return
                acknowledged.append(number)
                if number == 200:
                    under_way.set()

    writer = threading.Thread(target=write)
    writer.start()
    under_way.wait(60)

    for pid in processes_in(server.folder.data):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    writer.join()
    started = server.start()

    with server.connect() as connection:
        kept = [number for (number,) in connection.execute("SELECT id FROM written ORDER BY id")]
    assert started is True
    assert len(acknowledged) > 200
    assert kept in (
        acknowledged,
        [*acknowledged, len(acknowledged)],
    )  # the last may be written and not yet told


def test_a_killed_initialisation_is_begun_anew(home):
    server = Server(home, is_durable=False)
    server.start()
    server.stop()
    server.folder.data.rename(server.folder.path / "data.draft")

    started = server.start()

    assert started is True
    assert not (server.folder.path / "data.draft").exists()


def test_no_permissions_change_outside_its_folder(home):
    outside = [*home.parents, home, *server_programs().parents]
    before = [(path.stat().st_mode, path.stat().st_uid) for path in outside]

    Server(home, is_durable=False).start()

    assert [(path.stat().st_mode, path.stat().st_uid) for path in outside] == before
    assert [
        oct(path.stat().st_mode & 0o777) for path in sorted((home / "postgres").iterdir()) if path.is_dir()
    ] == [
        "0o700",
        "0o700",
        "0o700",
    ]


def server_programs() -> Path:
    return binaries.find_binaries(major=None).program("postgres")


@needs_root
def test_programs_of_root_run_as_somebody_else(home):
    server = Server(home, is_durable=False)
    server.start()

    owner = Path(f"/proc/{server.folder.pid}").stat().st_uid

    assert owner == server_account().uid != 0


@needs_root
def test_ordinary_user_runs_a_server_of_their_own(home):
    os.chown(home, 65534, 65534)
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
            server = Server(home, is_durable=False)
            well = server.start() and not server.start() and server.stop()
        except BaseException:  # noqa: BLE001 - a forked test must not go on as a second pytest
            well = False
        os._exit(0 if well else 1)

    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert (home / "postgres").stat().st_uid == 65534


def test_the_wheel_serves_where_the_system_has_none(home, monkeypatch):
    monkeypatch.setenv("SAFEFAIR_PG_BIN", str(wheel_folder()))
    if os.geteuid() == 0:
        monkeypatch.setenv("SAFEFAIR_PG_ACCOUNT", "nobody")
    server = Server(home, is_durable=False)

    server.start()

    assert (server.status().version or "").split(".")[0] == "18"


@needs_root
def test_the_wheel_is_copied_where_the_account_cannot_reach_it(home):
    account = Account("nobody", 65534, 65534, is_borrowed=True)
    source = wheel_folder()
    assert source is not None

    programs = copy_wheel(source, Folder(home), "18")

    assert account.run([programs / "postgres", "--version"]) == 0


@needs_root
def test_closed_home_has_its_server_elsewhere_and_says_where(home):
    home.chmod(0o700)
    server = Server(home, is_durable=False)

    server.start()

    place = (home / "postgres").readlink()
    assert place.parent == Path("/var/lib")
    assert server.status().folder == place
    assert home.stat().st_mode & 0o777 == 0o700


def test_data_of_a_version_that_is_gone_are_not_touched(home):
    server = Server(home, is_durable=False)
    server.start()
    server.stop()
    (server.folder.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(ServerError, match=r"written by PostgreSQL 9, which is not installed"):
        server.start()


def test_without_programs_it_says_what_to_install(home, monkeypatch):
    monkeypatch.setenv("SAFEFAIR_PG_BIN", str(home))

    with pytest.raises(ServerError, match=r"No PostgreSQL found\. Install"):
        Server(home).start()


@needs_root
def test_root_without_an_account_to_drop_to_is_refused(home):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SAFEFAIR_PG_ACCOUNT", "root")
        with pytest.raises(ServerError, match="does not run as root"):
            Server(home).start()

    assert list(home.iterdir()) == []
