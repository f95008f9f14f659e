"""Keyed search keys: what equality may be asked of without opening anything.

The first eight bytes of HMAC-SHA256 (RFC 2104) of `kind NUL value` under the organisation's key, as a signed
64-bit integer for a B-tree. Eight bytes suffice because every candidate is opened and compared afterwards.
"""

import hmac
from collections.abc import Iterable

from safefair.core.crypto.custody import organization_search_key


def blind(kind: str, value: str, *, key: bytes) -> int:
    """The search key of one value of one kind."""
    digest = hmac.digest(key, f"{kind}\0{value}".encode(), "sha256")
    return int.from_bytes(digest[:8], "big", signed=True)


def blind_all(values: Iterable[tuple[str, str]], *, organization_id: int) -> list[int]:
    """The search keys of (kind, value) pairs in one organisation, in their order."""
    key = organization_search_key(organization_id)
    return [blind(kind, value, key=key) for kind, value in values]
