"""A name and a telephone number that go in by every door and must be readable nowhere but on the page.

What `tests/people` checks for the pages of people, this checks for lists, lines of visits, the whole database, the
files, what the processes write and what the database server writes.
"""

import io
import logging  # noqa: TID251  reason: looks at what the product writes there
import re
import uuid
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest
import structlog
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from safefair.accounts.models import Organization
from safefair.core import logs
from safefair.people.models import ImportBatch, Registration
from tests.accounts.factories import OrganizationFactory, sign_in
from tests.harness.templates import SERVER
from tests.people.imports.conftest import run_import_jobs
from tests.people.imports.lists import as_csv

pytestmark = pytest.mark.django_db
NAME, NATIVE, PHONE = "Invented Nightingale Zebrafinch", "สมมติ นกไนติงเกล", "0555 987123"
WORDS = ("nightingale", "zebrafinch", "นกไนติงเกล", "987123", "55987123", "zebrafinchville")
VILLAGE = "Zebrafinchville"
ADDRESSES = re.compile(r'(?:href|action|src|hx-get|hx-post|hx-target)="([^"]*)"')


def found_in(text: str) -> list[str]:
    """The words of the canary that a text holds, as they are or as an address writes them."""
    low = text.lower()
    return [word for word in WORDS if word in low or quote(word).lower() in low]


@pytest.fixture
def written(capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Everything that structlog, the libraries' logs and the process's streams say, down to information."""
    stream, root = io.StringIO(), logging.getLogger()
    handlers, level = root.handlers, root.level
    logs.configure({})  # as the product starts; pytest has handlers of its own
    root.handlers[0].setStream(stream)  # type: ignore[attr-defined]  # a StreamHandler
    root.setLevel("INFO")
    with structlog.testing.capture_logs() as events:
        yield lambda: stream.getvalue() + repr(events) + "".join(capfd.readouterr())
    root.handlers = handlers
    root.setLevel(level)


@pytest.fixture
def centre() -> Organization:
    return OrganizationFactory.create()


def tables(alias: str) -> Iterator[tuple[str, str]]:
    """Every table of a database and all that stands in it, as text."""
    with connections[alias].cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) FROM pg_tables"
            " WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'baseline')"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f"SELECT coalesce(string_agg(t::text, ' '), '') FROM {name} t")
            yield name, cursor.fetchone()[0]


def traces() -> list[tuple[str, list[str]]]:
    """Tables, jobs among them, that hold the canary in the open; and files by their names."""
    kept = [
        (name, hit)
        for alias in ("default", "keys")
        for name, text in tables(alias)
        if (hit := found_in(text))
    ]
    names = (
        " ".join(path.name for path in settings.MEDIA_ROOT.rglob("*")) if settings.MEDIA_ROOT.exists() else ""
    )
    return kept + ([("files", hit)] if (hit := found_in(names)) else [])


def rows() -> list[tuple[str, ...]]:
    """A list with the canary in three rows: one good, one without a day, one in her own script."""
    activity = "Safe migration information session"
    return [
        ("", activity, "2026-03-05", NAME, "F", "31", PHONE, VILLAGE),
        ("", activity, "31/31/2026", NAME, "F", "31", PHONE, VILLAGE),
        ("", activity, "2026-03-05", NATIVE, "F", "31", PHONE, VILLAGE),
    ]


def test_a_list_leaves_no_name_behind(client: Client, centre: Organization, written):
    sign_in(client, "COUNSELLOR", centre)
    file = SimpleUploadedFile(f"{NAME}.csv", as_csv(rows()))
    pages = [client.post(reverse("people:imports_upload"), {"file": file}, follow=True)]
    batch = ImportBatch.objects.get()
    for step in ("columns", "activities"):
        address = reverse(f"people:imports_{step}", args=[batch.uuid])
        pages.append(client.post(address, fields_of(pages[-1]), follow=True))
    while_it_waits = traces()
    ran = run_import_jobs()
    pages.append(client.get(reverse("people:imports_preview", args=[batch.uuid])))
    pages.append(client.post(reverse("people:imports_confirm", args=[batch.uuid])))
    ran += run_import_jobs()
    pages.append(client.get(reverse("people:imports_detail", args=[batch.uuid])))

    assert len(ran) == 2
    assert Registration.objects.filter(organization=centre).exists()
    assert while_it_waits == []
    assert traces() == []
    assert found_in(written()) == []
    for page in pages:
        assert found_in(outside(page)) == []


def fields_of(page) -> dict[str, str]:
    """What a page's form holds as it stands."""
    form = page.context["form"]
    return {field.html_name: "" if field.value() is None else field.value() for field in form}


def outside(page) -> str:
    """What a page gives away beside itself: its address, those it names, its title, its headers."""
    text = page.content.decode() if page.get("Content-Type", "").startswith("text/html") else ""
    chain = " ".join(url for url, _status in getattr(page, "redirect_chain", []))
    title = " ".join(re.findall(r"<title>(.*?)</title>", text, re.DOTALL))
    return f"{chain} {title} {' '.join(ADDRESSES.findall(text))} {dict(page.headers)} {page.request['PATH_INFO']}"


def test_a_visit_of_somebody_new_leaves_no_name_behind(client: Client, centre: Organization, written):
    sign_in(client, "COUNSELLOR", centre)
    line = {
        "q": NAME, "person": "new", "full_name": NATIVE, "phone": PHONE, "village": VILLAGE, "sex": "F",
        "visited_on": timezone.localdate().isoformat(), "channel": "WALK_IN", "services": ["INFORMATION"],
        "relation": "CURRENT", "entry_id": str(uuid.uuid4()), "action": "save",
    }  # fmt: skip

    pages = [
        client.post(reverse("outreach:visit_candidates"), {"q": f"{NAME}, {VILLAGE}"}),
        client.post(reverse("outreach:visit_record"), line, follow=True),
        client.get(reverse("outreach:visits"), {"format": "csv"}),
    ]

    assert [page.status_code for page in pages] == [200, 200, 200]
    assert Registration.objects.filter(organization=centre).count() == 1
    assert found_in(pages[-1].content.decode()) == []
    assert traces() == []
    assert found_in(written()) == []
    for page in pages:
        assert found_in(outside(page)) == []


def test_an_address_with_a_name_is_not_logged(client: Client, centre: Organization, written):
    """Somebody types a name where none belongs: the page of an unknown address keeps silent too."""
    sign_in(client, "COUNSELLOR", centre)

    pages = [client.get(f"/workspace/{VILLAGE}/"), client.get(f"/{VILLAGE}/"), client.get("/", {"q": NAME})]

    assert [page.status_code for page in pages] == [404, 404, 200]
    assert found_in(" ".join(page.content.decode() for page in pages)) == []
    assert found_in(written()) == []


def test_a_host_that_is_refused_is_not_quoted(client: Client, written):
    """Django logs what an error says as if it were words of its own."""
    page = client.get("/", headers={"host": f"{VILLAGE}.example"})
    text = written()

    assert page.status_code == 400
    assert "DisallowedHost" in text
    assert found_in(text) == []


def test_an_error_that_quotes_a_row_is_logged_without_it(client: Client, centre: Organization, written):
    """The database refuses a registration and says which: the page fails, and the log says no more than where."""
    sign_in(client, "COUNSELLOR", centre)
    client.raise_request_exception = False
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_registration ADD CONSTRAINT refuses_all CHECK (false) NOT VALID")
    line = {
        "q": NAME, "person": "new", "full_name": NATIVE, "phone": PHONE, "village": VILLAGE, "sex": "F",
        "visited_on": timezone.localdate().isoformat(), "channel": "WALK_IN", "services": ["INFORMATION"],
        "relation": "CURRENT", "entry_id": str(uuid.uuid4()), "action": "save",
    }  # fmt: skip

    page = client.post(reverse("outreach:visit_record"), line)
    text = written()

    assert page.status_code == 500
    assert "IntegrityError" in text
    assert found_in(text + page.content.decode()) == []


def test_a_library_that_words_its_record_by_an_error_is_not_quoted(written):
    try:
        int(NAME)
    except ValueError as error:
        library = logging.getLogger("library")
        library.error(str(error), exc_info=error)
        library.error(f"listener error: {error!r}", exc_info=error)
        library.exception(error)
    text = written()

    assert text.count("an error in library") == 3
    assert found_in(text) == []


def test_the_database_server_writes_no_value_down(centre: Organization):
    """Errors quote values, and the driver puts values into statements: neither may reach the server's log."""
    size = SERVER.folder.log.stat().st_size
    for statement in ("SELECT %s::integer", "SELECT 1 / 0, %s", "SELECT %s FROM nowhere"):
        with pytest.raises(Exception, match=r"."), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [NAME])
    with pytest.raises(DataError, match="Nightingale"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::integer", [NAME])

    with SERVER.folder.log.open(errors="replace") as log:
        log.seek(size)
        new = log.read()

    assert found_in(new) == []


def test_the_words_would_be_found():
    """Else all of the above would hold of a test that finds nothing."""
    assert found_in(f"GET /people/?q={NAME}") == ["nightingale", "zebrafinch"]
    assert found_in(f"{PHONE} {NATIVE} {VILLAGE}") == ["zebrafinch", "นกไนติงเกล", "987123", "zebrafinchville"]
