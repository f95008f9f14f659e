"""Codes that people read off paper and type: seven random characters and one that checks them.

The alphabet has 23 characters, none of which is mistaken for another by hand or eye (no 0 O Q, 1 I L, 2 Z, 5 S, 8 B,
U V). As 23 is a prime and every place has a weight of its own, one wrong character and two neighbours exchanged are
always noticed (the scheme of ISBN-10).
"""

import secrets

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError

ALPHABET = "34679ACDEFGHJKMNPRTVWXY"
LENGTH = 8


class SheetCodeMistyped(DomainError):
    """Not a code that was ever printed."""

    message = _("This is no sheet code. Please compare it with the paper: one character differs.")


def new_code() -> str:
    """A random code; 3.4 thousand million are possible."""
    body = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH - 1))
    return body + _check(body)


def read_code(typed: str) -> str:
    """The code as printed, of what somebody typed: small letters, spaces and dashes are forgiven.

    Raises:
        SheetCodeMistyped: wrong length, a foreign character or a wrong check character.
    """
    code = "".join(typed.upper().replace("-", " ").split())
    if len(code) != LENGTH or set(code) - set(ALPHABET) or code[-1] != _check(code[:-1]):
        raise SheetCodeMistyped
    return code


def write_code(code: str) -> str:
    """In two groups of four, as people read it aloud."""
    return f"{code[:4]}-{code[4:]}"


def _check(body: str) -> str:
    total = sum(weight * ALPHABET.index(char) for weight, char in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]
