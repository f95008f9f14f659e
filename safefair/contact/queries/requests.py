"""The questions that somebody answers."""

from django.db.models import Case, IntegerField, QuerySet, Value, When

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.contact.enums import HowSoon, RequestStatus
from safefair.contact.models import HelpRequest

URGENCY = Case(
    When(how_soon=HowSoon.NOW, then=Value(0)),
    When(how_soon=HowSoon.DAYS, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


def requests_of(membership: Membership) -> QuerySet[HelpRequest]:
    """The questions of her organisation's desk."""
    if membership.organization_id is None or not membership.may(Permission.ANSWER_QUESTIONS):
        return HelpRequest.objects.none()
    return HelpRequest.objects.filter(organization_id=membership.organization_id)


def waiting(membership: Membership) -> QuerySet[HelpRequest]:
    """Those without an answer: who is not safe first, then whoever waits longest."""
    rows = requests_of(membership).filter(status=RequestStatus.WAITING)
    return rows.order_by(URGENCY, "waits_since", "pk")
