"""Who opened a person's record: she may ask, and the answer is hers."""

from django.db.models import OuterRef, Subquery

from safefair.accounts.models import User
from safefair.core.models import ReadKind, ReadLog
from safefair.people.models import Registration

SHOWN = 20


def openings_of(registration: Registration) -> list[tuple[ReadLog, str]]:
    """The newest openings and exports of one record, with the name of whoever did it ("" for a job)."""
    rows = ReadLog.objects.filter(
        organization_id=registration.organization_id,
        kind__in=(ReadKind.OPENED, ReadKind.EXPORTED),
        subject="people.Registration",
        record_ids__contains=[registration.pk],
    ).annotate(by=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("name")))
    return [(row, row.by or "") for row in rows.order_by("-id")[:SHOWN]]
