"""Who opened the file of a case: answered from the log of readings."""

from django.db.models import OuterRef, Subquery

from safefair.accounts.models import User
from safefair.cases.models import Case
from safefair.cases.sealing import SUBJECT
from safefair.core.models import ReadLog

SHOWN = 50


def readings_of(case: Case) -> list[tuple[ReadLog, str]]:
    """The last readings of a case with the name of the reader ("" for a job)."""
    rows = ReadLog.objects.filter(
        organization_id=case.organization_id, subject=SUBJECT, record_ids__contains=[case.pk]
    ).annotate(by=Subquery(User.objects.filter(pk=OuterRef("user_id")).values("name")))
    return [(row, row.by or "") for row in rows.order_by("-id")[:SHOWN]]
