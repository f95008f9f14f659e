"""Envelope encryption: a value under a data key, a data key under the key-encryption key.

AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front; the associated data `id|field|version` ties a
ciphertext to its place, so that one moved to another record or field does not open.
"""

import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from safefair.core.crypto.custody import KeyUnavailable, key_encryption_key

NONCE = 12


def new_data_key() -> bytes:
    """32 random bytes."""
    return os.urandom(32)


def seal(data: bytes, *, key: bytes, place: str) -> bytes:
    """`nonce ‖ ciphertext ‖ tag` of data, bound to its place (`id|field|version`)."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, data, place.encode())


def unseal(sealed: bytes, *, key: bytes, place: str) -> bytes:
    """The data again. KeyUnavailable when key or place is not the one it was sealed with."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], place.encode())
    except InvalidTag:
        raise KeyUnavailable("A sealed value does not open in this place.") from None


@lru_cache(maxsize=4)
def _wrapping(kek_id: str) -> AESGCM:
    """The cipher of a key-encryption key: made ready once, since a search unwraps 90 keys with it."""
    return AESGCM(key_encryption_key(kek_id))


def wrap(data_key: bytes, *, kek_id: str, key_id: str) -> bytes:
    """A data key sealed under a key-encryption key, bound to its own id."""
    nonce = os.urandom(NONCE)
    return nonce + _wrapping(kek_id).encrypt(nonce, data_key, f"key|{key_id}".encode())


def unwrap(wrapped: bytes, *, kek_id: str, key_id: str) -> bytes:
    """The data key again."""
    try:
        return _wrapping(kek_id).decrypt(wrapped[:NONCE], wrapped[NONCE:], f"key|{key_id}".encode())
    except InvalidTag:
        raise KeyUnavailable("A wrapped key does not open under its own id.") from None
