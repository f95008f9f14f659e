"""Rows with words about somebody: JSON under AES-256-GCM, bound to their place."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from safefair.core.crypto.envelope import seal, unseal

STEP = 256
Words = dict[str, Any]


class Sealed(models.Model):
    """A row with words: JSON under AES-256-GCM with the key of the file it belongs to.

    The place is `table.row's uuid|version`: what is moved to another row, or put back from an older version, does not
    open. Empty until something was written.
    """

    version = models.SmallIntegerField(default=0)
    sealed = models.BinaryField(null=True)

    class Meta:
        abstract = True

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.pk}>"


def write_words(row: Sealed, words: Mapping[str, Any], *, key: bytes) -> None:
    """Seal words into a row, which the caller saves; empty ones are left out.

    Filled up with blanks to steps of 256 bytes, so that the length does not tell how much she said.
    """
    row.version += 1
    text = json.dumps(
        {name: value for name, value in words.items() if value}, ensure_ascii=False, separators=(",", ":")
    ).encode()
    row.sealed = seal(text.ljust(-(-len(text) // STEP) * STEP), key=key, place=_place(row))


def reseal(row: Sealed, *, key: bytes) -> None:
    """The same words under the next version, as something beside them has changed; the caller saves the row."""
    write_words(row, read_words(row, key=key), key=key)


def read_words(row: Sealed, *, key: bytes) -> Words:
    """The words of a row; none where nothing was written. KeyUnavailable when key or place is not its own."""
    if row.sealed is None:
        return {}
    words: Words = json.loads(unseal(bytes(row.sealed), key=key, place=_place(row)))
    return words


def read_all(rows: Iterable[Sealed], *, key: bytes) -> list[tuple[Any, Words]]:
    """Rows of one file with their words."""
    return [(row, read_words(row, key=key)) for row in rows]


def _place(row: Sealed) -> str:
    return f"{row._meta.db_table}.{row.uuid}|{row.version}"  # type: ignore[attr-defined]  # every sealed row has one
