"""How many questions came in a month and how soon they were answered; nothing that leads to one of them."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

from safefair.contact.enums import Waited
from safefair.contact.models import HelpRequest
from safefair.core.rls import Scope, row_security

FEWEST = 11
"""Of a country in a month; smaller counts are withheld from everybody but the desk itself, and nothing adds up over them."""
HOURS = ((24, Waited.DAY), (72, Waited.DAYS), (168, Waited.WEEK))


@dataclass(slots=True)
class Month:
    """Questions asked in one month (UTC), of a desk or of a `country`; `None` is told for what is withheld."""

    start: dt.date
    country: str = ""
    hours: list[float] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many."""
        return len(self.hours)

    @property
    def waited(self) -> list[tuple[Waited, int]]:
        """How many of them waited how long for their first answer, in the order of the classes."""
        counts = Counter(waited(hours) for hours in self.hours)
        return [(one, counts[one]) for one in Waited]

    @property
    def half_within(self) -> Waited:
        """The class within which half of them had their first answer; who got none counts as waiting for ever."""
        return waited(median(self.hours))

    @property
    def is_withheld(self) -> bool:
        """Whether others than the desk get no count of it."""
        return self.asked < FEWEST


def waited(hours: float) -> Waited:
    """The class of a time until the first answer."""
    if hours == float("inf"):
        return Waited.NONE
    return next((one for most, one in HOURS if hours <= most), Waited.LATER)


def months_of_desk(organization_id: int, *, since: dt.date) -> list[Month]:
    """The months of one organisation, the newest first; those without a question are left out."""
    rows = HelpRequest.objects.filter(organization_id=organization_id, asked_at__date__gte=since)
    return _months(
        (asked, "", answered) for asked, answered in rows.values_list("asked_at", "first_answer_at")
    )


def months_of_countries(*, since: dt.date) -> list[Month]:
    """All desks together by the country that questions were asked for, the newest month first."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        rows = list(
            HelpRequest.objects.filter(asked_at__date__gte=since).values_list(
                "asked_at", "country", "first_answer_at"
            )
        )
    return _months(rows)


def _months(rows: Iterable[tuple[dt.datetime, str, dt.datetime | None]]) -> list[Month]:
    found: dict[tuple[dt.date, str], list[float]] = defaultdict(list)
    for asked, country, answered in rows:
        hours = (answered - asked).total_seconds() / 3600 if answered else float("inf")
        found[asked.date().replace(day=1), country].append(hours)
    months = [Month(start, country, hours) for (start, country), hours in found.items()]
    return sorted(months, key=lambda one: (-one.start.toordinal(), one.country))
