"""Those who answer: the list, the page of a question, and what they may do with it."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from safefair.cases.errors import NotAgreed, QuestionTakenUp
from safefair.cases.models import Case
from safefair.cases.operations.from_question import take_up_question
from safefair.cases.sealing import read_words
from safefair.contact.errors import CannotPassOn, RequestOver
from safefair.contact.models import Desk, HelpRequest
from safefair.contact.operations.answering import answer, pass_on
from safefair.contact.operations.asking import conversation, withdraw
from safefair.core.keys.store import open_key
from safefair.core.models import ReadLog
from tests.accounts.factories import OrganizationFactory, UserFactory, sign_in
from tests.contact.factories import NOON, REACHED, WORDS, DeskFactory, ask_invented

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    """Who answers."""
    return DeskFactory.create()


def test_the_list_shows_who_is_not_safe_first_and_no_word_of_hers(client, desk):
    calm, _ = ask_invented(desk, how_soon="any")
    urgent, _ = ask_invented(desk, how_soon="now", at=timezone.now())
    sign_in(client, "COUNSELLOR", desk.organization)

    page = client.get(reverse("contact:list")).content.decode()

    assert page.index(urgent.code) < page.index(calm.code)
    assert WORDS not in page
    assert not ReadLog.objects.exists()


def test_to_open_a_question_is_logged_and_to_answer_is_one_note(client, desk):
    found, _ = ask_invented(desk, words=REACHED, reach="call")
    user = sign_in(client, "COUNSELLOR", desk.organization)
    address = reverse("contact:detail", args=[found.uuid])

    page = client.get(address).content.decode()
    assert WORDS in page
    assert REACHED["code_word"] in page
    assert list(ReadLog.objects.values_list("user_id", "record_ids")) == [(user.pk, [found.pk])]
    data = {"text": "Invented answer.", "entry_id": uuid.uuid4()}
    client.post(address, data)
    client.post(address, data)

    found.refresh_from_db()
    assert [note.text for note in conversation(found)] == [WORDS, "Invented answer."]
    assert (found.status, found.taken_by) == ("answered", user)


def test_a_stranger_gets_the_page_of_nothing(client, desk):
    found, _ = ask_invented(desk)
    sign_in(client, "COUNSELLOR", OrganizationFactory.create())

    for name in ("detail", "take", "close", "pass_on"):
        address = reverse(f"contact:{name}", args=[found.uuid])
        answered = client.get(address) if name == "detail" else client.post(address)
        assert answered.status_code == 404
    assert client.get(reverse("cases:from_question", args=[found.uuid])).status_code in (403, 404)


def test_what_was_taken_back_says_so_and_takes_no_answer(client, desk, django_capture_on_commit_callbacks):
    found, _ = ask_invented(desk)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(found, at=NOON)
    sign_in(client, "COUNSELLOR", desk.organization)

    page = client.get(reverse("contact:detail", args=[found.uuid])).content.decode()

    assert "Nothing can be read any more" in page
    with pytest.raises(RequestOver):
        answer(found, "Invented.", entry_id=uuid.uuid4(), at=NOON, by=UserFactory.create())


def test_only_with_her_yes_another_desk_of_her_country_gets_it(client, desk):
    other, abroad = DeskFactory.create(), DeskFactory.create(countries=["MY"])
    kept, _ = ask_invented(desk)
    passed, _ = ask_invented(desk, may_pass_on=True)
    user = sign_in(client, "COUNSELLOR", desk.organization)

    for asked, to in ((kept, other), (passed, abroad)):
        with pytest.raises(CannotPassOn):
            pass_on(asked, to.organization, by=user)
    client.post(reverse("contact:pass_on", args=[passed.uuid]), {"to": other.organization.uuid})

    passed.refresh_from_db()
    assert passed.organization == other.organization
    assert [note.text for note in conversation(passed)] == [WORDS]
    assert client.get(reverse("contact:detail", args=[passed.uuid])).status_code == 404


def test_a_question_becomes_a_case_by_her_consent_only(client, desk):
    found, _ = ask_invented(desk, words=REACHED, reach="call", how_soon="now")
    worker = sign_in(client, "CASE_WORKER", desk.organization)
    today = timezone.localdate()
    with pytest.raises(NotAgreed):
        take_up_question(found, agreed_on=None, entry_id=uuid.uuid4(), on=today, by=worker)
    assert (
        "Open a case, if she agreed"
        in client.get(reverse("contact:detail", args=[found.uuid])).content.decode()
    )

    client.post(
        reverse("cases:from_question", args=[found.uuid]), {"agreed_on": today, "entry_id": uuid.uuid4()}
    )

    case = Case.objects.get()
    words = read_words(case, key=open_key(case.key_id))
    assert (words["wishes"], words["code_word"]) == (WORDS, REACHED["code_word"])
    assert (case.registration, case.priority, case.contact_channel) == (None, "now", "call")
    found.refresh_from_db()
    assert (found.taken_up_as, found.agreed_on) == (case.uuid, today)
    with pytest.raises(QuestionTakenUp):
        take_up_question(found, agreed_on=today, entry_id=uuid.uuid4(), on=today, by=worker)


def test_the_desk_is_kept_by_the_coordinator(client):
    organization = OrganizationFactory.create()
    sign_in(client, "COORDINATOR", organization)
    address = reverse("contact:desk")
    data = {
        "is_open": "on", "countries": ["TH"], "languages": ["my"], "days": ["0", "4"], "opens_at": "09:00",
        "closes_at": "08:00", "timezone": "Asia/Bangkok",
    }  # fmt: skip

    assert "not after the hour" in client.post(address, data).content.decode()
    assert client.post(address, data | {"closes_at": "17:00"}).status_code == 302

    assert Desk.objects.get().days == [0, 4]
    sign_in(client, "COUNSELLOR", organization)
    assert client.get(address).status_code == 403


def test_a_role_without_the_right_sees_no_question(client, desk):
    ask_invented(desk)
    sign_in(client, "TRAINER", desk.organization)

    assert client.get(reverse("contact:list")).status_code == 403
    assert HelpRequest.objects.count() == 1
