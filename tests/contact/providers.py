"""An invented provider on this machine: it takes texts as a test wants, and speaks to our addresses."""

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

from django.test import Client
from django.urls import reverse

from safefair.contact.models import Channel, Desk, HelpRequest, Sender
from safefair.contact.operations.channels import add_channel
from tests.accounts.factories import UserFactory
from tests.cases.listening import listening
from tests.contact.factories import NOON

HERS = "+66 55 501 0177"
HER_WORDS = "Invented: may I ask something?"
AUTHORIZATION = "Token invented-outgoing"


class Provider:
    """One channel as its provider sees it. `statuses`: what it answers, one after another, then 200 for ever.
    `when_taken`: done before a text that was taken is answered."""

    def __init__(self, channel: Channel, secret: str) -> None:
        self.channel, self.secret = channel, secret
        self.client = Client()
        self.taken: list[dict[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.statuses: list[int] = []
        self.when_taken: Callable[[], object] | None = None

    def say(self, what: str, **fields: object) -> Any:
        """Call one of our addresses, as an aggregator does; with its secret unless another one is given."""
        data = {"secret": self.secret, **fields}
        return self.client.post(reverse(f"channels:{what}", args=[self.channel.uuid]), data)

    def text(self, text: str = HER_WORDS, *, number: str = HERS, **fields: object) -> HelpRequest:
        """Bring a text of hers; the question that it is part of."""
        assert self.say("receive", **{"from": number, "text": text, **fields}).status_code == 200
        found = Sender.objects.select_related("request").order_by("pk").last()
        assert found is not None
        return found.request

    def texts(self) -> list[str]:
        """What was taken, in order."""
        return [one["text"] for one in self.taken]


def invented_channel(
    desk: Desk, *, send_url: str = "http://localhost:9/", **given: object
) -> tuple[Channel, str]:
    """A channel of a desk, and its secret."""
    facts = {
        "name": "Invented number", "reach": "sms", "number": "+66600", "country": "TH", "languages": ["my", "th"],
        "part_cost": Decimal("0.02"), "currency": "USD", "timezone": "Asia/Bangkok",
    }  # fmt: skip
    channel = Channel(organization=desk.organization, send_url=send_url, **(facts | given))
    secret = add_channel(channel, authorization=AUTHORIZATION, by=UserFactory.create())
    return channel, secret


@contextmanager
def invented_provider(desk: Desk, **given: object) -> Iterator[Provider]:
    """A provider that listens, with a channel of this desk."""

    def answer(body: bytes) -> tuple[int, dict[str, str], bytes]:
        status = provider.statuses.pop(0) if provider.statuses else 200
        provider.headers.append(there.said[-1][2])
        if status == 200:
            provider.taken.append({name: values[0] for name, values in parse_qs(body.decode()).items()})
            if provider.when_taken:
                provider.when_taken()
        return status, {}, b""

    with listening(answer) as there:
        provider = Provider(*invented_channel(desk, send_url=f"{there.address}/send?account=1", **given))
        yield provider


def later(**pause: float) -> dt.datetime:
    """After noon of an invented Monday."""
    return NOON + dt.timedelta(**pause)
