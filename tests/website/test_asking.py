"""Her pages: nothing in the address, no cookie, nothing kept; the receipt shown once, and the answer by it."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.contact.models import HelpRequest
from safefair.contact.operations.answering import answer
from safefair.contact.operations.asking import find_by_receipt, withdraw
from safefair.contact.operations.guard import LOOKS
from tests.accounts.factories import UserFactory
from tests.contact.factories import WORDS, DeskFactory, ask_invented

pytestmark = pytest.mark.django_db
RECEIPT = re.compile(r'class="receipt"[^>]*>([\d ]+)<')


@pytest.fixture
def desk():
    """Who answers for Thailand."""
    return DeskFactory.create()


def filled(client: Client, desk, **given):
    """The form as she sends it."""
    page = client.get(reverse("website:ask_country", args=["TH"])).content.decode()
    token = re.search(r'name="form" value="([^"]+)"', page)
    assert token
    return {
        "text": WORDS, "desk": desk.uuid, "wish": "ask", "how_soon": "days", "reach": "not", "form": token[1], **given,
    }  # fmt: skip


def sent(client: Client, data):
    """What the page answers."""
    return client.post(reverse("website:ask_country", args=["TH"]), data)


def receipt_in(response) -> str:
    """The receipt on the page."""
    found = RECEIPT.search(response.content.decode())
    assert found
    return found[1]


def back(client: Client, receipt: str):
    """What the page of a receipt answers."""
    return client.post(reverse("website:ask_back"), {"receipt": receipt})


def test_she_asks_and_reads_the_answer_with_her_receipt(client, desk):
    receipt = receipt_in(sent(client, filled(client, desk, topics=["documents"])))
    found = HelpRequest.objects.get()
    answer(found, "Invented answer.", entry_id=uuid.uuid4(), at=timezone.now(), by=UserFactory.create())

    page = back(client, receipt)

    assert "Invented answer." in page.content.decode()
    assert (found.topics, found.organization_id) == (["documents"], desk.organization_id)


def test_she_writes_again_and_takes_everything_back(client, desk, django_capture_on_commit_callbacks):
    receipt = receipt_in(sent(client, filled(client, desk)))
    token = re.search(r'name="page" value="([^"]+)"', back(client, receipt).content.decode())
    assert token
    more = {"page": token[1], "text": "Invented second note."}

    again = client.post(reverse("website:ask_again"), more)
    client.post(reverse("website:ask_again"), more)
    assert again.content.decode().count("Invented second note.") == 1
    assert HelpRequest.objects.get().notes.count() == 2
    with django_capture_on_commit_callbacks(execute=True):
        gone = client.post(reverse("website:ask_end"), {"page": token[1]})

    assert "cannot be read any more" in gone.content.decode()
    assert find_by_receipt(receipt) is None
    assert client.post(reverse("website:ask_again"), more).status_code == 200
    assert HelpRequest.objects.get().notes.count() == 2


def test_wrong_over_and_taken_back_look_alike(client, desk):
    found, receipt = ask_invented(desk)
    withdraw(found, at=timezone.now())
    wrong = "1234 5678 9012 3456 7"

    pages = [back(client, typed).content.decode().replace(typed, "") for typed in (receipt, wrong, "abc")]

    assert len(set(pages)) == 1
    assert "Nothing opens with this number" in pages[0]


def test_no_page_of_hers_sets_a_cookie_may_be_kept_or_names_the_matter(client, desk):
    receipt = receipt_in(sent(client, filled(client, desk)))
    pages = [
        client.get(reverse("website:ask")),
        client.get(reverse("website:ask_country", args=["TH"])),
        sent(client, filled(client, desk)),
        client.get(reverse("website:ask_back")),
        back(client, receipt),
    ]

    for page in pages:
        assert not page.cookies
        assert "Vary" not in page or "Cookie" not in page["Vary"]
        assert page["Cache-Control"] == "no-store, private"
        assert page["Referrer-Policy"] == "no-referrer"
        assert "<title>Information</title>" in page.content.decode()
        assert page.content.decode().count('data-leave rel="noreferrer"') == 1
        assert WORDS not in page["Content-Security-Policy"]


def test_a_receipt_stands_in_no_address_and_only_on_the_page_that_gives_it(client, desk):
    receipt = receipt_in(sent(client, filled(client, desk)))

    page = back(client, receipt).content.decode()

    assert receipt not in page
    assert receipt.replace(" ", "") not in page


def test_only_the_small_script_may_run(client, desk):
    page = client.get(reverse("website:ask"))
    scripts = re.findall(r"<script>(.*?)</script>", page.content.decode(), re.DOTALL)

    assert len(scripts) == page.content.decode().count("<script") == 1
    assert len(scripts[0]) < 600
    assert re.search(r"script-src [^;]*'sha256-", page["Content-Security-Policy"])
    assert "unsafe" not in page["Content-Security-Policy"]


def test_a_form_without_words_or_a_number_to_call_says_so_and_loses_nothing(client, desk):
    empty = sent(client, filled(client, desk, text=""))
    nowhere = sent(client, filled(client, desk, reach="call", hours="Invented Sunday"))

    assert "Write a few words" in empty.content.decode()
    assert "Write the number or name" in nowhere.content.decode()
    assert "Invented Sunday" in nowhere.content.decode()
    assert not HelpRequest.objects.exists()


def test_an_old_form_is_sent_once_more_and_nothing_typed_is_lost(client, desk):
    old = sent(client, filled(client, desk, form="invented"))
    token = re.search(r'name="form" value="([^"]+)"', old.content.decode())
    assert WORDS in old.content.decode()
    assert token

    receipt_in(sent(client, filled(client, desk, form=token[1])))

    assert HelpRequest.objects.count() == 1


def test_a_desk_of_another_country_or_one_that_is_shut_takes_nothing(client, desk):
    other = DeskFactory.create(countries=["MY"])

    assert sent(client, filled(client, other)).status_code == 200
    desk_off = DeskFactory.create(is_open=False)
    assert sent(client, filled(client, desk_off)).status_code == 200
    assert not HelpRequest.objects.exists()
    for country in ("VN", "invented", "THx", "TH\0"):
        assert client.get(reverse("website:ask_country", args=[country])).status_code == 404


def test_guessing_is_slowed(client, desk):
    for _ in range(LOOKS["network"]):
        back(client, "12")

    page = back(client, "12")

    assert page.status_code == 429
    assert "wait ten minutes" in page.content.decode()


def test_without_any_desk_the_page_says_that_nobody_is_there(client):
    page = client.get(reverse("website:ask")).content.decode()

    assert "Nobody takes questions here" in page


@pytest.mark.parametrize("others", [0, 3])
def test_her_pages_are_small_and_ask_no_more_for_more_desks(
    client, desk, others, django_assert_max_num_queries
):
    DeskFactory.create_batch(others)

    with django_assert_max_num_queries(12):
        page = client.get(reverse("website:ask_country", args=["TH"]))

    assert len(page.content) < 40_000
