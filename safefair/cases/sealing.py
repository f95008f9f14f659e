"""What is said of a woman, sealed under the key of her case: opened only after the reading has been logged."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from safefair.cases.models import Case
from safefair.cases.models.base import Sealed
from safefair.core.audit import log_reading
from safefair.core.crypto.envelope import seal, unseal
from safefair.core.keys.store import make_keys, open_key
from safefair.core.models import ReadKind

STEP = 256
SUBJECT = "cases.Case"
Words = dict[str, Any]


def new_key() -> tuple[UUID, bytes]:
    """A data key for a case, a draft, a packet or a house, stored wrapped."""
    return make_keys(1)[0]


def open_case(case: Case, *, by_id: int, kind: ReadKind = ReadKind.OPENED, reason: str = "") -> bytes:
    """The key of a case, after the reading was logged. KeyUnavailable if the case was erased."""
    log_reading(kind, SUBJECT, [case.pk], user_id=by_id, organization_id=case.organization_id, reason=reason)
    return open_key(case.key_id)


def write_words(row: Sealed, words: Mapping[str, Any], *, key: bytes) -> None:
    """Seal words into a row, which the caller saves; empty ones are left out.

    Filled up with blanks to steps of 256 bytes, so that the length does not tell how much she said.
    """
    row.version += 1
    text = json.dumps(
        {name: value for name, value in words.items() if value}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    row.sealed = seal(text.ljust(-(-len(text) // STEP) * STEP), key=key, place=_place(row))


def read_words(row: Sealed, *, key: bytes) -> Words:
    """The words of a row; none where nothing was written. KeyUnavailable when key or place is not its own."""
    if row.sealed is None:
        return {}
    words: Words = json.loads(unseal(bytes(row.sealed), key=key, place=_place(row)))
    return words


def read_all(rows: Iterable[Sealed], *, key: bytes) -> list[tuple[Any, Words]]:
    """Rows of one case with their words."""
    return [(row, read_words(row, key=key)) for row in rows]


def _place(row: Sealed) -> str:
    return f"{row._meta.db_table}.{row.uuid}|{row.version}"  # type: ignore[attr-defined]  # every sealed row has one
