"""Receipts: seventeen digits with which she comes back, readable in every script of the region.

Sixteen digits and a check digit (Verhoeff 1969), which finds every single wrong digit and every swap of neighbours before
anything is looked up. The database keeps a keyed hash of an Argon2id hash: who steals it cannot try out receipts, and
who tries them here pays with time. The code is worked out from the form it came with, so that a form sent twice shows the
same receipt, and no receipt is stored anywhere.
"""

import hashlib
import hmac
import threading
import unicodedata
from uuid import UUID

from argon2.low_level import Type, hash_secret_raw
from stdnum import verhoeff

from safefair.core.crypto.custody import receipt_key

LENGTH = 17
GROUP = 4
MEMORY_KIB, PASSES = 64 * 1024, 2
AT_ONCE = threading.BoundedSemaphore(2)
"""Two hashes at once a process: 128 MiB, which an old laptop has."""


def receipt_of(entry_id: UUID) -> str:
    """The receipt of the question that comes with this form."""
    digest = hmac.digest(receipt_key("code"), entry_id.bytes, hashlib.sha256)
    digits = f"{int.from_bytes(digest) % 10 ** (LENGTH - 1):0{LENGTH - 1}}"
    return digits + verhoeff.calc_check_digit(digits)


def read_receipt(typed: str) -> str | None:
    """The seventeen digits of what somebody typed, in whatever script; None where it cannot be a receipt.

    Blanks, dashes and characters without width are skipped, as people group a number as they like.
    """
    digits = ""
    for character in typed[:200]:
        value = unicodedata.digit(character, None)
        if value is not None:
            digits += str(value)
        elif unicodedata.category(character)[0] not in "ZPC":
            return None
    return digits if len(digits) == LENGTH and verhoeff.is_valid(digits) else None


def grouped(receipt: str) -> str:
    """`1234 5678 9012 3456 7`: as a telephone or card number is read."""
    return " ".join(receipt[start : start + GROUP] for start in range(0, len(receipt), GROUP))


def lookup_of(receipt: str) -> bytes:
    """What stands in the database for a receipt: 32 bytes that nobody can turn back without this installation's key."""
    with AT_ONCE:
        slow = hash_secret_raw(receipt.encode(), receipt_key("salt")[:16], PASSES, MEMORY_KIB, 1, 32, Type.ID)
    return hmac.digest(receipt_key("lookup"), slow, hashlib.sha256)
