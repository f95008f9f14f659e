"""Who opened a person's record: she may ask, and the answer is hers."""

from collections.abc import Sequence

from safefair.accounts.models import User
from safefair.core.models import ReadKind, ReadLog
from safefair.people.models import Registration

SHOWN = 20


def openings_of(registration: Registration) -> list[tuple[ReadLog, str]]:
    """The newest openings and exports of one record, with the name of whoever did it ("" for a job)."""
    rows: Sequence[ReadLog] = list(
        ReadLog.objects.filter(
            organization_id=registration.organization_id,
            kind__in=(ReadKind.OPENED, ReadKind.EXPORTED),
            subject="people.Registration",
            record_ids__contains=[registration.pk],
        ).order_by("-id")[:SHOWN]
    )
    names = dict(
        User.objects.filter(pk__in={row.user_id for row in rows if row.user_id}).values_list("pk", "name")
    )
    return [(row, names.get(row.user_id or 0, "")) for row in rows]
