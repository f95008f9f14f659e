"""The standard dimensions of everything that can be counted.

A measure is a function from a half-open period to a queryset of countable rows; each row, read with
`.values(*ROW)`, has these names whatever table it comes from, so that results can join and cross them.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

ROW = (
    "row_id",  # id of the counted record in its own table
    "registration_id",  # the person, or None for somebody who gave no name
    "on",  # date
    "country",  # where it happened, ISO 3166-1
    "area",  # ISO 3166-2 or ""
    "organizer_id",  # organisation that held it, or None
    "organization_kind",  # its kind on that day
    "sex",
    "age_band",
    "nationality",  # ISO 3166-1 or ""
    "role",  # relation or professional role on that day
    "number",  # people this row stands for: 1, or the head count of unnamed people
)
CROSSABLE = ("country", "sex", "age_band", "role", "organization_kind", "nationality")


@dataclass(frozen=True)
class Period:
    """Days from `start` up to but not including `end`."""

    start: dt.date
    end: dt.date


Rows = QuerySet[Any, dict[str, Any]]


@dataclass(frozen=True)
class Measure:
    """What an app says can be counted in it. `version` goes up whenever the rule changes.

    `facts`: what its rows say beyond the standard dimensions.
    """

    name: str
    source: str  # label of the model whose rows are counted, e.g. "outreach.SessionAttendance"
    version: int
    rows: Callable[[Period], Rows]
    facts: tuple[str, ...] = ()
