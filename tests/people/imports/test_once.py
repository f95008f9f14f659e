"""Started twice at once, killed in the middle: every confirmed row once, none half."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator

import psycopg
import pytest
from django.db import connections

from safefair.accounts.models import User
from safefair.core.keys.models import DataKey
from safefair.core.models import Task
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.people.imports import operations, tasks
from safefair.people.imports.refusals import ImportHeld, ImportNotReady, NothingToImport
from safefair.people.models import DuplicatePair, Identity, ImportBatch, Registration
from tests.harness.templates import ALIASES, SERVER
from tests.people.imports.lists import ROWS, SESSION, as_csv

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., ImportBatch]

CHILD = """
import json, sys
from django.conf import settings
names, arguments = json.loads(sys.argv[1])
for alias, name in names.items():
    settings.DATABASES[alias]["NAME"] = name
import django
django.setup()
from safefair.people.imports import tasks
tasks.store_import(**arguments)
"""


def written() -> dict[str, int]:
    models = (Registration, Identity, InformationSession, SessionAttendance)
    return {model.__name__: model.objects.count() for model in models}


NOTHING = dict.fromkeys(("Registration", "Identity", "InformationSession", "SessionAttendance"), 0)
ONCE = {"Registration": 3, "Identity": 3, "InformationSession": 2, "SessionAttendance": 4}


def confirmed(batch: ImportBatch, by: User) -> dict[str, int]:
    """The arguments of the job that stores it."""
    operations.confirm_import(batch, by=by)
    return {"task_id": Task.objects.get(name=operations.STORE_JOB).pk, "batch_id": batch.pk}


def at_once(*calls: Callable[[], object]) -> list[Exception]:
    """Run in threads that start together; what they raised."""
    gate, raised = threading.Barrier(len(calls)), list[Exception]()

    def run(call: Callable[[], object]) -> None:
        gate.wait()
        try:
            call()
        except Exception as error:  # noqa: BLE001  reason: handed to the test
            raised.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return raised


def test_confirmed_twice_at_once_is_confirmed_once(checked: Make, counsellor: User) -> None:
    batch = checked(as_csv())

    raised = at_once(*[lambda: operations.confirm_import(batch, by=counsellor)] * 2)

    assert [type(error) for error in raised] == [ImportNotReady]
    assert Task.objects.filter(name=operations.STORE_JOB).count() == 1


def test_the_same_job_twice_at_once_stores_once(checked: Make, counsellor: User) -> None:
    job = confirmed(checked(as_csv()), counsellor)

    raised = at_once(*[lambda: tasks.store_import(**job)] * 2)

    assert (raised, written()) == ([], ONCE)


def test_two_overlapping_lists_at_once_register_nobody_twice(checked: Make, counsellor: User) -> None:
    one, other = checked(as_csv(ROWS[:3])), checked(as_csv(ROWS[1:]))
    for batch in (one, other):
        operations.confirm_import(batch, by=counsellor)
    jobs = [
        {"task_id": task.pk, "batch_id": batch.pk}
        for task, batch in zip(
            Task.objects.filter(name=operations.STORE_JOB).order_by("id"), (one, other), strict=True
        )
    ]

    raised = at_once(*[lambda job=job: tasks.store_import(**job) for job in jobs])

    assert (raised, written()) == ([], ONCE)


@pytest.fixture
def locked_attendances() -> Iterator[psycopg.Connection]:
    """Holds the table of attendances, so that whoever stores stops in the middle."""
    with SERVER.connect(connections["default"].settings_dict["NAME"]) as connection:
        connection.execute("BEGIN")
        connection.execute("LOCK TABLE outreach_sessionattendance IN EXCLUSIVE MODE")
        yield connection


def waiting(connection: psycopg.Connection) -> list[int]:
    found = connection.execute("SELECT pid FROM pg_locks WHERE NOT granted")
    return [pid for (pid,) in found]


def wait_until(condition: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.05)


def start_child(job: dict[str, int]) -> "subprocess.Popen[bytes]":
    names = {alias: connections[alias].settings_dict["NAME"] for alias in ALIASES}
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    return subprocess.Popen([sys.executable, "-c", CHILD, json.dumps([names, job])], env=environment)


@pytest.mark.slow
def test_killed_in_the_middle_nothing_is_written_and_the_next_try_writes_all(
    checked: Make, counsellor: User, request: pytest.FixtureRequest
) -> None:
    batch = checked(as_csv())
    job = confirmed(batch, counsellor)
    holder = request.getfixturevalue("locked_attendances")
    with start_child(job) as child:
        wait_until(lambda: waiting(holder), "the child has not come to the attendances")

        child.send_signal(signal.SIGKILL)
    holder.execute("ROLLBACK")
    wait_until(lambda: not waiting(holder), "the child's transaction is still there")

    batch.refresh_from_db()
    assert (written(), batch.status) == (NOTHING, "STORING")
    for _ in range(2):
        tasks.store_import(**job)
    batch.refresh_from_db()
    assert (written(), batch.status, batch.sealed) == (ONCE, "STORED", None)
    keys = list(Identity.objects.values_list("key_id", flat=True))
    assert DataKey.objects.filter(id__in=keys).count() == 3


def test_a_list_with_one_person_everywhere_is_held(checked: Make, counsellor: User) -> None:
    rows = [
        ("", f"{SESSION} {n}", "2026-03-05", "Invented Daisy One", "F", "31", "0555 000001", "")
        for n in range(120)
    ]

    batch = checked(as_csv(rows))

    assert batch.summary["held"] == "ONE_PERSON"
    with pytest.raises(ImportHeld):
        operations.confirm_import(batch, by=counsellor)
    operations.confirm_import(batch, by=counsellor, is_looked_at=True)
    assert ImportBatch.objects.get().status == "STORING"


def test_a_list_that_repeats_itself_is_held(checked: Make) -> None:
    rows = [
        ("", SESSION, "2026-03-05", f"Invented {chr(65 + n)}daisy", "F", "", f"0555 0{n:04d}1", "")
        for n in range(26)
    ]

    assert checked(as_csv(rows * 5)).summary["held"] == "HALF_REPEATED"


def test_a_list_without_a_row_to_store_is_not_confirmed(checked: Make, counsellor: User) -> None:
    batch = checked(as_csv([("", "Team dinner", "2026-03-05", "Invented Daisy", "F", "", "", "")]))

    with pytest.raises(NothingToImport):
        operations.confirm_import(batch, by=counsellor)


def test_somebody_who_may_be_known_is_kept_and_put_side_by_side(checked: Make, stored: Make) -> None:
    stored(as_csv(ROWS[:2]))

    similar = ("", SESSION, "2026-04-01", "Invented Daisy One", "F", "33", "", "Invented village 1")
    stored(as_csv([similar]))

    pairs = list(DuplicatePair.objects.values_list("source", "status"))
    assert (Registration.objects.count(), pairs) == (3, [("IMPORT", "OPEN")])
