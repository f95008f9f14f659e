"""Referrals of an organisation: those it received, those it sent, what waits, and how soon answers come."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.cases.enums.exchange import Fault
from safefair.cases.enums.referral import ReferralStatus
from safefair.cases.models import Case, Parcel, Referral
from safefair.cases.queries.access import openable_cases

NEWS_DAYS = 14
"""How long the home page tells what became of a referral."""
STUCK_AFTER = 4  # tries: more than an hour


def received_referrals(membership: Membership) -> QuerySet[Referral]:
    """What others asked of the organisation; their cases and consents are not joined, since nobody here sees them."""
    if membership.organization_id is None or not membership.may(Permission.ANSWER_REFERRAL):
        return Referral.objects.none()
    return Referral.objects.filter(to=membership.organization_id).select_related("organization", "came_from")


def sent_referrals(membership: Membership) -> QuerySet[Referral]:
    """What was sent for cases that the reader may open."""
    if not membership.may(Permission.REFER):
        return Referral.objects.none()
    return Referral.objects.filter(
        organization=membership.organization_id, case__in=openable_cases(membership)
    ).select_related("to", "case", "goes_to__partner")


def may_open_packet(referral: Referral, membership: Membership) -> bool:
    """Who at the receiver reads an accepted packet: whoever accepted it, and supervisors."""
    return (
        referral.to_id == membership.organization_id
        and referral.status == ReferralStatus.ACCEPTED
        and (referral.responded_by_id == membership.user.pk or membership.may(Permission.VIEW_ALL_CASES))
    )


def taken_back_at(case: Case, at: dt.datetime) -> list[str]:
    """Codes of what was taken back in a case at a moment, such as by a narrower answer of hers."""
    found = Referral.objects.filter(case=case, status=ReferralStatus.REVOKED, ended_at=at)
    return list(found.order_by("pk").values_list("code", flat=True))


def to_answer(membership: Membership) -> QuerySet[Referral]:
    """Received and not answered, the most urgent first."""
    return received_referrals(membership).filter(status=ReferralStatus.SENT).order_by("answer_by", "pk")


def taken_back(membership: Membership, *, at: dt.datetime) -> QuerySet[Referral]:
    """Received and taken back in the last two weeks: the receiver is told that it may no longer act on it."""
    since = at - dt.timedelta(days=NEWS_DAYS)
    found = received_referrals(membership).filter(status=ReferralStatus.REVOKED, ended_at__gte=since)
    return found.order_by("-ended_at", "-pk")


def sent_news(membership: Membership, *, at: dt.datetime) -> QuerySet[Referral]:
    """Of what was sent: what does not arrive, late answers, and in the last two weeks answers and what went without consent."""
    since = at - dt.timedelta(days=NEWS_DAYS)
    late = Q(status=ReferralStatus.SENT, answer_by__lt=at)
    answered = Q(responded_at__gte=since) | Q(ended_at__gte=since, status=ReferralStatus.DONE)
    without = ~Q(overridden_because="") & Q(sent_at__gte=since)
    found = (
        sent_referrals(membership)
        .annotate(is_stuck=_stuck())
        .filter(late | answered | without | Q(is_stuck=True))
    )
    return found.order_by(Coalesce("ended_at", "responded_at", "sent_at").desc(), "-pk")


def _stuck() -> Exists:
    """Whether a file for another installation was refused, or nobody has answered there for more than an hour."""
    waiting = Parcel.objects.filter(
        referral=OuterRef("pk"), is_incoming=False, delivered_at=None, content__isnull=False
    ).exclude(partner__address="")
    refused = ~Q(fault__in=["", Fault.UNREACHABLE])
    return Exists(waiting.filter(refused | Q(fault=Fault.UNREACHABLE, tries__gte=STUCK_AFTER)))


@dataclass(frozen=True, slots=True)
class ResponseTimes:
    """Answers to referrals: those in time, those late (an answer that never came is late too), those still awaited."""

    sent: int
    in_time: int
    late: int

    @property
    def awaited(self) -> int:
        """Not due yet, or taken back before they were."""
        return self.sent - self.in_time - self.late


def response_times(referrals: QuerySet[Referral], *, at: dt.datetime) -> ResponseTimes:
    """How soon referrals were answered, as of a time; one statement."""
    until = Coalesce("responded_at", Least(F("ended_at"), at), at)
    late = Q(until__gt=F("answer_by"))
    counts = referrals.annotate(until=until).aggregate(
        sent=Count("pk"),
        in_time=Count("pk", filter=Q(responded_at__isnull=False) & ~late),
        late=Count("pk", filter=late),
    )
    return ResponseTimes(**counts)
