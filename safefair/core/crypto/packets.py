"""A sealed and signed file from one installation to another, `safefair-packet/1`: docs/packets.md says it byte by byte.

Sealed by HPKE (RFC 9180: X25519, HKDF-SHA256, AES-256-GCM), signed by Ed25519 (RFC 8032) over everything before the
signature. What is outside the seal: the two installations and the document's own random number.
"""

import uuid
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

MAGIC = b"safefair-packet/1\n"
MOST_BYTES = 12_000_000
SIGNATURE = 64
HEAD = len(MAGIC) + 3 * 16
LEAST_BYTES = HEAD + 32 + 16 + SIGNATURE
SMALL_STEP, LARGE_STEP, LARGE = 4096, 65536, 65536
SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


class NotAPacket(Exception):
    """These bytes are no file of this format, were changed, or are for other keys."""


@dataclass(frozen=True, slots=True)
class Header:
    """What stands outside the seal."""

    sender: uuid.UUID
    receiver: uuid.UUID
    document: uuid.UUID

    def as_bytes(self) -> bytes:
        """The first bytes of the file."""
        return MAGIC + self.sender.bytes + self.receiver.bytes + self.document.bytes


def public_keys(sign_key: bytes, seal_key: bytes) -> tuple[bytes, bytes]:
    """The public halves (Ed25519, X25519) of two private keys of 32 bytes."""
    return (
        Ed25519PrivateKey.from_private_bytes(sign_key).public_key().public_bytes_raw(),
        X25519PrivateKey.from_private_bytes(seal_key).public_key().public_bytes_raw(),
    )


def sign(data: bytes, *, sign_key: bytes) -> bytes:
    """The 64 bytes of an Ed25519 signature."""
    return Ed25519PrivateKey.from_private_bytes(sign_key).sign(data)


def is_signed(data: bytes, signature: bytes, *, public: bytes) -> bool:
    """Whether a signature is that of the key over the data."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def pack(text: bytes, header: Header, *, sign_key: bytes, to_public: bytes) -> bytes:
    """Seal a text for the owner of a public key, filled up with blanks, and sign it."""
    head = header.as_bytes()
    sealed = SUITE.encrypt(_filled_up(text), X25519PublicKey.from_public_bytes(to_public), info=head)
    return head + sealed + sign(head + sealed, sign_key=sign_key)


def read_header(data: bytes) -> Header:
    """Who sent it to whom; nothing of it is proved yet. NotAPacket for anything else than this format."""
    if not (LEAST_BYTES <= len(data) <= MOST_BYTES and data.startswith(MAGIC)):
        raise NotAPacket
    ids = [uuid.UUID(bytes=data[at : at + 16]) for at in range(len(MAGIC), HEAD, 16)]
    return Header(*ids)


def is_from(data: bytes, *, public: bytes) -> bool:
    """Whether a file carries the signature of this key."""
    return is_signed(data[:-SIGNATURE], data[-SIGNATURE:], public=public)


def unpack(data: bytes, *, from_public: bytes, seal_key: bytes) -> bytes:
    """The text of a file whose signature is that of the sender's key. NotAPacket otherwise."""
    header = read_header(data)
    if not is_from(data, public=from_public):
        raise NotAPacket
    try:
        key = X25519PrivateKey.from_private_bytes(seal_key)
        return SUITE.decrypt(data[HEAD:-SIGNATURE], key, info=header.as_bytes())
    except (InvalidTag, ValueError):
        raise NotAPacket from None


def _filled_up(text: bytes) -> bytes:
    """To steps of 4 KiB, large ones of 64 KiB, so that the length does not tell how much was said."""
    step = SMALL_STEP if len(text) <= LARGE else LARGE_STEP
    return text.ljust(-(-len(text) // step) * step)
