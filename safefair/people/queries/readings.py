"""Who opened a person's record: she may ask, and the answer is hers."""

from django.db.models import OuterRef, Subquery

from safefair.accounts.models import User
from safefair.core.models import ReadKind, ReadLog
from safefair.core.readings import readings_about
from safefair.people.models import Registration

SHOWN = 20


def openings_of(registration: Registration) -> list[tuple[ReadLog, str]]:
    """The newest openings and exports of one record, with the name of whoever did it ("" for a job)."""
    about = readings_about(
        "people.Registration", registration.pk, organization_id=registration.organization_id
    )
    rows = about.filter(kind__in=(ReadKind.OPENED, ReadKind.EXPORTED)).annotate(
        by=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("name"))
    )
    return [(row, row.by or "") for row in rows.order_by("-id")[:SHOWN]]
