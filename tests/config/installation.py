"""A real installation in a folder of its own, run and asked from outside as its operator would."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from safefair.config.postgres import Server
from safefair.config.postgres.processes import processes_in

COMMAND = [sys.executable, "-m", "safefair.config.command"]
PRELUDE = """
import json, sys
import django
django.setup()
arguments = json.load(sys.stdin)
"""


class Installation:
    """The folder `home`, and the environment that every command in it gets."""

    def __init__(self, home: Path, environment: dict[str, str]) -> None:
        self.home = home
        ours = {"SAFEFAIR_HOME": str(home), "DJANGO_SETTINGS_MODULE": "safefair.config.settings"}
        self.environment = environment | ours
        self.server = Server(home)

    def safefair(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run one command to its end."""
        command = [*COMMAND, *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)

    def ask(self, program: str, **arguments: Any) -> Any:
        """Run Python with the models at hand; what it leaves in `answer`."""
        code = f"{PRELUDE}\n{program}\nprint(json.dumps(answer))"
        done = subprocess.run(
            [sys.executable, "-c", code],
            env=self.environment,
            input=json.dumps(arguments),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout.splitlines()[-1])

    def count(self, query: str, *values: object) -> int:
        """One number from the records, as the superuser sees it."""
        with self.server.connect("safefair") as records:
            row = records.execute(query.encode(), values).fetchone()
        return int(row[0]) if row else 0


class Running:
    """`safefair run` in an installation, until it is killed; by default waits for the first page."""

    def __init__(
        self, installation: Installation, port: int, *, is_awaited: bool = True, log: Path = Path(os.devnull)
    ) -> None:
        self.installation = installation
        command = [*COMMAND, "run", "--port", str(port), "--processes", "1"]
        with log.open("ab") as errors:
            self.process = subprocess.Popen(
                command, env=installation.environment, stdout=subprocess.PIPE, stderr=errors, text=True
            )
        if is_awaited:
            self.wait_for_greeting()

    def wait_for_greeting(self) -> None:
        """Return when it says where it is."""
        assert self.process.stdout is not None
        for line in iter(self.process.stdout.readline, ""):
            if line.startswith("Workspace:"):
                return
        raise AssertionError("it did not start")

    def end(self) -> int:
        """Ctrl-C; its exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(60)
        self.close()
        return status

    def close(self) -> None:
        """Stop listening to it."""
        assert self.process.stdout is not None
        self.process.stdout.close()

    def kill(self) -> None:
        """kill -9: web server, worker and PostgreSQL, then what would start them again."""
        groups = children_of(self.process.pid)
        assert len(groups) == 2
        for group in groups:
            os.killpg(group, signal.SIGKILL)
        for pid in processes_in(self.installation.server.folder.data):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.close()


def children_of(pid: int) -> list[int]:
    """The processes that one started itself; each leads a group."""
    return [int(word) for word in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def unused_port() -> int:
    """A port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(port: int, path: str = "/") -> int:
    """With what a page of the running installation answers."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        connection.request("GET", path, headers={"Host": "localhost"})
        return connection.getresponse().status


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Fail with `what` when it does not come true within half a minute."""
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)
