"""A case on one page without names, for a talk with the supervisor or the next shift."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.plan import Service
from safefair.cases.models import Case
from safefair.cases.queries.access import hidden_entries, sees_danger
from safefair.cases.queries.next import due_in
from safefair.cases.sections.basics import SHOWN, SOON, corridor
from safefair.cases.views.common import crumbs, find_case, open_page


@require_GET
@requires(Permission.VIEW_CASES)
def sheet(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """Code, wishes, needs, danger, what is next, what happened; no name, neither of hers nor of a colleague's."""
    page = open_page(request, find_case(request, address))
    case, shows = page.case, sees_danger(page.membership)
    until = page.today.fromordinal(page.today.toordinal() + SOON)
    entries = case.timelineentrys.exclude(kind__in=hidden_entries(page.membership))
    context = {
        "case": case,
        "wishes": page.words.get("wishes", ""),
        "needs": [str(Service(code).label) for code in case.needs],
        "way": corridor(case),
        "sees_danger": shows,
        "due": due_in(Case.objects.filter(pk=case.pk), until=until, limit=SHOWN, sees_danger=shows),
        "entries": entries.order_by("-happened_on", "-pk")[:SHOWN],
        "today": page.today,
        "breadcrumb": crumbs(case, _("On one page")),
    }
    return render(request, "cases/sheet.html", context)
