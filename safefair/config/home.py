"""The folder of one installation: secrets, uploads, the built-in PostgreSQL."""

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def installation_home() -> Path:
    """`SAFEFAIR_HOME`, else `.safefair` beside the package (in a checkout: at its top)."""
    return Path(os.environ.get("SAFEFAIR_HOME") or PACKAGE.parent / ".safefair").resolve()
