"""Which messages somebody has not seen yet."""

from django.db.models import Exists, OuterRef, QuerySet

from safefair.accounts.membership import Membership
from safefair.cases.models import Case, CaseMessage, MessageRead
from safefair.cases.queries.access import openable_cases


def cases_with_news(membership: Membership) -> QuerySet[Case]:
    """Cases she may open in which a colleague wrote since she last looked."""
    seen = MessageRead.objects.filter(
        case=OuterRef("case"), user=membership.user, up_to__gte=OuterRef("sent_at")
    )
    news = CaseMessage.objects.filter(case=OuterRef("pk")).exclude(by=membership.user).filter(~Exists(seen))
    return openable_cases(membership).filter(Exists(news)).order_by("pk")
