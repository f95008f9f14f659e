"""The list of services, one service, the list as a file."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from safefair.accounts.membership import Membership, membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.core.downloads import csv_response
from safefair.core.languages import OWN_NAMES
from safefair.core.paging import ListPaginator
from safefair.directory.entries import entry_of
from safefair.directory.enums import ProposalStatus
from safefair.directory.exports import HEADER, hsds_response, row_of
from safefair.directory.forms.services import ServiceFilter
from safefair.directory.freshness import freshness
from safefair.directory.models import Service
from safefair.directory.queries.services import kept_by, to_check, to_review, visible_to
from safefair.directory.words import lines

PAGE = 25
CRUMB = (gettext_lazy("Services"), reverse_lazy("directory:services"))


@require_GET
@requires(Permission.VIEW_DIRECTORY)
def service_list(request: HttpRequest) -> HttpResponse:
    """What there is for whom, and when somebody last called."""
    membership, today = membership_of(request), timezone.localdate()
    narrowing = ServiceFilter(request.GET, organization_id=membership.organization_id)
    rows = narrowing.narrow(visible_to(membership), request.GET.get("sort", ""))
    if request.GET.get("format") == "csv":
        with_phones = rows.prefetch_related("phones", "service_areas")
        return csv_response("services.csv", HEADER, [row_of(service) for service in with_phones])
    if request.GET.get("format") == "hsds":
        kept = narrowing.narrow(kept_by(membership), request.GET.get("sort", ""))
        return hsds_response("services.json", kept, today)
    page = ListPaginator(rows, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    downloads = {}
    for name in ("csv", "hsds"):
        query["format"] = name
        downloads[name] = f"?{query.urlencode()}"
    context = {
        "filter": narrowing,
        "page": page,
        "rows": [(service, freshness(service, today)) for service in page],
        "downloads": downloads,
        "may_propose": membership.may(Permission.PROPOSE_SERVICE),
        "reviews": to_review(membership).count(),
        "checks": to_check(membership, today).count() if membership.may(Permission.REVIEW_SERVICE) else 0,
        "may_review": membership.may(Permission.REVIEW_SERVICE),
    }
    return render(request, "directory/services.html", context)


@require_GET
@requires(Permission.VIEW_DIRECTORY)
def service_detail(request: HttpRequest, service: uuid.UUID) -> HttpResponse:
    """Everything the directory says of one service."""
    membership = membership_of(request)
    found = get_object_or_404(visible_to(membership), uuid=service)
    keeps = is_kept_by(membership, found)
    context = {
        "service": found,
        "facts": [(label, text) for label, text in lines(entry_of(found)) if text],
        "freshness": freshness(found, timezone.localdate()),
        "may_propose": keeps and membership.may(Permission.PROPOSE_SERVICE),
        "may_review": keeps and membership.may(Permission.REVIEW_SERVICE),
        "waiting": found.proposals.filter(status=ProposalStatus.WAITING).first() if keeps else None,
        "calls": found.calls.select_related("by").order_by("-called_on", "-pk")[:5] if keeps else [],
        "languages_of_directory": list(OWN_NAMES.items()),
        "breadcrumb": [CRUMB, (_("Service"), "")],
    }
    return render(request, "directory/service.html", context)


def is_kept_by(membership: Membership, service: Service) -> bool:
    """Whether somebody may propose changes of it, as far as the role allows that at all."""
    return membership.organization is None or membership.organization_id == service.organization_id


def find_kept(request: HttpRequest, service: uuid.UUID) -> Service:
    """A service that the reader keeps; else it is one that does not exist."""
    return get_object_or_404(kept_by(membership_of(request)), uuid=service)
