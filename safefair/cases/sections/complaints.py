"""Her labour complaints: where each stands, what is next, what was received."""

from safefair.accounts.roles import Permission
from safefair.cases.enums.complaint import AmountKind
from safefair.cases.money import write_sums
from safefair.cases.queries.complaints import Brief, sees_complaints
from safefair.cases.sections import CasePage, Section


def complaints(page: CasePage) -> Section | None:
    """Each complaint in a line; nothing where there is none and the reader may lodge none."""
    if not sees_complaints(page.membership):
        return None
    can_lodge = page.case.is_open and page.membership.may(Permission.RECORD_COMPLAINT)
    found = [Brief.read(facts) for facts in getattr(page.case, "complaint_rows")]  # noqa: B009  annotated
    rows = [
        (one, write_sums(one.money, AmountKind.CLAIMED), write_sums(one.money, AmountKind.RECEIVED))
        for one in found
    ]
    if not rows and not can_lodge:
        return None
    context = {"rows": rows, "case": page.case, "today": page.today, "can_lodge": can_lodge}
    return Section("cases/sections/complaints.html", context)
