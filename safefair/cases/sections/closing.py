"""Whether the case is to end, and how it ended."""

from typing import Any

from safefair.accounts.roles import Permission
from safefair.cases.enums.plan import ClosureCheck, Decided
from safefair.cases.sealing import read_words
from safefair.cases.sections import CasePage, Section


def closing(page: CasePage) -> Section | None:
    """The newest closure, asked for, decided or undone."""
    may = page.membership.may
    if not (may(Permission.PLAN_CASE) or may(Permission.APPROVE_CLOSURE)):
        return None
    newest = page.heads.closure
    context = {
        "case": page.case,
        "newest": newest,
        "is_pending": newest is not None and newest.status == Decided.PENDING,
    }
    return Section("cases/sections/closing.html", context, is_aside=True)


def closures_of(page: CasePage) -> list[dict[str, Any]]:
    """All closures with their words, the newest first."""
    rows = page.case.closures.select_related("asked_by", "decided_by", "reopened_by").order_by("-pk")
    return [
        {
            "row": row,
            "words": read_words(row, key=page.key),
            "checks": [str(ClosureCheck(code).label) for code in row.checks],
            "unchecked": [str(check.label) for check in ClosureCheck if check not in row.checks],
        }
        for row in rows
    ]
