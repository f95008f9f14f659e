"""Her side of a question: asked once, read by the receipt alone, gone when she takes it back."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection, connections

from safefair.contact.errors import FormUsedAlready, NothingWritten, TooOften
from safefair.contact.models import HelpRequest, RequestNote, Tries
from safefair.contact.operations.answering import answer
from safefair.contact.operations.asking import (
    Question,
    ask,
    conversation,
    expire,
    find_by_receipt,
    withdraw,
    write_again,
)
from safefair.contact.operations.guard import LOOKS, forget_tries, guard
from safefair.contact.queries.desks import Pace, is_on_duty, next_duty, paces_of
from safefair.contact.tasks import expire_today
from safefair.core.crypto.custody import KeyUnavailable
from safefair.core.rls import row_security
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.contact.factories import NOON, REACHED, WORDS, DeskFactory, ask_invented

pytestmark = pytest.mark.django_db
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def desk():
    """Who answers."""
    return DeskFactory.create()


def reply(found, text="Invented answer.", at=NOON + HOUR):
    """The desk answers."""
    return answer(found, text, entry_id=uuid.uuid4(), at=at, by=UserFactory.create())


def pace(desk):
    """What the public page says of a desk five days later."""
    return paces_of([desk], NOON + 5 * DAY)[desk.organization_id]


def test_she_comes_back_and_reads_what_both_wrote(desk):
    found, receipt = ask_invented(desk)
    reply(found)
    write_again(found, "Invented thanks.", entry_id=uuid.uuid4(), at=NOON + DAY)

    again = find_by_receipt(receipt)
    assert again is not None

    assert [(note.is_hers, note.text) for note in conversation(again)] == [
        (True, WORDS), (False, "Invented answer."), (True, "Invented thanks."),
    ]  # fmt: skip
    assert (again.status, again.waits_since, again.first_answer_at) == ("waiting", NOON + DAY, NOON + HOUR)


def test_the_same_form_is_one_question_and_shows_the_same_receipt(desk):
    form = uuid.uuid4()

    _found, receipt = ask_invented(desk, entry_id=form)
    _same, again = ask_invented(desk, entry_id=form)

    assert receipt == again
    assert (HelpRequest.objects.count(), RequestNote.objects.count()) == (1, 1)


def test_a_used_form_with_other_words_shows_no_receipt(desk):
    form = uuid.uuid4()
    ask_invented(desk, entry_id=form)

    with pytest.raises(FormUsedAlready):
        ask_invented(desk, entry_id=form, text="Invented words of somebody who found the phone.")


def test_an_empty_question_is_refused(desk):
    with pytest.raises(NothingWritten):
        ask_invented(desk, text="  ")
    assert not HelpRequest.objects.exists()


def test_how_to_reach_her_is_kept_only_if_she_wants_to_be_reached(desk):
    silent, _ = ask_invented(desk, words=REACHED)
    called, _ = ask_invented(desk, words=REACHED, reach="call")

    assert (silent.sealed, called.sealed is None) == (None, False)
    assert REACHED["contact"].encode() not in bytes(called.sealed or b"")


def test_taken_back_it_is_gone_for_everybody(desk, django_capture_on_commit_callbacks):
    found, receipt = ask_invented(desk)

    with django_capture_on_commit_callbacks(execute=True):
        withdraw(found, at=NOON + HOUR)

    assert find_by_receipt(receipt) is None
    with pytest.raises(KeyUnavailable):
        conversation(found)
    assert HelpRequest.objects.get().status == "withdrawn"


def test_after_half_a_year_without_a_word_it_is_over(desk, django_capture_on_commit_callbacks):
    found, receipt = ask_invented(desk, at=NOON - dt.timedelta(days=200))
    _young, other = ask_invented(desk)

    with django_capture_on_commit_callbacks(execute=True):
        assert expire(before=NOON - dt.timedelta(days=180)) == 1

    assert find_by_receipt(receipt) is None
    assert find_by_receipt(other)
    with pytest.raises(KeyUnavailable):
        conversation(found)


def test_the_nightly_job_ends_and_forgets(desk, django_capture_on_commit_callbacks):
    _found, receipt = ask_invented(desk, at=NOON - dt.timedelta(days=365 * 2))
    guard("look", most=LOOKS, address="192.0.2.7", at=NOON - dt.timedelta(days=365))

    with django_capture_on_commit_callbacks(execute=True):
        expire_today(timestamp=0)

    assert find_by_receipt(receipt) is None
    assert not Tries.objects.exists()


def test_another_organisation_sees_no_question(desk):
    ask_invented(desk)
    other = OrganizationFactory.create()

    with row_security(organization_id=other.pk, user_id=None):
        assert not HelpRequest.objects.exists()
        assert not RequestNote.objects.exists()
    with row_security(organization_id=desk.organization_id, user_id=None):
        assert (HelpRequest.objects.count(), RequestNote.objects.count()) == (1, 1)


def test_no_word_and_no_receipt_stand_in_the_database(desk):
    _found, receipt = ask_invented(desk, words=REACHED, reach="call")

    with connection.cursor() as cursor:
        for table in ("contact_helprequest", "contact_helprequestevent", "contact_requestnote"):
            cursor.execute(f"SELECT string_agg(row::text, ' ') FROM {table} AS row")
            stored = cursor.fetchone()[0]
            canaries = [WORDS, receipt, *REACHED.values()]
            assert not [word for word in canaries if word in stored or word.encode().hex() in stored]


def test_one_network_may_not_guess_and_the_platform_has_a_cap(desk):
    for _ in range(LOOKS["network"]):
        guard("look", most=LOOKS, address="192.0.2.7", at=NOON)
    with pytest.raises(TooOften):
        guard("look", most=LOOKS, address="192.0.2.99", at=NOON)

    guard("look", most=LOOKS, address="198.51.100.1", at=NOON)
    guard("look", most=LOOKS, address="192.0.2.7", at=NOON + dt.timedelta(minutes=10))
    with pytest.raises(TooOften):
        guard("look", most={"platform": 21}, address="203.0.113.5", at=NOON)
    assert forget_tries(before=NOON + dt.timedelta(minutes=5)) > 0


def test_hours_of_the_desk_hold_in_its_own_time_zone(desk):
    evening, friday = NOON + 6 * HOUR, NOON + 4 * DAY + 6 * HOUR

    assert is_on_duty(desk, NOON)
    assert not is_on_duty(desk, evening)
    assert str(next_duty(desk, evening)) == "2026-03-03 09:00:00+07:00"
    assert str(next_duty(desk, friday)) == "2026-03-09 09:00:00+07:00"
    desk.away_until = dt.date(2026, 3, 12)
    assert not is_on_duty(desk, NOON)
    assert str(next_duty(desk, NOON)) == "2026-03-12 09:00:00+07:00"
    desk.days = []
    assert next_duty(desk, NOON) is None


def test_the_pace_counts_whoever_still_waits_and_says_nothing_of_few(desk):
    for number in range(9):
        found, _ = ask_invented(desk)
        if number < 4:
            reply(found)
    assert pace(desk) == Pace(is_known=False)

    ask_invented(desk)
    assert pace(desk) == Pace(is_known=True, within=None)
    for found in HelpRequest.objects.filter(first_answer_at=None)[:3]:
        reply(found, at=NOON + 40 * HOUR)
    assert pace(desk) == Pace(is_known=True, within=48)


@pytest.mark.django_db(transaction=True)
def test_the_same_form_from_two_phones_at_once_is_one_question():
    desk, form = DeskFactory.create(), uuid.uuid4()
    question = Question(text=WORDS, country="TH", language="my")
    start, receipts = threading.Barrier(6), []

    def send() -> None:
        try:
            start.wait()
            receipts.append(ask(question, organization=desk.organization, entry_id=form, at=NOON))
        finally:
            connections.close_all()

    racers = [threading.Thread(target=send) for _ in range(6)]
    for racer in racers:
        racer.start()
    for racer in racers:
        racer.join()

    assert (len(receipts), len(set(receipts))) == (6, 1)
    assert HelpRequest.objects.count() == 1
