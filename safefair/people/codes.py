"""Codes of registrations: short enough to write on a card, random, without letters that look like others."""

import os
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

ALPHABET = "23456789CDFGHJKMNPQRTVWXY"
"""Without O and I, L, S, B, Z, which look like 0, 1, 5, 8, 2, and without A, E, U, so that no code is a word."""
LENGTH = 6
TRIES = 20


def new_codes(count: int, *, taken: Iterable[str] = ()) -> list[str]:
    """`count` different random codes such as 7K3M-2F (25⁶, some 244 million), none of them in `taken`."""
    refused, codes = set(taken), dict[str, None]()
    while len(codes) < count:
        # 250 is the largest multiple of 25 in a byte: what is above would favour the first letters.
        letters = "".join(ALPHABET[byte % 25] for byte in os.urandom(8 * (count - len(codes))) if byte < 250)
        for start in range(0, len(letters) - LENGTH + 1, LENGTH):
            code = f"{letters[start : start + 4]}-{letters[start + 4 : start + LENGTH]}"
            if code not in refused and len(codes) < count:
                codes[code] = None
    return list(codes)


def read_code(text: str) -> str | None:
    """A code as typed (7k3m2f, 7K3M-2F) in its one form; None if it cannot be one."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    if len(letters) != LENGTH or not set(letters) <= set(ALPHABET):
        return None
    return f"{letters[:4]}-{letters[4:]}"


def free_code(rows: QuerySet[Any], *, prefix: str) -> str:
    """A code such as C7K3M-2F that none of the rows (those of one organisation) bears in its field `code`."""
    codes = [prefix + code for code in new_codes(TRIES)]
    taken = set(rows.filter(code__in=codes).values_list("code", flat=True))
    return next(code for code in codes if code not in taken)
