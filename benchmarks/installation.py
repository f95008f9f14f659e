"""An installation of its own for a measurement: its server, its databases, gone afterwards unless a home is given."""

import os
import shutil
import subprocess
import sys
import tempfile
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
