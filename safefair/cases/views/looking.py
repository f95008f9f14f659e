"""A document shown page by page: looked at here, never handed out as a file."""

import base64
import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from safefair.accounts.membership import membership_of, organization_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.cases.enums.consent import DataCategory
from safefair.cases.enums.referral import LIVE
from safefair.cases.models import Attachment
from safefair.cases.operations.documents import as_pictures, open_document
from safefair.cases.packets import may_read, open_referral
from safefair.cases.queries.referrals import may_open_packet
from safefair.cases.sealing import open_case
from safefair.cases.views.common import crumbs, find_case
from safefair.cases.views.referrals import CRUMB, find_referral, shows_identity
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.remaking import DocumentRefused, Remade, page_of

DIGITS = 3


@require_GET
@requires(Permission.ATTACH_DOCUMENT)
def document_look(request: HttpRequest, address: uuid.UUID, document: uuid.UUID) -> HttpResponse:
    """A document of a case as a receiver would see it."""
    case = find_case(request, address)
    found = get_object_or_404(Attachment, case=case, uuid=document, content__isnull=False)
    key = open_case(case, by_id=membership_of(request).user.pk, reason="document")
    try:
        file = as_pictures(found, key=key)
    except DocumentRefused:
        raise Http404 from None
    return _show(request, file, crumbs(case, _("Document")), back=reverse("cases:detail", args=[case.uuid]))


@require_GET
@requires(Permission.REFER, Permission.ANSWER_REFERRAL)
def referral_document(request: HttpRequest, referral: uuid.UUID) -> HttpResponse:
    """The document `?number=` of a live packet; 404 for whoever may not read it, and once access has ended."""
    membership = membership_of(request)
    found, is_sender = find_referral(request, referral)
    reads = is_sender or may_open_packet(found, membership)
    reads = reads and shows_identity(found, membership, is_sender=is_sender)
    if not (reads and found.status in LIVE and may_read(membership, DataCategory.DOCUMENTS)):
        raise Http404
    document = get_object_or_404(found.documents, number=_number(request, "number"), content__isnull=False)
    try:
        key = open_referral(
            found,
            by_id=membership.user.pk,
            organization_id=organization_of(membership_of(request)).pk,
            reason="document",
        )
    except KeyUnavailable:  # it ended between the query and here
        raise Http404 from None
    back = reverse("cases:referral", args=[found.uuid])
    return _show(
        request, open_document(document, key=key), [CRUMB, (found.code, back), (_("Document"), "")], back=back
    )


def _number(request: HttpRequest, name: str) -> int:
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= DIGITS else 1


def _at(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = str(page)
    return f"?{query.urlencode()}"


def _show(
    request: HttpRequest, file: Remade, breadcrumb: list[tuple[object, object]], *, back: str
) -> HttpResponse:
    number = _number(request, "page")
    picture, pages = page_of(file, number)
    number = min(max(number, 1), pages)
    context = {
        "picture": f"data:image/jpeg;base64,{base64.b64encode(picture).decode()}",
        "number": number,
        "pages": pages,
        "before": _at(request, number - 1) if number > 1 else "",
        "after": _at(request, number + 1) if number < pages else "",
        "back": back,
        "breadcrumb": breadcrumb,
    }
    return render(request, "cases/look.html", context)
