"""Where the keys that open other keys come from: files of the installation, or systemd credentials.

The key-encryption keys (KEK), named by id, of which the newest one wraps; the search secret, from which the key of each
organisation's search keys is derived; what signs contexts; and what seals the secrets of authenticator apps. None is
ever in the environment or a database.
"""

import os
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from safefair.core.errors import DomainError


class KeyUnavailable(DomainError):
    """The key that would open this was destroyed or is not on this machine."""


def secrets_folder() -> Path:
    """The credentials that systemd hands over, else the installation's own folder."""
    return Path(os.environ.get("CREDENTIALS_DIRECTORY") or settings.HOME / "secrets")


def _read(name: str) -> bytes:
    try:
        return bytes.fromhex((secrets_folder() / name).read_text().strip())
    except FileNotFoundError:
        raise KeyUnavailable(f"Secret {name} is not on this machine.") from None


def make_secret(name: str) -> None:
    """Make a secret of 32 random bytes unless it is there."""
    path = secrets_folder() / name
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(handle, "w") as file:
        file.write(os.urandom(32).hex())


@cache
def key_encryption_key(kek_id: str) -> bytes:
    """The 32 bytes of one key-encryption key. KeyUnavailable if it was destroyed."""
    return _read(f"kek-{kek_id}")


def current_kek_id() -> str:
    """The id of the newest key-encryption key; the first one is made when there is none."""
    found = sorted(path.name.removeprefix("kek-") for path in secrets_folder().glob("kek-*"))
    if not found:
        make_secret("kek-0001")
        return "0001"
    return found[-1]


@cache
def organization_search_key(organization_id: int) -> bytes:
    """The HMAC key of one organisation's search keys: equality never joins two organisations."""
    if not (secrets_folder() / "search").exists():
        make_secret("search")
    info = f"search|{organization_id}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(_read("search"))


@cache
def context_key() -> bytes:
    """The key that signs the row-level-security context."""
    if not (secrets_folder() / "context").exists():
        make_secret("context")
    return _read("context")


@cache
def tables_secret(programme_id: int) -> bytes:
    """What decides between equally good patterns of withheld cells: the same for a programme each time."""
    if not (secrets_folder() / "tables").exists():
        make_secret("tables")
    info = f"tables|{programme_id}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(_read("tables"))


@cache
def sign_in_key() -> bytes:
    """The key that seals the secrets of authenticator apps and recovery codes."""
    if not (secrets_folder() / "sign-in").exists():
        make_secret("sign-in")
    return _read("sign-in")


@cache
def receipt_key(use: str) -> bytes:
    """The key for one use of receipts: making them, salting and looking them up, telling networks apart."""
    if not (secrets_folder() / "receipts").exists():
        make_secret("receipts")
    info = f"receipts|{use}".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(_read("receipts"))
