"""A name that must turn up nowhere but on the page: not in a log, an address, a title, a job or an exception."""

import io
import logging  # noqa: TID251  reason: looks at what the product writes there
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from safefair.core.logs import configure
from safefair.people.queries.search import PersonQuery
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.people.factories import register_invented
from tests.people.test_registrations import CANARY

pytestmark = pytest.mark.django_db
WORDS = ("canarybird", "canaryville", "မေတ္တာ", "555 0101", "5550101", "1994-05-12")
VALUES = {
    "full_name_native": CANARY.full_name_native,
    "full_name_latin": CANARY.full_name_latin,
    "phone": CANARY.phone,
    "id_number": CANARY.id_number,
    "birth_date": CANARY.birth_date,
    "village": CANARY.village,
    "sex": "F",
    "country": "TH",
}


@pytest.fixture
def log():
    """Everything that the product's own handler writes from now on."""
    root, written = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers, root.level
    configure({})
    root.handlers[0].setStream(written)  # type: ignore[attr-defined]
    root.setLevel("DEBUG")
    yield written
    root.handlers = handlers
    root.setLevel(level)


def found_in(text: str) -> list[str]:
    return [word for word in WORDS if word in text.lower()]


def test_no_address_or_title_holds_a_name(client: Client, log):
    sign_in(client, "COORDINATOR", OrganizationFactory.create())
    url = reverse("people:register")

    saved = client.post(url, {**VALUES, "step": "save", "submission": uuid.uuid4()})
    pages = [
        client.post(url, {**VALUES, "step": "search"}),
        client.post(url, {**VALUES, "step": "form"}),
        *(client.get(reverse(name)) for name in ("people:list", "people:duplicates")),
        *(client.get(saved["Location"] + end) for end in ("", "correct/", "erase/")),
    ]

    assert [page.status_code for page in pages] == [200] * 7
    assert found_in(saved["Location"]) == []
    for page in pages:
        text = page.content.decode()
        addresses = " ".join(re.findall(r'(?:href|action|src|hx-get|hx-post)="([^"]*)"', text))
        title = " ".join(re.findall(r"<title>(.*?)</title>", text, re.DOTALL))
        assert found_in(addresses + title) == []
    assert found_in(log.getvalue()) == []


def test_a_fault_on_an_open_page_logs_no_name(client: Client, log, monkeypatch):
    centre = OrganizationFactory.create()
    sign_in(client, "COORDINATOR", centre)
    person = register_invented(centre, full_name_latin=CANARY.full_name_latin)

    def fail(*_args: object) -> None:
        raise ValueError(CANARY.full_name_latin)

    monkeypatch.setattr("safefair.people.views.persons.panels_of", fail)
    client.raise_request_exception = False

    answer = client.get(reverse("people:detail", args=[person.uuid]))

    assert answer.status_code == 500
    assert "ValueError" in log.getvalue()
    assert found_in(log.getvalue() + answer.content.decode()) == []


def test_no_job_holds_a_name(client: Client):
    centre = OrganizationFactory.create()
    sign_in(client, "COORDINATOR", centre)
    person = register_invented(centre, full_name_latin=CANARY.full_name_latin)

    client.post(reverse("people:erase", args=[person.uuid]), {"reason": "REQUEST", "is_sure": "on"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(j::text, ' ') FROM procrastinate_jobs j")
        jobs = cursor.fetchone()[0]
    assert "people.destroy_key" in jobs
    assert found_in(jobs) == []


def test_a_query_says_nothing_when_printed():
    assert found_in(repr(PersonQuery(identity=CANARY))) == []
