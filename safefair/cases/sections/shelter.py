"""Where she stays: the front name of the house, never its address."""

from safefair.accounts.roles import Permission
from safefair.cases.nights import nights_in
from safefair.cases.sections import CasePage, Section


def shelter(page: CasePage) -> Section | None:
    """Her stays, the current first; nothing where there is none and the reader takes nobody in."""
    may = page.membership.may
    if not may(Permission.VIEW_BEDS):
        return None
    keeps = may(Permission.MANAGE_SHELTER)
    rows = [
        (stay, nights_in(stay.came_on, stay.left_on, start=stay.came_on, end=page.today))
        for stay in page.heads.stays
    ]
    stays_now = any(stay.left_on is None for stay, _nights in rows)
    can_admit = keeps and page.case.is_open and not stays_now
    if not rows and not can_admit:
        return None
    context = {
        "rows": rows,
        "case": page.case,
        "today": page.today,
        "keeps": keeps,
        "can_admit": can_admit,
    }
    return Section("cases/sections/shelter.html", context)
