"""Codes of cases, incidents, complaints and referrals: random, short enough to say on the telephone."""

from typing import Any

from django.db.models import QuerySet

from safefair.people.codes import new_codes

TRIES = 20


def free_code(rows: QuerySet[Any], *, prefix: str) -> str:
    """A code such as C7K3M-2F that none of the rows (those of one organisation) bears in its field `code`."""
    codes = [prefix + code for code in new_codes(TRIES)]
    taken = set(rows.filter(code__in=codes).values_list("code", flat=True))
    return next(code for code in codes if code not in taken)
