"""kill -9 of application, worker and PostgreSQL in the middle of an import: every confirmed row once, none half."""

import socket
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.config.installation import Installation, Running, wait_until
from tests.config.prepared import unpack_installation

pytestmark = [pytest.mark.slow, pytest.mark.allow_hosts(["127.0.0.1"])]
ROWS = 2000
BRING = """
from safefair.accounts.models import Organization, User
from safefair.core.rls import row_security
from safefair.people.imports import operations
from safefair.people.imports.activities import titles_of
from safefair.people.imports.reading import Reading
organization = Organization.objects.create(name="Invented Centre", code="invented", kind="MRC", country="TH")
user = User.objects.create_user("invented@test.example", "invented words for a test")
data = arguments["data"].encode()
with row_security(organization_id=organization.pk, user_id=user.pk):
    batch = operations.upload_import(data, organization=organization, by=user)
    kinds = {title.digest: "INFORMATION_SESSION" for title in titles_of(data, Reading.from_json(batch.columns))}
    operations.start_check(batch, kinds=kinds, rows=arguments["rows"], by=user)
answer = [organization.pk, user.pk]
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
# What two minutes bring: a worker without a sign of life is given up, and its jobs are asked for again.
TWO_MINUTES = """
UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'
WHERE id IN (SELECT worker_id FROM procrastinate_jobs WHERE status = 'doing');
INSERT INTO procrastinate_jobs (queue_name, task_name, args) VALUES ('default', 'core.rescue_jobs', '{"timestamp": 0}');
"""
WRITTEN = (
    "people_registration",
    "people_identity",
    "outreach_informationsession",
    "outreach_sessionattendance",
)
NOTHING, ONCE = dict.fromkeys(WRITTEN, 0), dict(zip(WRITTEN, (ROWS, ROWS, 10, ROWS), strict=True))
JOB = "FROM procrastinate_jobs WHERE task_name = 'people.store_import'"
WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def attendance_list() -> str:
    """Two thousand invented people at ten sessions, each with a name and a telephone of her own."""
    lines = ["Activity,Date,Name,Sex,Age,Phone"]
    parts = ("Bel", "Dor", "Fen", "Gal", "Hum", "Jor", "Kal", "Lis", "Mon", "Nar", "Pel", "Rus", "Tan")
    for number in range(ROWS):
        rest, first = divmod(number, 13)
        third, second = divmod(rest, 13)
        name = f"Invented {parts[first]}{parts[second]}o {parts[third]}{parts[number * 7 % 13]}a"
        facts = f"2026-03-{number % 10 + 1:02d},{name},F,{20 + number % 40},0555 {number:06d}"
        lines.append(f"Safe migration information session,{facts}")
    return "\n".join(lines)


class Import:
    """A list of two thousand rows in an installation that is killed again and again."""

    def __init__(self, installation: Installation, port: int) -> None:
        self.there, self.port = installation, port
        self.running = Running(installation, port)
        self.ids: dict[str, int] = {}

    def bring(self) -> None:
        """Have the list checked."""
        organization, user = self.there.ask(BRING, data=attendance_list(), rows=ROWS)
        self.ids = {"organization": organization, "user": user}
        wait_until(lambda: self.state()[1] == "CHECKED", "the list is not checked")

    def state(self) -> tuple[dict[str, int], str]:
        """What is written, and how far the import is."""
        self.there.server.start()
        with self.there.server.connect("safefair") as records:
            row = records.execute("SELECT status FROM people_importbatch").fetchone()
        return {table: self.there.count(f"SELECT count(*) FROM {table}") for table in WRITTEN}, str(
            row and row[0]
        )

    def hold(self, statement: str, *values: object) -> psycopg.Connection:
        """A lock at which whoever stores must wait."""
        holder = self.there.server.connect("safefair")
        holder.execute("BEGIN")
        holder.execute(statement.encode(), values)
        return holder

    def kill_when(self, condition: str) -> None:
        """Kill everything once this is so, and start it again."""
        wait_until(lambda: self.there.count(condition), condition)
        self.running.kill()
        self.running = Running(self.there, self.port, is_awaited=False)

    def rescue(self) -> None:
        """Let the time pass after which the jobs of a dead worker are taken up."""
        self.there.server.start()
        with self.there.server.connect("safefair") as records:
            records.execute(TWO_MINUTES)


@pytest.fixture
def imported(home: Path, environment: dict[str, str]) -> Iterator[Import]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    brought = Import(unpack_installation(home, environment), port)
    yield brought
    brought.running.kill()


def test_killed_before_while_and_after_storing_every_row_is_there_once(imported: Import) -> None:
    imported.bring()
    gate = imported.hold(
        "SELECT pg_advisory_xact_lock(hashtext('people.store_import'), %s::int)", imported.ids["organization"]
    )
    imported.there.ask(CONFIRM, **imported.ids)
    imported.kill_when(f"{WAITS} AND locktype = 'advisory'")
    gate.close()
    before = imported.state()

    gate = imported.hold("LOCK TABLE outreach_sessionattendance IN EXCLUSIVE MODE")
    imported.rescue()
    imported.kill_when(f"{WAITS} AND relation = 'outreach_sessionattendance'::regclass")
    gate.close()
    during = imported.state()

    imported.rescue()
    wait_until(
        lambda: imported.there.count(f"SELECT count(*) {JOB} AND status = 'doing' AND attempts = 2"),
        "not again",
    )
    gate = imported.hold(f"SELECT id {JOB} FOR NO KEY UPDATE")
    imported.kill_when("SELECT count(*) FROM people_importbatch WHERE status = 'STORED'")
    gate.close()
    after = imported.state(), imported.there.count(f"SELECT count(*) {JOB} AND status = 'doing'")
    imported.rescue()
    wait_until(lambda: imported.there.count(f"SELECT count(*) {JOB} AND status = 'succeeded'"), "never over")

    attended = "SELECT count(DISTINCT (session_id, registration_id)) FROM outreach_sessionattendance"
    assert before == during == (NOTHING, "STORING")
    assert after == ((ONCE, "STORED"), 1)
    assert imported.state() == (ONCE, "STORED")
    assert imported.there.count("SELECT count(DISTINCT key_id) FROM people_identity") == ROWS
    assert imported.there.count(attended) == ROWS
