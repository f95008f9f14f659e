"""A photo or a spoken message, for those who answer."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from safefair.accounts.membership import membership_of
from safefair.accounts.permissions import requires
from safefair.accounts.roles import Permission
from safefair.contact.enums import READABLE, EnclosureKind
from safefair.contact.models import Enclosure
from safefair.contact.operations.answering import open_request
from safefair.contact.operations.enclosing import open_enclosure
from safefair.contact.queries.requests import requests_of
from safefair.core.crypto.custody import KeyUnavailable

TYPES = {EnclosureKind.PHOTO: "image/jpeg", EnclosureKind.VOICE: "audio/mpeg"}


@require_GET
@requires(Permission.ANSWER_QUESTIONS)
def request_enclosure(request: HttpRequest, address: uuid.UUID, enclosure: uuid.UUID) -> HttpResponse:
    """The file as we made it anew, kept by no browser; the reading is logged first."""
    membership = membership_of(request)
    found = get_object_or_404(requests_of(membership), uuid=address, status__in=READABLE)
    file = get_object_or_404(Enclosure, note__request=found, uuid=enclosure, content__isnull=False)
    try:
        content = open_enclosure(file, key=open_request(found, by=membership.user))
    except KeyUnavailable:
        raise Http404 from None
    response = HttpResponse(content, content_type=TYPES[EnclosureKind(file.kind)])
    response["Content-Disposition"] = "inline"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response
