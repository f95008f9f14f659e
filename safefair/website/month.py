"""What an organisation did this month: the numbers of the workspace's home page."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.accounts.models import Organization
from safefair.accounts.roles import Permission
from safefair.outreach.models import InformationSession, Visit
from safefair.people.models import Registration


@dataclass(frozen=True)
class Number:
    """One number of the month, with its kind of count."""

    label: str | Promise
    value: int
    kind: str | Promise
    url: str


def numbers_of_month(membership: Membership, *, on: dt.date) -> list[Number]:
    """What an organisation did since the first of the month; nothing for programme roles, who read indicators."""
    if membership.organization is None:
        return []
    first = on.replace(day=1)
    org = membership.organization
    visits = Visit.objects.filter(organization=org, visited_on__gte=first, removed_at=None)
    sessions = InformationSession.objects.filter(organization=org, held_on__gte=first, cancelled_at=None)
    people = Registration.objects.filter(organization=org, registered_on__gte=first, erased_at=None)
    counts = Organization.objects.values_list(_how_many(visits), _how_many(sessions), _how_many(people)).get(
        pk=org.pk
    )
    numbers = (
        (Permission.VIEW_VISITS, _("Visits"), _("attendances"), "outreach:visits"),
        (Permission.VIEW_SESSIONS, _("Information sessions"), _("events held"), "outreach:sessions"),
        (Permission.SEARCH_PERSON, _("People registered"), _("registrations"), "people:list"),
    )
    return [
        Number(label, count, kind, reverse(view))
        for (permission, label, kind, view), count in zip(numbers, counts, strict=True)
        if membership.may(permission)
    ]


def _how_many(rows: QuerySet[Any]) -> Coalesce:
    """The number of rows of one organisation, as part of another query."""
    return Coalesce(Subquery(rows.order_by().values("organization").annotate(n=Count("pk")).values("n")), 0)
