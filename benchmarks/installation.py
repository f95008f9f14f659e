"""An installation of its own for a measurement: its server, its databases, gone afterwards unless a home is given."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SAFEFAIR = [sys.executable, "-m", "safefair.config.command"]


@contextmanager
def installation(name: str, home: Path | None, *, has_pages: bool = False) -> Iterator[None]:
    """Start a server, migrate, set Django up as the role that may write everything; stop and remove in the end.

    `has_pages`: gather static files too, which a page asks for.
    """
    folder = home or Path(tempfile.mkdtemp(prefix=f"{name}-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # PostgreSQL's account must be able to enter
    os.environ |= {
        "SAFEFAIR_HOME": str(folder),
        "SAFEFAIR_TRIAL": "1",
        "DJANGO_SETTINGS_MODULE": "safefair.config.settings",
    }
    subprocess.run([*SAFEFAIR, "db", "start"], check=True)
    try:
        subprocess.run([*SAFEFAIR, "migrate"], check=True, stdout=subprocess.DEVNULL)
        if has_pages:
            subprocess.run([*SAFEFAIR, "manage", "collectstatic", "--noinput", "-v0"], check=True)
        os.environ["SAFEFAIR_DB_ROLE"] = "migrate"
        import django  # noqa: PLC0415  reason: settings come first

        django.setup()
        yield
    finally:
        subprocess.run([*SAFEFAIR, "db", "stop"], check=True)
        if home is None:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def served(name: str) -> Iterator[str]:
    """The trial on a port of its own, from an empty home that is gone afterwards; its address."""
    folder = Path(tempfile.mkdtemp(prefix=f"{name}-"))
    folder.chmod(0o755)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"SAFEFAIR_HOME": str(folder), "SAFEFAIR_TRIAL": "1"}
    with (folder / "run.log").open("w") as log:
        server = subprocess.Popen(
            [*SAFEFAIR, "run", "--port", str(port)], env=environment, stdout=log, stderr=log
        )
        try:
            wait_for(port, server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()
            server.wait()
            subprocess.run([*SAFEFAIR, "db", "stop"], env=environment, check=True, stdout=subprocess.DEVNULL)
            shutil.rmtree(folder, ignore_errors=True)


def wait_for(port: int, server: subprocess.Popen[bytes], *, seconds: int = 600) -> None:
    """Until something listens there; say so if the server ends before."""
    for _ in range(seconds * 2):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        if server.poll() is not None:
            raise SystemExit(f"the trial did not start: it ended with {server.returncode}")
        time.sleep(0.5)
    raise SystemExit("the trial did not start in time")
