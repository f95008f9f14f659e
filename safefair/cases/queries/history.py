"""Who saved what stands there, by the history that the database keeps of each record."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from safefair.accounts.models import User


@dataclass(frozen=True, slots=True)
class Saved:
    """By whom a version of a record was saved, and when."""

    by: User
    at: dt.datetime


def saved_by(row: Any) -> Saved | None:
    """Who saved the version of a record that is in memory; None where no user did, or there is no record."""
    if row is None:
        return None
    events = row.events.filter(version=row.version).order_by("pgh_id")
    found = events.values_list("pgh_created_at", "pgh_context__metadata").first()
    if found is None:
        return None
    at, context = found
    user_id = (context or {}).get("user")
    user = User.objects.filter(pk=user_id).first() if user_id else None
    return Saved(user, at) if user else None
