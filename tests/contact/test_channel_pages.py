"""The pages of those who keep a channel, and of those who send by it."""

import uuid
from collections.abc import Iterator

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from safefair.contact.models import Channel, Dispatch
from safefair.contact.operations.answering import answer
from safefair.contact.operations.outbox import send_due
from safefair.contact.queries.channels import channel_spoken_for
from safefair.contact.texting.neutral import TEST, neutral_text
from safefair.core.keys.store import open_key
from safefair.core.sealed import read_words
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.contact.factories import DeskFactory, ask_invented
from tests.contact.providers import HER_WORDS, HERS, Provider, invented_channel, invented_provider

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "localhost"])]
CALM = "Invented: come on Monday."
DATA = {
    "name": "Invented number", "reach": "sms", "number": "+66600", "country": "TH", "languages": ["my"],
    "send_url": "https://provider.example/send?account=1", "authorization": "Token invented-outgoing",
    "networks": "192.0.2.0/24 198.51.100.7", "greatest_length": "160", "part_cost": "0.02", "currency": "thb",
    "quiet_from": "21:00", "quiet_until": "08:00", "timezone": "Asia/Bangkok",
}  # fmt: skip


@pytest.fixture
def provider() -> Iterator[Provider]:
    with invented_provider(DeskFactory.create()) as there:
        yield there


def page_of(client, name, *parts):
    return client.get(reverse(f"contact:{name}", args=parts)).content.decode()


def test_a_new_channel_shows_its_secret_once_and_keeps_a_hash(client):
    desk = DeskFactory.create()
    sign_in(client, "COORDINATOR", desk.organization)

    page = client.post(reverse("contact:channel_add"), DATA).content.decode()

    channel = Channel.objects.get()
    secret = page.partition("<code data-name>")[2].partition("<")[0]
    assert len(secret) == 43
    found = channel_spoken_for(channel.uuid, secret=secret, network_address="192.0.2.9")
    assert found == channel
    assert channel_spoken_for(channel.uuid, secret=secret, network_address="203.0.113.1") is None
    assert (channel.currency, channel.networks) == ("THB", ["192.0.2.0/24", "198.51.100.7/32"])
    assert read_words(channel, key=open_key(channel.key_id)) == {"authorization": "Token invented-outgoing"}
    shown = page_of(client, "channel", channel.uuid)
    assert secret not in shown
    assert "invented-outgoing" not in shown
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM contact_channel t")
        (kept,) = cursor.fetchone()
    assert secret not in kept
    assert "invented-outgoing" not in kept


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [("send_url", "http://provider.example/", "begins with https"), ("currency", "XQQ", "no currency"),
     ("networks", "everywhere", "such as 192.0.2.0/24"), ("quiet_until", "", "both hours"),
     ("authorization", "Token \u0e01", "Only letters"), ("greatest_length", "10", "greater than or equal to 40"),
     ("country", "MY", "not one of the available choices"), ("part_cost", "-1", "Ensure this value")],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field(client, name, value, said):
    desk = DeskFactory.create()
    sign_in(client, "COORDINATOR", desk.organization)

    response = client.post(reverse("contact:channel_add"), DATA | {name: value})

    assert said in response.content.decode()
    assert not Channel.objects.exists()


def test_two_channels_of_one_desk_have_two_names(client, provider):
    sign_in(client, "COORDINATOR", provider.channel.organization)

    page = client.post(reverse("contact:channel_add"), DATA).content.decode()

    assert "Another channel of yours has this name" in page
    assert Channel.objects.count() == 1


def test_a_desk_comes_before_its_channels(client):
    sign_in(client, "COORDINATOR", OrganizationFactory.create())

    assert client.get(reverse("contact:channel_add")).url == reverse("contact:desk")


def test_an_empty_authorization_keeps_the_old_one(client, provider):
    sign_in(client, "COORDINATOR", provider.channel.organization)
    address = reverse("contact:channel", args=[provider.channel.uuid])
    data = DATA | {
        "authorization": "",
        "name": "Invented other name",
        "networks": "",
        "send_url": provider.channel.send_url,
    }

    assert client.post(address, data).status_code == 302

    provider.channel.refresh_from_db()
    assert (provider.channel.name, provider.channel.networks) == ("Invented other name", [])
    client.post(reverse("contact:channel_test", args=[provider.channel.uuid]), {"number": HERS})
    assert provider.headers[0]["Authorization"] == "Token invented-outgoing"


def test_a_test_goes_to_the_typed_number_and_stays_nowhere(client, provider):
    sign_in(client, "COORDINATOR", provider.channel.organization)
    address = reverse("contact:channel_test", args=[provider.channel.uuid])

    assert client.post(address, {"number": HERS}).status_code == 302
    provider.statuses = [401]
    refused = client.post(address, {"number": HERS}).content.decode()

    assert [(one["id"], one["to"], one["text"]) for one in provider.taken] == [("0", "+66555010177", TEST)]
    assert "the provider refused it" in refused
    assert not Dispatch.objects.exists()


def test_a_new_secret_ends_the_old_one(client, provider):
    sign_in(client, "COORDINATOR", provider.channel.organization)

    page = client.post(reverse("contact:channel_secret", args=[provider.channel.uuid])).content.decode()

    assert provider.say("sent", id=1).status_code == 404
    provider.secret = page.partition("<code data-name>")[2].partition("<")[0]
    assert provider.say("sent", id=1).status_code == 200


def test_off_and_on(client, provider):
    sign_in(client, "COORDINATOR", provider.channel.organization)
    address = reverse("contact:channel_switch", args=[provider.channel.uuid])

    client.post(address)
    assert provider.say("sent", id=1).status_code == 404
    assert "This channel is off" in page_of(client, "channel", provider.channel.uuid)
    client.post(address)
    assert provider.say("sent", id=1).status_code == 200


def test_only_the_desk_keeper_keeps_channels(client, provider):
    sign_in(client, "COUNSELLOR", provider.channel.organization)

    assert client.get(reverse("contact:channel_add")).status_code == 403
    for name in ("channel_test", "channel_secret", "channel_switch"):
        assert client.post(reverse(f"contact:{name}", args=[provider.channel.uuid])).status_code == 403


def test_from_her_text_to_the_answer_on_her_phone(client, provider):
    asked = provider.text()
    sign_in(client, "COUNSELLOR", provider.channel.organization)
    detail, send = (reverse(f"contact:{name}", args=[asked.uuid]) for name in ("detail", "send"))
    page = client.get(detail).content.decode()
    assert HERS in page
    assert HER_WORDS in page
    assert "After your answer you choose" in page

    assert client.post(detail, {"text": CALM, "entry_id": uuid.uuid4()}).url == send
    page = client.get(send).content.decode()
    assert neutral_text("my") in page  # Latin letters tell nothing: the first language of the channel
    assert "0.02\N{NO-BREAK SPACE}USD" in page
    data = {"what": "answer", "language": "en-gb", "entry_id": uuid.uuid4(), "action": "send"}
    assert "only if she wrote" in client.post(send, data).content.decode()
    assert "It goes out now" in client.post(send, data | {"is_asked_for": "on"}, follow=True).content.decode()

    send_due(asked.pk, at=timezone.now())
    assert provider.texts() == [CALM]
    assert "the answer itself – sent" in client.get(detail).content.decode()


def test_what_gives_away_is_shown_and_not_sent(client, provider):
    asked = provider.text()
    answer(
        asked,
        "Invented: the shelter and the police.",
        entry_id=uuid.uuid4(),
        at=timezone.now(),
        by=UserFactory.create(),
    )
    sign_in(client, "COUNSELLOR", provider.channel.organization)
    address = reverse("contact:send", args=[asked.uuid])
    data = {"what": "answer", "language": "en-gb", "is_asked_for": "on", "entry_id": uuid.uuid4()}

    for action in ("", "send"):
        page = client.post(address, data | {"action": action}).content.decode()
        assert "police, shelter" in page
        assert "Send this" not in page
    assert not Dispatch.objects.exists()


def test_zawgyi_of_hers_is_read_in_unicode_beside_what_came(client, provider):
    asked = provider.text("ျမန္မာႏိုင္ငံ")
    sign_in(client, "COUNSELLOR", provider.channel.organization)

    page = client.get(reverse("contact:detail", args=[asked.uuid])).content.decode()

    assert "မြန်မာနိုင်ငံ" in page
    assert "ျမန္မာႏိုင္ငံ" in page
    assert asked.language == "my"


def test_after_stop_the_page_says_so(client, provider):
    asked = provider.text()
    provider.say("stopped", **{"from": HERS})
    sign_in(client, "COUNSELLOR", provider.channel.organization)
    address = reverse("contact:detail", args=[asked.uuid])

    assert "Nothing is ever sent to this number again" in client.get(address).content.decode()
    saved = client.post(address, {"text": CALM, "entry_id": uuid.uuid4()}, follow=True)
    assert "Nothing can be sent to her phone" in saved.content.decode()


def test_a_question_of_the_page_has_nothing_to_send(client):
    desk = DeskFactory.create()
    asked, _receipt = ask_invented(desk)
    sign_in(client, "COUNSELLOR", desk.organization)

    assert client.get(reverse("contact:send", args=[asked.uuid])).status_code == 404


def test_the_desk_says_what_texts_cost(client, provider):
    asked = provider.text()
    sign_in(client, "COORDINATOR", provider.channel.organization)
    assert "What texts cost" not in page_of(client, "desk")
    note = {"text": "Invented word. " * 15, "entry_id": uuid.uuid4()}
    client.post(reverse("contact:detail", args=[asked.uuid]), note)
    data = {
        "what": "answer",
        "language": "en-gb",
        "is_asked_for": "on",
        "action": "send",
        "entry_id": uuid.uuid4(),
    }
    client.post(reverse("contact:send", args=[asked.uuid]), data)
    send_due(asked.pk, at=timezone.now())

    page = page_of(client, "desk")
    assert "0.04\N{NO-BREAK SPACE}USD" in page
    assert timezone.localdate().strftime("%B %Y") in page


def test_pages_ask_as_much_for_one_text_as_for_many(client, provider, assert_same_queries):
    asked = provider.text()
    sign_in(client, "COORDINATOR", provider.channel.organization)
    desk = provider.channel.organization.desk

    def more():
        invented_channel(desk, name=uuid.uuid4().hex)
        note = {"text": CALM, "entry_id": uuid.uuid4()}
        client.post(reverse("contact:detail", args=[asked.uuid]), note)
        data = {"what": "neutral", "language": "en-gb", "action": "send", "entry_id": uuid.uuid4()}
        client.post(reverse("contact:send", args=[asked.uuid]), data)
        provider.text(uuid.uuid4().hex)
        send_due(asked.pk, at=timezone.now())

    more()
    for name, parts in (
        ("detail", [asked.uuid]),
        ("send", [asked.uuid]),
        ("desk", []),
        ("channel", [provider.channel.uuid]),
    ):
        assert_same_queries(reverse(f"contact:{name}", args=parts), more, at_most=12)
