"""That there are messages, and how many she has not seen."""

from django.db.models import Count, F, OuterRef, Q, Subquery

from safefair.cases.models import CaseMessage, MessageRead
from safefair.cases.queries.messages import read_by
from safefair.cases.sections import CasePage, Section


def messages(page: CasePage) -> Section:
    """The number of messages and of new ones; they are read on a page of their own."""
    user = page.membership.user
    mark = MessageRead.objects.filter(case=OuterRef("case"), user=user).values("up_to")[:1]
    is_new = (Q(seen=None) | Q(sent_at__gt=F("seen"))) & ~Q(by=user)
    counts = (
        read_by(CaseMessage.objects.filter(case=page.case), user, shows_identity=page.shows_identity)
        .annotate(seen=Subquery(mark))
        .aggregate(count=Count("pk"), new=Count("pk", filter=is_new))
    )
    return Section("cases/sections/messages.html", {"case": page.case, **counts}, is_aside=True)
