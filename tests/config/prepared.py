"""A migrated installation that is made once for each state of the code that makes it; tests unpack copies."""

import fcntl
import hashlib
import subprocess
import tempfile
from pathlib import Path

from tests.config.installation import Installation
from tests.harness.templates import ROOT, schema_digest
from tests.settings import TEST_HOME


def unpack_installation(home: Path, environment: dict[str, str]) -> Installation:
    """An installation in the empty folder `home` as `safefair migrate` leaves it, its server stopped."""
    digest = hashlib.sha256(schema_digest().encode())
    for path in sorted((ROOT / "safefair" / "config").rglob("*.py")):
        digest.update(path.read_bytes())
    archive = TEST_HOME / f"prepared-{digest.hexdigest()[:12]}.tar"
    with (TEST_HOME / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not archive.exists():
            pack_installation(archive, environment)
    subprocess.run(["tar", "-xpf", archive, "-C", home], check=True)
    return Installation(home, environment)


def pack_installation(archive: Path, environment: dict[str, str]) -> None:
    """Make one, and put it where the earlier one lay."""
    for older in TEST_HOME.glob("prepared-*.tar"):
        older.unlink()
    with tempfile.TemporaryDirectory(prefix="safefair-") as name:
        home = Path(name)
        home.chmod(0o755)
        made = Installation(home, environment)
        migrated = made.safefair("migrate", "--verbosity=0")
        assert migrated.returncode == 0, migrated.stderr
        made.server.stop()
        draft = archive.with_suffix(".draft")
        subprocess.run(["tar", "-cf", draft, "-C", home, "."], check=True)
        draft.rename(archive)
