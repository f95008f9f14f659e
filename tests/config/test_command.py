import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest

from safefair.config.postgres import Server
from safefair.config.postgres.processes import processes_in

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


def test_server_that_cannot_start_is_a_sentence_and_no_traceback(home, environment):
    environment["SAFEFAIR_PG_BIN"] = str(home)

    done = safefair(environment, "db", "start")

    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("No PostgreSQL found.")


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_run_serves_survives_and_leaves_nothing_behind(home, environment):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = Server(home).folder.data

    def first_page() -> int:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            connection.request("GET", "/", headers={"Host": "localhost"})
            return connection.getresponse().status

    running = subprocess.Popen(
        [*COMMAND, "run", "--port", str(port)], env=environment, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    said = []
    for line in iter(running.stdout.readline, ""):
        said.append(line)
        if "Ctrl-C" in line:
            break
    before = first_page()
    for pid in processes_in(data):
        os.kill(pid, signal.SIGKILL)
    give_up = time.monotonic() + 60
    while not Server(home).answers() and time.monotonic() < give_up:
        time.sleep(0.2)
    after = first_page()
    running.send_signal(signal.SIGTERM)

    assert running.wait(60) == 0
    running.stdout.close()
    assert f"Ready: http://localhost:{port}/\n" in said
    assert (before, after) == (200, 200)
    assert processes_in(data) == []
    with pytest.raises(ConnectionRefusedError):
        first_page()
