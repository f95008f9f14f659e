"""Who reads which message, whom one may write to, and which messages somebody has not seen yet."""

import datetime as dt
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from safefair.accounts.membership import Membership
from safefair.accounts.models import User
from safefair.cases.models import Case, CaseMessage, MessageRead, TeamMember
from safefair.cases.queries.access import openable_cases, with_identity
from safefair.cases.queries.workers import reviewers_of

M = TypeVar("M", bound=Model)


def read_by(messages: QuerySet[M], user: User, *, shows_identity: bool) -> QuerySet[M]:
    """Of the messages of a case, those that somebody reads: all if she works on it; a reviewer her own and those to her."""
    return messages if shows_identity else messages.filter(Q(by=user) | Q(to=user))


def new_to(messages: QuerySet[M], user: User) -> QuerySet[M]:
    """Of messages, those of others since she last looked."""
    seen = MessageRead.objects.filter(case=OuterRef("case"), user=user, up_to__gte=OuterRef("sent_at"))
    return messages.exclude(by=user).filter(~Exists(seen))


def addressees(case: Case, membership: Membership, *, on: dt.date) -> list[User]:
    """Whom a message may name: who reviews the case besides those who work on it, and its worker; by name."""
    leaders = TeamMember.objects.filter(
        is_leader=True, team__members__user=case.worker_id, organization_id=case.organization_id
    )
    reviewing = [] if case.is_protected else reviewers_of(case.organization_id, on=on)
    led_by = User.objects.none() if case.is_protected else User.objects.filter(pk__in=leaders.values("user"))
    found = {user.pk: user for user in (*reviewing, *led_by, case.worker)}
    found.pop(membership.user.pk, None)
    return sorted(found.values(), key=lambda user: (user.name, user.pk))


def cases_with_news(membership: Membership) -> QuerySet[Case]:
    """Cases she may open in which a colleague wrote, so that she reads it, since she last looked."""
    news = new_to(CaseMessage.objects.filter(case=OuterRef("pk")), membership.user)
    cases = with_identity(openable_cases(membership), membership)
    is_hers = Exists(news.filter(to=membership.user)) | Q(Exists(news), shows_identity=True)
    return cases.filter(is_hers).order_by("pk")
