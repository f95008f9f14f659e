"""Whose cases somebody sees in a list, and which of them she may open.

Scopes, each within the one before: the organisation (row-level security), its cases (a supervisor), those of the teams
that somebody leads, her own cases, one case that she was let into. A protected case is opened by its worker and those let in only. The contact, names and
story of any case are read by its worker and those let in only, by exception too; a review goes without them.
"""

import datetime as dt

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils import timezone

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.cases.enums.intake import CaseStatus, EntryKind
from safefair.cases.models import Admittance, Case
from safefair.cases.queries.teams import led_workers
from safefair.people.models import Registration

OF_DANGER = frozenset({EntryKind.ASSESSED, EntryKind.SAFETY_PLAN, EntryKind.SAFETY_REVIEWED})


def listed_cases(membership: Membership) -> QuerySet[Case]:
    """The cases that stand in her list, by code: the organisation's for a supervisor, her teams' for a leader, else her own."""
    if membership.organization_id is None or not membership.may(Permission.VIEW_CASES):
        return Case.objects.none()
    cases = Case.objects.filter(organization_id=membership.organization_id)
    if membership.may(Permission.VIEW_ALL_CASES):
        return cases
    return cases.filter(_let_in(membership, timezone.now()) | _of_team(membership))


def openable_cases(membership: Membership) -> QuerySet[Case]:
    """The cases that she may open."""
    return listed_cases(membership).filter(_openable(membership))


def with_openable(cases: QuerySet[Case], membership: Membership) -> QuerySet[Case]:
    """The cases, each with `is_openable`: whether she may open what she sees in the list."""
    return cases.annotate(is_openable=ExpressionWrapper(_openable(membership), output_field=BooleanField()))


def open_cases_of(registration: Registration, membership: Membership) -> QuerySet[Case]:
    """Open cases of somebody that the reader may open; that there are others is not said."""
    return openable_cases(membership).filter(registration=registration, status=CaseStatus.OPEN)


def own_cases(cases: QuerySet[Case], membership: Membership) -> QuerySet[Case]:
    """Of some cases, those of which she is the worker or into which she was let."""
    return cases.filter(_let_in(membership, timezone.now()))


def reviews(membership: Membership) -> bool:
    """Whether her role reads the cases of others: of the organisation or of the teams she leads."""
    return membership.may(Permission.VIEW_ALL_CASES) or membership.may(Permission.VIEW_TEAM_CASES)


def _openable(membership: Membership) -> Q:
    """Of the listed cases: her own, and those of others that are not protected, if her role reads those."""
    let_in = _let_in(membership, timezone.now())
    return let_in | Q(is_protected=False) if reviews(membership) else let_in


def _of_team(membership: Membership) -> Q:
    return Q(worker__in=led_workers(membership).order_by().values("pk"))


def with_identity(cases: QuerySet[Case], membership: Membership) -> QuerySet[Case]:
    """The cases, each with `shows_identity`: whether she may read who it is about and how to reach her."""
    let_in = _let_in(membership, timezone.now())
    return cases.annotate(shows_identity=ExpressionWrapper(let_in, output_field=BooleanField()))


def sees_identity(case_id: int, membership: Membership) -> bool:
    """Whether she is the worker of a case, was let in, or opened it by exception."""
    return Case.objects.filter(_let_in(membership, timezone.now()), pk=case_id).exists()


def _let_in(membership: Membership, at: dt.datetime) -> Q:
    current = Admittance.objects.filter(
        Q(expires_at=None) | Q(expires_at__gt=at),
        case=OuterRef("pk"),
        user_id=membership.user.pk,
        ended_at=None,
    )
    return Q(worker_id=membership.user.pk) | Q(Exists(current))


def sees_danger(membership: Membership) -> bool:
    """Whether danger, its reviews and safety plans are shown; a labour officer works without them."""
    return membership.may(Permission.ASSESS_RISK)


def hidden_entries(membership: Membership) -> list[EntryKind]:
    """What the timeline does not say to a role that neither writes it down nor decides on it."""
    hidden = [] if sees_danger(membership) else sorted(OF_DANGER)
    if not (membership.may(Permission.RECORD_INCIDENT) or reviews(membership)):
        hidden.append(EntryKind.INCIDENT)
    return hidden


def exceptions_to_see(membership: Membership) -> QuerySet[Admittance]:
    """Cases opened by exception of which she must be told: her own, or all of the organisation for a supervisor."""
    found = Admittance.objects.filter(
        organization=membership.organization, is_exception=True, seen_at=None
    ).exclude(user_id=membership.user.pk)
    if not membership.may(Permission.VIEW_ALL_CASES):
        theirs = led_workers(membership).order_by().values("pk")
        found = found.filter(Q(case__worker_id=membership.user.pk) | Q(case__worker__in=theirs))
    return found.select_related("case", "user").order_by("-created_at")
