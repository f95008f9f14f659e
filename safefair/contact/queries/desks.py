"""Who answers for a country, whether somebody is on duty, and how long answers took lately."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from safefair.contact.models import Desk, HelpRequest
from safefair.core.rls import Scope, row_security

LATELY = dt.timedelta(days=90)
ENOUGH = 10
"""Fewer questions than this say nothing about the next one, and might say something about one of them."""
STEPS = (24, 48, 72, 168, 336)
"""Hours that are told: within a day, two, three, a week, two weeks."""


def open_desks(country: str = "") -> QuerySet[Desk]:
    """The desks that take questions, of a country or all."""
    desks = Desk.objects.filter(is_open=True, organization__is_active=True).select_related("organization")
    return desks.filter(countries__contains=[country]) if country else desks


def countries_answered() -> list[str]:
    """The countries for which at least one desk takes questions."""
    return sorted(
        {country for found in open_desks().values_list("countries", flat=True) for country in found}
    )


def is_on_duty(desk: Desk, at: dt.datetime) -> bool:
    """Whether somebody answers at this moment, by the hours that the desk gave."""
    there = at.astimezone(ZoneInfo(desk.timezone))
    is_away = desk.away_until is not None and there.date() < desk.away_until
    return not is_away and there.weekday() in desk.days and desk.opens_at <= there.time() < desk.closes_at


def next_duty(desk: Desk, at: dt.datetime) -> dt.datetime | None:
    """When somebody is there next; None for a desk without days."""
    there = at.astimezone(ZoneInfo(desk.timezone))
    for ahead in range(370):
        day = there.date() + dt.timedelta(days=ahead)
        opens = dt.datetime.combine(day, desk.opens_at, there.tzinfo)
        is_away = desk.away_until is not None and day < desk.away_until
        if day.weekday() in desk.days and not is_away and opens > there:
            return opens
    return None


@dataclass(frozen=True, slots=True)
class Pace:
    """How long answers took lately.

    `within`: hours within which half of all questions got one; None: more than half waited longer than two weeks or
    still wait. `is_known`: there were enough questions to say it.
    """

    is_known: bool
    within: int | None = None

    @property
    def days(self) -> int:
        """The same in days."""
        return (self.within or 0) // 24


def paces_of(desks: Iterable[Desk], at: dt.datetime) -> dict[int, Pace]:
    """By organisation, how long the questions of the last 90 days waited for their first answer.

    Whoever still waits counts too. One statement for all desks.
    """
    waited: dict[int, list[float]] = {desk.organization_id: [] for desk in desks}
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        rows = list(
            HelpRequest.objects.filter(
                organization__in=waited, asked_at__gte=at - LATELY, asked_at__lt=at
            ).values_list("organization_id", "asked_at", "first_answer_at")
        )
    for organization_id, asked, answered in rows:
        waited[organization_id].append(
            (answered - asked).total_seconds() / 3600 if answered else float("inf")
        )
    return {organization_id: _pace(hours) for organization_id, hours in waited.items()}


def _pace(hours: list[float]) -> Pace:
    if len(hours) < ENOUGH:
        return Pace(is_known=False)
    return Pace(is_known=True, within=next((step for step in STEPS if median(hours) <= step), None))
