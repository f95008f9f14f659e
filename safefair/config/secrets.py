"""Secrets of one installation, kept as files that only its user can read."""

import os
import secrets
from pathlib import Path


def read_or_make_secret(path: Path, *, size: int = 48) -> str:
    """The secret in `path` as text; made once, mode 0600, when the file is missing.

    Two processes starting at once agree: the file is created exclusively and the loser reads the winner's.
    """
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(size))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
