"""Questions in numbers: of one's own desk, or of all countries with small counts withheld."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.contact.enums import Waited
from safefair.contact.queries.numbers import FEWEST, months_of_countries, months_of_desk

DAYS = 365


@require_GET
@requires(Permission.ANSWER_QUESTIONS, Permission.VIEW_LIVE_FIGURES)
def questions(request: HttpRequest) -> HttpResponse:
    """The last twelve months."""
    membership = membership_of(request)
    since = (timezone.localdate() - dt.timedelta(days=DAYS)).replace(day=1)
    own = membership.organization_id if membership.may(Permission.ANSWER_QUESTIONS) else None
    context = {
        "is_own": own is not None,
        "months": months_of_desk(own, since=since) if own else months_of_countries(since=since),
        "classes": [one.label for one in Waited],
        "fewest": FEWEST,
    }
    return render(request, "contact/numbers.html", context)
