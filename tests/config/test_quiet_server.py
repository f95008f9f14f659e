"""What the running server and its worker write, while a name goes in by every door and things go wrong."""

import http.client
import re
import socket
import uuid
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.utils import timezone

from tests.config.installation import Installation, Running, unused_port, wait_until
from tests.config.prepared import unpack_installation
from tests.people.imports.lists import as_csv
from tests.test_canary import NAME, PHONE, VILLAGE, found_in, rows

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]
ENTER = """
from datetime import date
from django.test import Client
from safefair.accounts.models import Organization, RoleAssignment, User
organization = Organization.objects.create(name="Invented Centre", code="invented", kind="MRC", country="TH")
user = User.objects.create_user("invented@test.example", "invented words for a test")
RoleAssignment.objects.create(user=user, role="COUNSELLOR", organization=organization, starts_on=date(2026, 1, 1))
client = Client(headers={"host": "localhost"})
client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
answer = [organization.pk, user.pk, client.cookies["session"].value]
"""
BRING = """
from safefair.accounts.models import Organization, User
from safefair.core.rls import row_security
from safefair.people.imports import operations
from safefair.people.imports.activities import titles_of
from safefair.people.imports.reading import Reading
from safefair.people.models import ImportBatch
user = User.objects.get(pk=arguments["user"])
organization = Organization.objects.get(pk=arguments["organization"])
data = arguments["data"].encode()
with row_security(organization_id=organization.pk, user_id=user.pk):
    batch = operations.upload_import(data, organization=organization, by=user)
    kinds = {title.digest: "INFORMATION_SESSION" for title in titles_of(data, Reading.from_json(batch.columns))}
    operations.start_check(batch, kinds=kinds, rows=arguments["rows"], by=user)
answer = str(batch.uuid)
"""
CONFIRM = """
from safefair.accounts.models import User
from safefair.core.rls import row_security
from safefair.people.imports import operations
from safefair.people.models import ImportBatch
with row_security(organization_id=arguments["organization"], user_id=arguments["user"]):
    operations.confirm_import(ImportBatch.objects.get(), by=User.objects.get(pk=arguments["user"]))
answer = "confirmed"
"""
REFUSE = "ALTER TABLE people_registration ADD CONSTRAINT refuses_all CHECK (false) NOT VALID"
# What the pause before another try brings; a new job wakes the worker.
A_WHILE = """
UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo';
INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'core.rescue_jobs', '{"timestamp": 0}');
"""
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


class Visitor:
    """Somebody with a browser, signed in."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.headers = {"Host": "localhost", "Cookie": f"session={session}"}
        self.token = ""
        self.token = TOKEN.findall(self.ask("/workspace/people/register/")[1])[0]

    def ask(self, path: str, form: dict[str, str] | None = None, **headers: str) -> tuple[int, str]:
        """Status and text of a page; of what a form leads to, where there is one."""
        body = urlencode(form | {"csrfmiddlewaretoken": self.token}) if form else None
        sent = self.headers | headers
        if body:
            sent |= {"Content-Type": "application/x-www-form-urlencoded"}
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)) as connection:
            connection.request("POST" if body else "GET", path, body=body, headers=sent)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()

    def stammer(self, line: str) -> None:
        """Send a request that no server can read."""
        with socket.create_connection(("127.0.0.1", self.port), 120) as connection:
            connection.sendall(f"{line}\r\nHost: localhost\r\n\r\n".encode())
            assert b" 400 " in connection.recv(1000)


def visit() -> dict[str, str]:
    return {
        "q": NAME, "person": "new", "full_name": NAME, "phone": PHONE, "village": VILLAGE, "sex": "F",
        "visited_on": timezone.localdate().isoformat(), "channel": "WALK_IN", "services": "INFORMATION",
        "relation": "CURRENT", "entry_id": str(uuid.uuid4()), "action": "save",
    }  # fmt: skip


def has_failed_for_good(there: Installation) -> int:
    with there.server.connect("safefair") as records:
        records.execute(A_WHILE)
    return there.count("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")


def test_no_name_in_what_the_server_and_its_worker_write(
    home: Path, environment: dict[str, str], tmp_path: Path
) -> None:
    there = unpack_installation(home, environment | {"SAFEFAIR_SECOND_FACTOR": "0"})
    port, log = unused_port(), tmp_path / "log"
    running = Running(there, port, log=log)
    try:
        organization, user, session = there.ask(ENTER)
        visitor = Visitor(port, session)
        who = {"organization": organization, "user": user}
        there.ask(BRING, data=as_csv(rows()).decode(), rows=len(rows()), **who)
        wait_until(
            lambda: there.count("SELECT count(*) FROM people_importbatch WHERE status = 'CHECKED'"),
            "not checked",
        )

        well = [
            visitor.ask("/workspace/outreach/visits/candidates/", {"q": f"{NAME}, {VILLAGE}"}),
            visitor.ask("/workspace/outreach/visits/record/", visit()),
            visitor.ask("/accounts/password/reset/", {"email": "invented@test.example"}),
            visitor.ask(f"/workspace/people/?q={quote(NAME)}"),
        ]
        with there.server.connect("safefair") as records:
            records.execute(REFUSE)
        there.ask(CONFIRM, **who)
        ill = [
            visitor.ask("/workspace/outreach/visits/record/", visit() | {"is_denied": "1"}),
            visitor.ask(f"/workspace/{VILLAGE}/"),
            visitor.ask("/", Host=f"{VILLAGE}.example"),
        ]
        visitor.stammer(f"GET /workspace/people/?q={NAME} HTTP/1.1")
        wait_until(lambda: has_failed_for_good(there), "not failed")
    finally:
        running.end()

    written = log.read_text()
    assert [status for status, _text in well] == [200, 302, 200, 200]
    assert [status for status, _text in ill] == [500, 404, 400]
    assert written.count("IntegrityError") >= 2
    assert "password/reset/key" not in written
    assert found_in(written) == []
