"""The list of complaints as a file: coded facts and money, no name and no word of anybody."""

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from safefair.accounts.membership import Membership
from safefair.cases.enums.complaint import AmountKind
from safefair.cases.models import Complaint
from safefair.cases.money import write_sums
from safefair.cases.queries.complaints import as_listed
from safefair.cases.sealing import SUBJECT
from safefair.core.audit import log_reading
from safefair.core.codes import country_name
from safefair.core.downloads import csv_response
from safefair.core.models import ReadKind


@transaction.atomic
def export_complaints(complaints: QuerySet[Complaint], membership: Membership) -> HttpResponse:
    """Rows of `listed_complaints`; the log names their cases before the file is made."""
    rows = [as_listed(complaint) for complaint in complaints]
    log_reading(
        ReadKind.EXPORTED,
        SUBJECT,
        sorted({row.complaint.case_id for row in rows}),
        user_id=membership.user.pk,
        organization_id=membership.organization_id,
        reason="list of complaints",
    )
    header = [
        _("Complaint"), _("Lodged on"), _("About"), _("Against"), _("Before"), _("Country"), _("Outcome"), _("Ended on"),
        _("Next date"), *(kind.label for kind in AmountKind),
    ]  # fmt: skip
    cells = [
        [
            row.complaint.code,
            row.complaint.opened_on.isoformat(),
            "; ".join(row.types),
            row.complaint.get_respondent_display(),
            row.complaint.get_forum_display(),
            country_name(row.complaint.country),
            row.complaint.get_outcome_display(),
            row.complaint.ended_on.isoformat() if row.complaint.ended_on else "",
            row.next_on.isoformat() if row.next_on else "",
            *(write_sums(row.money, kind) for kind in AmountKind),
        ]
        for row in rows
    ]
    return csv_response("complaints.csv", header, cells)
