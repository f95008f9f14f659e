"""What there is, how each language stands, and how often it is read."""

import datetime as dt

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.languages import OWN_NAMES
from safefair.guide.queries.overview import FEWEST, OTHERS, articles_with_languages, reads_since

DAYS = 30


@requires(Permission.WRITE_GUIDE, Permission.VIEW_GUIDE_READS)
def article_list(request: HttpRequest) -> HttpResponse:
    """Articles in the order of her way, with what is due."""
    membership = membership_of(request)
    context = {
        "rows": articles_with_languages(),
        "today": timezone.localdate(),
        "languages": [(code, OWN_NAMES[code]) for code in OTHERS],
        "may_write": membership.may(Permission.WRITE_GUIDE),
        "may_see_reads": membership.may(Permission.VIEW_GUIDE_READS),
        "may_publish": membership.may(Permission.PUBLISH_GUIDE),
        "source_language": settings.LANGUAGE_CODE,
        "can_edit": "editing" in settings.SITES and membership.may(Permission.WRITE_GUIDE),
    }
    return render(request, "guide/list.html", context)


@requires(Permission.VIEW_GUIDE_READS)
def reads(request: HttpRequest) -> HttpResponse:
    """Readings of the last thirty days."""
    rows = reads_since(timezone.localdate() - dt.timedelta(days=DAYS))
    context = {"rows": rows, "days": DAYS, "fewest": FEWEST, "names": OWN_NAMES}
    return render(request, "guide/reads.html", context)
