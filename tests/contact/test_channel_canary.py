"""A number and words that come by a channel and go by it must be readable nowhere but on the page and at the provider."""

import datetime as dt
import io
import logging  # noqa: TID251  reason: looks at what the product writes there
import uuid
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import structlog
from django.db import connections
from django.urls import reverse
from django.utils import timezone

from safefair.contact.models import Dispatch
from safefair.contact.operations.outbox import send_due
from safefair.core import logs
from tests.accounts.factories import sign_in
from tests.contact.factories import DeskFactory
from tests.contact.providers import Provider, invented_provider
from tests.test_canary import outside, tables

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "localhost"])]
NUMBER, TEXT, REPLY = "+66 98 765 4321", "Invented Kingfisher asks", "Invented Kittiwake answers"
CANARY = ("98 765 4321", "987654321", "kingfisher", "kittiwake", "invented-outgoing")


def found_in(text: str) -> list[str]:
    low = text.lower()
    return [word for word in CANARY if word in low or quote(word) in low or word.replace(" ", "+") in low]


@pytest.fixture
def written(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Everything that structlog, the libraries' logs (down to each connection) and the streams say."""
    stream, root, http = io.StringIO(), logging.getLogger(), logging.getLogger("urllib3")
    handlers, level = root.handlers, root.level
    logs.configure({})
    root.handlers[0].setStream(stream)  # type: ignore[attr-defined]  # a StreamHandler
    root.setLevel("INFO")
    http.setLevel("DEBUG")
    with structlog.testing.capture_logs() as events:
        yield lambda: stream.getvalue() + repr(events) + "".join(capfd.readouterr())
    root.handlers = handlers
    root.setLevel(level)
    http.setLevel("NOTSET")


@pytest.fixture
def provider() -> Iterator[Provider]:
    with invented_provider(DeskFactory.create()) as there:
        yield there


def kept() -> list[tuple[str, list[str]]]:
    """Tables, those of jobs among them, that hold the canary in the open."""
    return [
        (name, hit)
        for alias in ("default", "keys")
        for name, text in tables(alias)
        if (hit := found_in(text))
    ]


def test_a_text_in_both_directions_leaves_nothing_behind(client, provider, written):
    asked = provider.text(TEXT, number=NUMBER)
    sign_in(client, "COUNSELLOR", provider.channel.organization)
    detail, send = (reverse(f"contact:{name}", args=[asked.uuid]) for name in ("detail", "send"))
    data = {
        "what": "answer",
        "language": "th",
        "is_asked_for": "on",
        "action": "send",
        "entry_id": uuid.uuid4(),
    }
    pages = [
        client.get(detail),
        client.post(detail, {"text": REPLY, "entry_id": uuid.uuid4()}, follow=True),
        client.post(send, data, follow=True),
    ]
    while_it_waits = kept()
    provider.statuses = [503, 400]
    for _ in range(2):
        send_due(asked.pk, at=timezone.now() + dt.timedelta(minutes=2))
    provider.say("stopped", **{"from": NUMBER})

    assert Dispatch.objects.get().status == "failed"
    assert found_in(pages[0].content.decode()) == ["98 765 4321", "kingfisher"]
    assert (while_it_waits, kept()) == ([], [])
    assert found_in(written()) == []
    for page in pages:
        assert found_in(outside(page)) == []


def test_a_call_that_fails_says_no_more_than_where(client, provider, written):
    client.raise_request_exception = False
    with connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE contact_requestnote ADD CONSTRAINT refuses_all CHECK (false) NOT VALID")
    address = reverse("channels:receive", args=[provider.channel.uuid])

    calls = [
        client.get(address, {"from": NUMBER, "text": TEXT, "secret": secret, **more})
        for secret, more in ((provider.secret, {}), ("wrong", {}), (provider.secret, {"date": TEXT}))
    ]
    text = written()

    assert [call.status_code for call in calls] == [500, 404, 400]
    assert "IntegrityError" in text
    assert found_in(text + " ".join(call.content.decode() for call in calls)) == []
    assert provider.secret not in text


def test_the_canary_would_be_found():
    assert found_in(f"GET /?from={quote(NUMBER)}&text={quote(TEXT)}") == ["98 765 4321", "kingfisher"]
