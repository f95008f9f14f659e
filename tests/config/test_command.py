import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

import pytest

from safefair.config.postgres import Server
from safefair.config.postgres.processes import processes_in
from tests.config.installation import Running, children_of, status_of, unused_port, wait_until
from tests.config.prepared import unpack_installation

COMMAND = [sys.executable, "-m", "safefair.config.command"]


def safefair(environment, *arguments):
    return subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False
    )


def test_file_commands_start_without_django(environment):
    check = (
        "import sys; from safefair.config import command; command.parser(); sys.exit('django' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", check], env=environment, check=False)

    assert done.returncode == 0


def test_db_says_what_it_does(home, environment):
    stopped = safefair(environment, "db", "status")
    started = safefair(environment, "db", "start")
    running = safefair(environment, "db", "status")
    asked = safefair(
        environment, "db", "shell", "keys", "--command", "SELECT current_user, current_database()"
    )
    ended = safefair(environment, "db", "stop")

    codes = [done.returncode for done in (stopped, started, running, asked, ended)]
    assert codes == [3, 0, 0, 0, 0], [stopped, started, running, asked, ended]
    assert stopped.stdout == f"PostgreSQL is not running. Its folder is {home}/postgres\n"
    assert started.stdout.endswith(f", in {home}/postgres\n")
    assert "safefair_app | safefair_keys" in asked.stdout
    assert ended.stdout == "PostgreSQL stopped.\n"


def test_shell_shows_no_password_to_who_looks_at_processes(server, environment):
    socket = quote(str(server.folder.socket), safe="")
    secret = "invented-and-secret"
    address = f"postgres://safefair_app:{secret}@{socket}/safefair?connect_timeout=10&keepalives_idle=30"
    environment |= {"DATABASE_URL": address, "SAFEFAIR_HOME": str(server.home)}
    asking = [*COMMAND, "db", "shell", "--command", "SELECT current_user, pg_sleep(2)"]
    shell = subprocess.Popen(asking, env=environment, stdout=subprocess.PIPE, text=True)
    process = Path(f"/proc/{shell.pid}")
    wait_until(lambda: is_asking(server, "pg_sleep(2)"), "psql does not ask")

    arguments, variables = (process / "cmdline").read_text(), (process / "environ").read_text().split("\0")
    said = shell.communicate(timeout=30)[0]

    assert arguments.split("\0")[0].endswith("psql")
    assert secret not in arguments
    assert f"PGPASSWORD={secret}" in variables
    assert (shell.returncode, "safefair_app" in said) == (0, True)


def is_asking(server, words):
    with server.connect() as connection:
        query = "SELECT FROM pg_stat_activity WHERE state = 'active' AND usename = 'safefair_app' AND query LIKE %s"
        return connection.execute(query, [f"%{words}%"]).fetchone() is not None


def test_server_that_cannot_start_is_a_sentence_and_no_traceback(home, environment):
    environment["SAFEFAIR_PG_BIN"] = str(home)

    done = safefair(environment, "db", "start")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("No PostgreSQL found.")


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_run_serves_survives_and_leaves_nothing_behind(home, environment):
    port, data = unused_port(), Server(home).folder.data
    running = subprocess.Popen(
        [*COMMAND, "run", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    said = []
    for line in iter(running.stdout.readline, ""):
        said.append(line)
        if "Ctrl-C" in line:
            break
    before = status_of(port)
    for pid in processes_in(data):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    give_up = time.monotonic() + 60
    while not Server(home).answers() and time.monotonic() < give_up:
        time.sleep(0.2)
    after = status_of(port)
    running.send_signal(signal.SIGTERM)

    assert running.wait(60) == 0
    running.stdout.close()
    assert f"Ready: http://localhost:{port}/\n" in said
    assert (before, after) == (200, 200)
    assert processes_in(data) == []
    with pytest.raises(ConnectionRefusedError):
        status_of(port)


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_run_takes_over_from_one_that_is_still_stopping(home, environment):
    """The first is held while it stops, so that the second is sure to come in between."""
    port, installation = unused_port(), unpack_installation(home, environment)
    first = Running(installation, port)
    server_before = Server(home).folder.pid
    web, _worker = children_of(first.process.pid)
    os.kill(web, signal.SIGSTOP)
    first.process.send_signal(signal.SIGTERM)
    second = Running(installation, port, is_awaited=False)
    wait_until(lambda: children_of(second.process.pid), "the second does not come")
    time.sleep(1)
    os.kill(web, signal.SIGCONT)

    first_status = first.end()
    second.wait_for_greeting()

    assert (first_status, status_of(port), Server(home).folder.pid) == (0, 200, server_before)
    assert second.end() == 0
    assert processes_in(Server(home).folder.data) == []
