"""What goes to a phone: piece by piece, in order, once; held back, tried again or given up where all can see it."""

import datetime as dt
import itertools
import uuid
from collections.abc import Iterator
from typing import Any

import pytest

from safefair.contact.channel_errors import NoChannel, NotAskedFor, NumberStopped, TellsTooMuch
from safefair.contact.enums import ByChannel
from safefair.contact.errors import RequestOver
from safefair.contact.models import Channel, Dispatch, HelpRequest, RequestNote, Sender
from safefair.contact.operations.answering import answer
from safefair.contact.operations.asking import expire, withdraw
from safefair.contact.operations.outbox import MINUTES, questions_due, send_due
from safefair.contact.operations.sending import send_by_channel
from safefair.contact.texting.neutral import neutral_text
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.keys.store import open_key
from safefair.core.sealed import read_words
from tests.accounts.factories import UserFactory
from tests.contact.factories import NOON, DeskFactory, ask_invented
from tests.contact.providers import AUTHORIZATION, HERS, Provider, invented_provider, later
from tests.harness.jobs import run_waiting_jobs

pytestmark = [pytest.mark.django_db, pytest.mark.allow_hosts(["127.0.0.1", "localhost"])]
CALM = "Invented: come on Monday, and bring what you have."
LONG = " ".join(f"Invented line {number:02}." for number in range(25))  # 474 letters


@pytest.fixture
def provider() -> Iterator[Provider]:
    with invented_provider(DeskFactory.create()) as there:
        yield there


def answered(asked: HelpRequest, text: str = CALM) -> RequestNote:
    return answer(asked, text, entry_id=uuid.uuid4(), at=NOON, by=UserFactory.create())


def send(note: RequestNote, what: ByChannel = ByChannel.ANSWER, **given: object) -> Dispatch:
    facts: dict[str, Any] = {
        "language": "en-gb",
        "is_asked_for": True,
        "entry_id": uuid.uuid4(),
        "at": NOON,
    } | given
    return send_by_channel(note, what=what, by=UserFactory.create(), **facts)


def seen(dispatch: Dispatch) -> tuple[str, str, int]:
    dispatch.refresh_from_db()
    return dispatch.status, dispatch.fault, dispatch.pieces_sent


def test_by_default_her_phone_gets_no_word_of_the_answer(provider):
    dispatch = send(answered(provider.text()), ByChannel.NEUTRAL, is_asked_for=False)
    send_due(dispatch.request_id, at=NOON)

    assert provider.taken == [
        {
            "id": str(dispatch.pk), "text": neutral_text("en-gb"), "to": "+66555010177",
            "to_no_plus": "66555010177",
            "from": "+66600", "from_no_plus": "66600", "channel": str(provider.channel.uuid),
        }
    ]  # fmt: skip
    assert provider.headers[0]["Authorization"] == AUTHORIZATION
    assert seen(dispatch) == ("sent", "", 1)
    assert (dispatch.parts_sent, dispatch.cost, dispatch.next_at) == (1, provider.channel.part_cost, None)


def test_the_answer_itself_goes_by_her_wish_only_and_with_nothing_that_gives_away(provider):
    asked = provider.text()

    with pytest.raises(NotAskedFor):
        send(answered(asked), is_asked_for=False)
    with pytest.raises(TellsTooMuch):
        send(answered(asked, "Invented: the police will not be told."))
    assert not Dispatch.objects.exists()


def test_the_same_form_twice_is_one_text(provider):
    note, entry_id = answered(provider.text()), uuid.uuid4()

    assert send(note, entry_id=entry_id) == send(note, entry_id=entry_id)
    send_due(note.request_id, at=NOON)
    send_due(note.request_id, at=NOON)
    assert provider.texts() == [CALM]


def test_a_question_of_the_page_and_one_that_is_over_get_nothing(provider):
    asked, _receipt = ask_invented(provider.channel.organization.desk)
    with pytest.raises(NoChannel):
        send(answered(asked))
    note = answered(provider.text())
    withdraw(HelpRequest.objects.get(pk=note.request_id), at=NOON)
    with pytest.raises(RequestOver):
        send(note)


def test_a_long_answer_goes_in_pieces_with_one_number_in_order(provider):
    dispatch = send(answered(provider.text(), LONG))
    send_due(dispatch.request_id, at=NOON)

    assert len(provider.taken) == 3
    assert {one["id"] for one in provider.taken} == {str(dispatch.pk)}
    assert all(len(text) <= 160 for text in provider.texts())
    assert " ".join(provider.texts()) == LONG


def test_after_a_failure_in_the_middle_it_goes_on_where_it_was(provider):
    dispatch = send(answered(provider.text(), LONG))
    provider.statuses = [200, 503]
    send_due(dispatch.request_id, at=NOON)

    assert seen(dispatch) == ("queued", "unreachable", 1)
    assert questions_due(at=NOON) == []
    assert questions_due(at=later(minutes=1)) == [dispatch.request_id]
    send_due(dispatch.request_id, at=later(minutes=1))
    assert seen(dispatch) == ("sent", "", 3)
    assert " ".join(provider.texts()) == LONG


def test_what_waits_is_not_overtaken(provider):
    asked = provider.text()
    first, second = send(answered(asked, "Invented: first.")), send(answered(asked, "Invented: second."))
    provider.statuses = [500]
    send_due(asked.pk, at=NOON)
    assert provider.taken == []

    send_due(asked.pk, at=later(minutes=1))
    assert provider.texts() == ["Invented: first.", "Invented: second."]
    assert [seen(one)[0] for one in (first, second)] == ["sent", "sent"]


def test_it_is_tried_less_and_less_often_and_then_given_up(provider):
    dispatch, at = send(answered(provider.text())), NOON
    provider.statuses = [503] * (len(MINUTES) + 1)
    for minutes in MINUTES:
        send_due(dispatch.request_id, at=at)
        dispatch.refresh_from_db()
        assert dispatch.next_at == at + dt.timedelta(minutes=minutes)
        at = dispatch.next_at
    assert seen(dispatch) == ("queued", "unreachable", 0)

    send_due(dispatch.request_id, at=at)
    assert seen(dispatch) == ("failed", "unreachable", 0)
    assert dispatch.next_at is None
    assert dispatch.cost == 0


@pytest.mark.parametrize("status", [400, 401, 302, 404])
def test_what_the_provider_refuses_is_given_up_at_once(provider, status):
    dispatch = send(answered(provider.text(), LONG))
    provider.statuses = [200, status]
    send_due(dispatch.request_id, at=NOON)

    assert seen(dispatch) == ("failed", "refused", 1)
    assert len(provider.taken) == 1


@pytest.mark.parametrize(
    ("url", "fault"), [("http://provider.example/", "address"), ("http://localhost:9/", "unreachable")]
)
def test_nothing_goes_into_our_own_networks_or_where_nobody_listens(provider, url, fault):
    provider.channel.send_url = url
    provider.channel.save()
    dispatch = send(answered(provider.text()))
    send_due(dispatch.request_id, at=NOON)

    assert seen(dispatch)[1] == fault


def test_after_stop_nothing_is_ever_sent_again(provider):
    asked = provider.text()
    waiting = send(answered(asked))
    assert provider.say("stopped", **{"from": "0066 555010177"}).status_code == 200

    send_due(asked.pk, at=NOON)
    assert seen(waiting) == ("failed", "stopped", 0)
    again = provider.text("Invented: one more")
    with pytest.raises(NumberStopped):
        send(answered(again))
    assert provider.taken == []


def test_stop_between_two_pieces_ends_it(provider):
    dispatch = send(answered(provider.text(), LONG))
    provider.statuses = [200, 503]
    send_due(dispatch.request_id, at=NOON)
    provider.say("stopped", **{"from": HERS})
    send_due(dispatch.request_id, at=later(minutes=5))

    assert seen(dispatch) == ("failed", "stopped", 1)


def test_what_she_took_back_meanwhile_does_not_go(provider):
    dispatch = send(answered(provider.text()))
    withdraw(HelpRequest.objects.get(), at=NOON)
    send_due(dispatch.request_id, at=NOON)

    assert (seen(dispatch), provider.taken) == (("failed", "over", 0), [])


def test_quiet_hours_hold_a_text_back_and_with_it_what_was_written_after(provider):
    asked = provider.text()
    early = send(answered(asked, "Invented: first."))
    Channel.objects.update(quiet_from=dt.time(11), quiet_until=dt.time(13), timezone="Asia/Bangkok")
    send_due(asked.pk, at=NOON)
    late = send(answered(asked, "Invented: second."))
    assert provider.taken == []
    for one in (early, late):
        assert seen(one)[0] == "queued"
        assert one.next_at == later(hours=1)

    send_due(asked.pk, at=later(hours=1))
    assert provider.texts() == ["Invented: first.", "Invented: second."]


def test_with_the_question_its_texts_and_the_number_end(provider, django_capture_on_commit_callbacks):
    asked = provider.text()
    dispatch = send(answered(asked))
    send_due(asked.pk, at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        expire(before=dt.datetime.now(dt.UTC) + dt.timedelta(days=1))

    assert not Sender.objects.exists()
    assert seen(dispatch) == ("sent", "", 1)
    for row in (dispatch, asked):
        with pytest.raises(KeyUnavailable):
            read_words(row, key=open_key(asked.key_id))


def test_a_channel_that_was_switched_off_sends_nothing(provider):
    dispatch = send(answered(provider.text()))
    provider.channel.is_active = False
    provider.channel.save()
    send_due(dispatch.request_id, at=NOON)

    assert (seen(dispatch), provider.taken) == (("failed", "off", 0), [])


@pytest.mark.parametrize("order", list(itertools.permutations(["sent", "failed", "delivered"])))
def test_news_moves_forward_whatever_order_it_comes_in(provider, order):
    dispatch = send(answered(provider.text()))
    told = ["queued"]
    for status in order:
        provider.say(status, id=dispatch.pk)
        told.append(seen(dispatch)[0])

    ranks = [["queued", "sent", "failed", "delivered"].index(one) for one in told]
    assert ranks == sorted(ranks)
    assert seen(dispatch)[:2] == ("delivered", "")


def test_news_of_another_channel_changes_nothing(provider):
    dispatch = send(answered(provider.text()))
    with invented_provider(DeskFactory.create()) as other:
        assert other.say("failed", id=dispatch.pk).status_code == 200

    assert seen(dispatch)[0] == "queued"


def test_the_worker_sends_what_was_asked_for(provider, transactional_db):
    dispatch = send(answered(provider.text()), at=dt.datetime.now(dt.UTC))

    run_waiting_jobs()

    assert provider.texts() == [CALM]
    assert seen(dispatch) == ("sent", "", 1)
