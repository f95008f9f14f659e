"""The address at which other installations deliver: no session, no cookie, no page. docs/packets.md says what it answers."""

import hashlib
from http import HTTPStatus

import structlog
from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from safefair.accounts.permissions import public
from safefair.cases.enums.exchange import Fault
from safefair.cases.errors import (
    FileChanged,
    FileNotOurs,
    FileNotReadable,
    FileOver,
    FileTooLarge,
    PacketTakenBack,
    PacketUnknown,
    PartnerNotTrusted,
    TooManyDocuments,
)
from safefair.cases.operations.arrivals import take_delivery
from safefair.cases.operations.installation import public_card
from safefair.contact.errors import TooOften
from safefair.contact.operations.guard import guard
from safefair.core.crypto.packets import MOST_BYTES
from safefair.core.errors import DomainError
from safefair.core.requests import network_address

log = structlog.get_logger()
DELIVERIES = {"network": 300}
"""No cap for all together: strangers could use it up, and keep out that consent is taken back."""
ELSE = (HTTPStatus.SERVICE_UNAVAILABLE, "later")
CODES: dict[type[DomainError], tuple[HTTPStatus, str]] = {
    TooOften: (HTTPStatus.TOO_MANY_REQUESTS, "too_often"),
    FileTooLarge: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Fault.TOO_LARGE),
    FileNotReadable: (HTTPStatus.BAD_REQUEST, Fault.NOT_READABLE),
    FileNotOurs: (HTTPStatus.NOT_FOUND, Fault.NOT_OURS),
    PartnerNotTrusted: (HTTPStatus.FORBIDDEN, Fault.NOT_TRUSTED),
    FileChanged: (HTTPStatus.FORBIDDEN, Fault.NOT_TRUSTED),  # else anybody could ask whom we trust
    FileOver: (HTTPStatus.GONE, Fault.OVER),
    PacketTakenBack: (HTTPStatus.GONE, Fault.TAKEN_BACK),
    PacketUnknown: (HTTPStatus.NOT_FOUND, Fault.UNKNOWN),
    TooManyDocuments: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, Fault.TOO_LARGE),
}


@public
@csrf_exempt
@require_POST
def packets(request: HttpRequest) -> HttpResponse:
    """Take in a sealed file and answer with our receipt, or with nothing where none belongs to it.

    Without a check against forged forms: there is no session whose rights a form could borrow, and what the file may do
    hangs on its signature alone.
    """
    digest, at = "", timezone.now()
    try:
        guard("deliver", most=DELIVERIES, address=network_address(request), at=at)
        data = _body(request)
        digest = hashlib.sha256(data).hexdigest()
        receipt = take_delivery(data, at=at)
    except DomainError as fault:
        answer = _problem(fault)
    else:
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
        if receipt is not None:
            answer = HttpResponse(bytes(receipt.content or b""), content_type="application/octet-stream")
    log.info("a file came", digest=digest, status=answer.status_code)
    return _never_kept(answer)


@public
@require_GET
def card(request: HttpRequest) -> HttpResponse:
    """Who answers here: number, name and keys, signed; which organisations receive stands on the card handed over."""
    try:
        guard("card", most=DELIVERIES, address=network_address(request), at=timezone.now())
    except TooOften as fault:
        return _never_kept(_problem(fault))
    text = public_card()
    if text is None:
        return _never_kept(_problem(FileNotOurs()))
    return _never_kept(HttpResponse(text, content_type="application/json; charset=utf-8"))


def _body(request: HttpRequest) -> bytes:
    """The file; one that says it is too large is not read."""
    length = request.headers.get("Content-Length", "")
    if not (length.isascii() and length.isdigit()):
        raise FileNotReadable
    if int(length) > MOST_BYTES:
        raise FileTooLarge
    try:
        return bytes(request.read(int(length)))
    except UnreadablePostError:
        raise FileNotReadable from None


def _problem(fault: DomainError) -> HttpResponse:
    """RFC 9457; `code` is what the other installation goes by."""
    status, code = CODES.get(type(fault), ELSE)
    facts = {"type": "about:blank", "title": status.phrase, "status": status, "code": code}
    return JsonResponse(
        {**facts, "detail": str(fault)}, status=status, content_type="application/problem+json"
    )


def _never_kept(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
