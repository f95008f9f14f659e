"""What a provider brings: texts that open or continue a question, once each, and only with its secret."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse

from safefair.cases.operations.from_question import take_up_question
from safefair.cases.sealing import read_words
from safefair.contact.models import HelpRequest, RequestNote, Sender
from safefair.contact.operations.answering import close_request
from safefair.contact.operations.asking import contact_of, conversation, withdraw
from safefair.core.keys.store import open_key
from tests.accounts.factories import UserFactory
from tests.contact.factories import NOON, DeskFactory
from tests.contact.providers import HER_WORDS, HERS, Provider, invented_channel

pytestmark = pytest.mark.django_db
DATE = "2026-03-02T12:00:00+07:00"


@pytest.fixture
def provider() -> Provider:
    """It only speaks here; nothing is sent to it."""
    return Provider(*invented_channel(DeskFactory.create()))


def notes(request: HelpRequest) -> list[str]:
    return [note.text for note in conversation(request)]


def test_a_first_text_is_a_question_to_the_desk_of_the_channel(provider):
    asked = provider.text("Invented: ဘာလုပ်ရမလဲ")

    assert (asked.organization, asked.country, asked.language) == (provider.channel.organization, "TH", "my")
    assert (asked.topics, asked.reach, asked.status, asked.may_pass_on) == ([], "sms", "waiting", False)
    assert contact_of(asked, key=open_key(asked.key_id)) == {"contact": HERS}
    assert notes(asked) == ["Invented: ဘာလုပ်ရမလဲ"]


@pytest.mark.parametrize("number", [HERS, "0066555010177", "66555010177", " 66 55 501 0177 ", "055-501-0177"])
def test_the_same_number_continues_the_question_however_it_is_written(provider, number):
    asked = provider.text()
    close_request(asked, by=UserFactory.create())

    assert provider.text("Invented: once more", number=number) == asked
    asked.refresh_from_db()
    assert notes(asked) == [HER_WORDS, "Invented: once more"]
    assert asked.status == "waiting"


@pytest.mark.parametrize("sender", ["4567", "invented.name", "AIS"])
def test_a_short_code_and_a_name_are_known_as_they_are(provider, sender):
    asked = provider.text(number=sender)

    assert provider.text("Invented: once more", number=sender) == asked
    assert contact_of(asked, key=open_key(asked.key_id)) == {"contact": sender}


def test_another_number_and_another_channel_are_other_questions(provider):
    asked = provider.text()
    second = Provider(*invented_channel(provider.channel.organization.desk, name="Invented second"))

    assert len({asked.pk, provider.text(number="+66555010178").pk, second.text().pk}) == 3


def test_after_she_took_it_back_a_text_is_a_new_question_and_nobody_knows_her_by_the_old(provider):
    asked = provider.text()
    withdraw(asked, at=NOON)

    assert not Sender.objects.filter(request=asked).exists()
    assert provider.text("Invented: again").pk != asked.pk


def test_it_becomes_a_case_with_her_number_by_her_consent(provider):
    asked = provider.text()
    day = dt.date(2026, 3, 2)

    case = take_up_question(asked, agreed_on=day, entry_id=uuid.uuid4(), on=day, by=UserFactory.create())

    words = read_words(case, key=open_key(case.key_id))
    assert (case.contact_channel, words["contact"], words["wishes"]) == ("sms", HERS, HER_WORDS)


@pytest.mark.parametrize("dated", [{"date": DATE}, {"time": "2026-03-02T05:00:00Z"}, {}])
def test_the_same_text_twice_is_one_note(provider, dated):
    asked = provider.text(**dated)
    for _ in range(2):
        provider.text(**dated)
    later_text = provider.text("Invented: more", **dated)
    provider.text("Invented: more", **dated)

    assert later_text == asked
    assert notes(asked) == [HER_WORDS, "Invented: more"]


def test_the_same_words_on_another_date_are_another_note(provider):
    asked = provider.text(date=DATE)
    provider.text(date="2026-03-02T12:01:00+07:00")

    assert notes(asked) == [HER_WORDS, HER_WORDS]


def test_a_replay_after_the_end_opens_nothing(provider):
    asked = provider.text(date=DATE)
    provider.text("Invented: second", date=DATE)
    withdraw(asked, at=NOON)

    for text in (HER_WORDS, "Invented: second"):
        assert provider.say("receive", **{"from": HERS, "text": text, "date": DATE}).status_code == 200

    assert HelpRequest.objects.count() == 1
    assert RequestNote.objects.count() == 2


@pytest.mark.parametrize("what", ["receive", "sent", "delivered", "failed", "stopped"])
def test_a_wrong_secret_and_no_such_channel_answer_alike(provider, client, what):
    fields = {"from": HERS, "text": HER_WORDS, "id": "1"}
    nowhere = client.post(
        reverse(f"channels:{what}", args=[uuid.uuid4()]), fields | {"secret": provider.secret}
    )
    for secret in ("", "wrong", provider.secret[:-1]):
        refused = provider.say(what, secret=secret, **fields)
        assert (refused.status_code, refused.content) == (404, nowhere.content)
        assert refused.headers == nowhere.headers
    assert not HelpRequest.objects.exists()


def test_a_channel_that_is_off_takes_nothing(provider):
    provider.channel.is_active = False
    provider.channel.save()

    assert provider.say("receive", **{"from": HERS, "text": HER_WORDS}).status_code == 404


@pytest.mark.parametrize(("networks", "status"), [(["127.0.0.0/8"], 200), (["192.0.2.0/24"], 404)])
def test_only_the_networks_of_the_provider_may_speak(provider, networks, status):
    provider.channel.networks = networks
    provider.channel.save()

    assert provider.say("receive", **{"from": HERS, "text": HER_WORDS}).status_code == status


def test_by_get_and_with_the_secret_in_a_header(provider, client):
    address = reverse("channels:receive", args=[provider.channel.uuid])

    got = client.get(
        address, {"sender": HERS, "text": HER_WORDS}, headers={"authorization": f"Token {provider.secret}"}
    )

    assert got.status_code == 200
    assert not got.cookies
    assert notes(HelpRequest.objects.get()) == [HER_WORDS]


@pytest.mark.parametrize(
    ("fields", "status"),
    [({"text": "x"}, 400), ({"from": " ", "text": "x"}, 400), ({"from": "1" * 101, "text": "x"}, 400),
     ({"from": HERS, "text": "x" * 6001}, 400), ({"from": HERS, "text": "x" * 70000}, 413),
     ({"from": HERS, "text": "x", "date": "yesterday"}, 400), ({"from": HERS, "text": "x", "date": "2026-03-02"}, 400),
     ({"from": HERS, "text": "x", "date": "2026-13-02T12:00:00Z"}, 400), ({"from": HERS, "text": " "}, 200),
     ({"from": HERS}, 200)],
)  # fmt: skip
def test_what_is_no_text_is_refused_or_left(provider, fields, status):
    assert provider.say("receive", **fields).status_code == status
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize("number", ["", "one", "1.5", "-1", "9" * 21])
def test_news_needs_a_whole_number(provider, number):
    assert provider.say("sent", id=number).status_code == 400
    assert provider.say("sent", id="9" * 20).status_code == 200


def test_a_provider_that_calls_without_end_has_to_wait(provider, monkeypatch):
    monkeypatch.setattr("safefair.contact.views.provider.CALLS", {"network": 2, "platform": 10})

    assert [provider.say("sent", id=1).status_code for _ in range(3)] == [200, 200, 429]
