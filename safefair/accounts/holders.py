"""Who held what a list shows: said only where it is news to the reader."""

from collections.abc import Iterable
from typing import Protocol

from safefair.accounts.models import Organization


class Held(Protocol):
    """A record of what somebody held: an organisation here, or a name where it is none of ours."""

    organizer_id: int | None
    organizer_name: str


def has_other_holder(rows: Iterable[Held], own: Organization | None) -> bool:
    """Whether any of the rows was held by somebody else than one's own organisation; always for the programme (None)."""
    return own is None or any(row.organizer_name or row.organizer_id != own.pk for row in rows)
