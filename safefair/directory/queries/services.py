"""Which services there are for whom. `public` is the only door to everything outside the workspace."""

import datetime as dt

from django.db.models import F, Q, QuerySet

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.core.rls import Scope
from safefair.core.searching import normalise
from safefair.directory.enums import ProposalStatus, ServiceStatus, Visibility
from safefair.directory.models import Proposal, Service

STALE = dt.timedelta(days=90)
"""After this a service is shown with the day on which it was last checked."""
HIDDEN = dt.timedelta(days=180)
"""After this it is not shown outside any more: an old number may hurt."""


def public(on: dt.date) -> QuerySet[Service]:
    """What everybody may see on a day: open, for everybody, and checked in the last 180 days.

    Pages, search, export and API all begin here.
    """
    return Service.objects.filter(
        visibility=Visibility.PUBLIC,
        status=ServiceStatus.ACTIVE,
        organization__is_active=True,
        assured_on__gt=on - HIDDEN,
    )


def visible_to(membership: Membership) -> QuerySet[Service]:
    """What somebody sees in the workspace: one's own, and of others what is for partners or everybody."""
    rows = Service.objects.select_related("organization")
    if membership.scope == Scope.PROGRAMME:
        return rows
    return rows.filter(Q(organization=membership.organization_id) | ~Q(visibility=Visibility.STAFF))


def kept_by(membership: Membership) -> QuerySet[Service]:
    """What somebody may propose changes of: one's own organisation's; for the programme all."""
    rows = Service.objects.select_related("organization")
    return rows if membership.organization is None else rows.filter(organization=membership.organization)


def matching(rows: QuerySet[Service], text: str) -> QuerySet[Service]:
    """The services that hold every word of `text`, in whatever script it was typed."""
    for word in normalise(text).split(" "):
        rows = rows.filter(search_text__contains=word)
    return rows


def to_check(membership: Membership, on: dt.date) -> QuerySet[Service]:
    """Open services that nobody has checked for ninety days, or ever; the longest first."""
    rows = kept_by(membership).filter(status=ServiceStatus.ACTIVE)
    stale = Q(assured_on=None) | Q(assured_on__lte=on - STALE)
    return rows.filter(stale).order_by(F("assured_on").asc(nulls_first=True), "name", "pk")


def proposals_of(membership: Membership) -> QuerySet[Proposal]:
    """The changes that somebody may look at."""
    rows = Proposal.objects.select_related("organization", "service", "proposed_by")
    return rows if membership.organization is None else rows.filter(organization=membership.organization)


def to_review(membership: Membership) -> QuerySet[Proposal]:
    """What waits for this pair of eyes: everything but what she proposed herself."""
    if not membership.may(Permission.REVIEW_SERVICE):
        return Proposal.objects.none()
    waiting = proposals_of(membership).filter(status=ProposalStatus.WAITING)
    return waiting.exclude(proposed_by=membership.user).order_by("proposed_at", "pk")
