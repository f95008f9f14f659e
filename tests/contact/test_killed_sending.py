"""A worker that dies between two pieces: the next one goes on, and leaves none out."""

import json
import os
import signal
import subprocess
import sys
import uuid
from functools import partial

import pytest
from django.db import connections

from safefair.contact.enums import ByChannel
from safefair.contact.models import Dispatch
from safefair.contact.operations.answering import answer
from safefair.contact.operations.outbox import send_due
from safefair.contact.operations.sending import send_by_channel
from tests.accounts.factories import UserFactory
from tests.contact.factories import NOON, DeskFactory
from tests.contact.providers import Provider, invented_provider, later
from tests.harness.templates import ALIASES

LONG = " ".join(f"Invented line {number:02}." for number in range(25))
CHILD = """
import datetime as dt, json, sys
import django
django.setup()
from django.db import connections
names, request_id, at = json.loads(sys.argv[1])
for alias, name in names.items():
    connections[alias].settings_dict["NAME"] = name
from safefair.contact.operations.outbox import send_due
send_due(request_id, at=dt.datetime.fromisoformat(at))
"""


def kill_at_second(child: "subprocess.Popen[bytes]", provider: Provider) -> None:
    """The provider has the second piece, and its answer comes to nobody."""
    if len(provider.taken) == 2:
        child.send_signal(signal.SIGKILL)


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1", "localhost"])
@pytest.mark.django_db(transaction=True)
def test_killed_while_it_hands_over_a_piece_the_next_worker_goes_on_with_that_piece():
    with invented_provider(DeskFactory.create()) as provider:
        note = answer(provider.text(), LONG, entry_id=uuid.uuid4(), at=NOON, by=UserFactory.create())
        dispatch = send_by_channel(
            note,
            what=ByChannel.ANSWER,
            language="en-gb",
            is_asked_for=True,
            entry_id=uuid.uuid4(),
            at=NOON,
            by=UserFactory.create(),
        )
        names = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
        job = json.dumps([names, note.request_id, NOON.isoformat()])
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
        with subprocess.Popen([sys.executable, "-c", CHILD, job], env=environment) as child:
            provider.when_taken = partial(kill_at_second, child, provider)
            assert child.wait(60) == -signal.SIGKILL
        first, second = provider.texts()
        provider.when_taken = None
        dispatch.refresh_from_db()
        assert (dispatch.status, dispatch.pieces_sent, dispatch.pieces) == ("queued", 1, 3)

        send_due(note.request_id, at=later(minutes=1))

    assert provider.texts()[:3] == [first, second, second]
    assert " ".join([first, *provider.texts()[2:]]) == LONG
    assert Dispatch.objects.get().status == "sent"
