"""The addresses at which a provider brings texts and news: the contract of RapidPro's handler for external channels.

No session, no cookie, no page. Without a check against forged forms: there is no session whose rights a form could
borrow, and whoever knows the secret of a channel may speak for its provider. Both ways, since the contract allows both.
"""

import re
import uuid
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from safefair.accounts.permissions import public
from safefair.contact.enums import DispatchStatus
from safefair.contact.errors import TooOften
from safefair.contact.models import Channel
from safefair.contact.operations.guard import guard
from safefair.contact.operations.receiving import Incoming, hear, receive
from safefair.contact.operations.stopping import stop
from safefair.contact.queries.channels import channel_spoken_for
from safefair.core.requests import network_address

CALLS = {"network": 3000, "platform": 12000}
MOST_BYTES, MOST_LETTERS, MOST_OF_NUMBER = 64 * 1024, 6000, 100
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")
WHOLE_NUMBER = re.compile(r"[0-9]{1,20}")
Given = dict[str, str]
Take = Callable[[Channel, Given, datetime], None]


class NotUnderstood(Exception):
    """What is missing or wrong; no word of what came."""


def _called(request: HttpRequest, address: uuid.UUID, take: Take) -> HttpResponse:
    """Check who speaks, then take in what is said. A wrong secret and no such channel answer alike."""
    at, network = timezone.now(), network_address(request)
    try:
        guard("channel", most=CALLS, address=network, at=at)
        given = _given(request)
    except TooOften:
        return _answer(HTTPStatus.TOO_MANY_REQUESTS)
    except (NotUnderstood, UnreadablePostError):
        return _answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    channel = channel_spoken_for(address, secret=_secret(request, given), network_address=network)
    if channel is None:
        return _answer(HTTPStatus.NOT_FOUND)
    try:
        take(channel, given, at)
    except NotUnderstood as fault:
        return _answer(HTTPStatus.BAD_REQUEST, str(fault))
    return _answer(HTTPStatus.OK, "Accepted")


def _given(request: HttpRequest) -> Given:
    """The fields of address and body, the body's first."""
    length = request.headers.get("Content-Length") or "0"
    if not WHOLE_NUMBER.fullmatch(length) or int(length) > MOST_BYTES:
        raise NotUnderstood
    return {**request.GET.dict(), **request.POST.dict()}


def _secret(request: HttpRequest, given: Given) -> str:
    """`Authorization: Token …` or `Bearer …`, else the field `secret`."""
    return request.headers.get("Authorization", "").rpartition(" ")[2] or given.get("secret", "")


def _number(given: Given, *names: str) -> str:
    number = next((given[name].strip() for name in names if given.get(name, "").strip()), "")
    if not number or len(number) > MOST_OF_NUMBER:
        raise NotUnderstood(f"{' or '.join(names)} is missing or too long")
    return number


def _dated(given: Given) -> datetime | None:
    text = given.get("date") or given.get("time") or ""
    if not text:
        return None
    if RFC_3339.fullmatch(text):
        with suppress(ValueError):  # a day that there is not
            return datetime.fromisoformat(text)
    raise NotUnderstood("invalid date, must be RFC 3339")


def _answer(status: HTTPStatus, message: str = "") -> HttpResponse:
    answer = JsonResponse({"message": message or status.phrase}, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def channel_receive(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """A text of hers: `from` or `sender`, `text`, perhaps `date` or `time`."""
    return _called(request, address, _take_text)


def _take_text(channel: Channel, given: Given, at: datetime) -> None:
    text = given.get("text", "")
    if len(text) > MOST_LETTERS:
        raise NotUnderstood("text is too long")
    receive(channel, Incoming(_number(given, "from", "sender"), text, _dated(given)), at=at)


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def channel_news(request: HttpRequest, address: uuid.UUID, status: str) -> HttpResponse:
    """How far a text of ours has come: `id`."""

    def take(channel: Channel, given: Given, at: datetime) -> None:
        dispatch_id = given.get("id", "")
        if not WHOLE_NUMBER.fullmatch(dispatch_id):
            raise NotUnderstood("id is missing or no whole number")
        hear(channel, int(dispatch_id), DispatchStatus(status), at=at)

    return _called(request, address, take)


@public
@csrf_exempt
@require_http_methods(["GET", "POST"])
def channel_stopped(request: HttpRequest, address: uuid.UUID) -> HttpResponse:
    """She wants nothing more: `from`."""
    return _called(request, address, lambda channel, given, at: stop(channel, _number(given, "from"), at=at))
