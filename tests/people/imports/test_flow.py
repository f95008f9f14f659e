"""From a file to stored attendance: nothing before it is confirmed, nothing twice."""

from collections.abc import Callable

import pytest

from safefair.accounts.models import Organization, User
from safefair.core.keys.models import DataKey
from safefair.core.models import Task
from safefair.outreach.models import InformationSession, SessionAttendance
from safefair.people.imports import operations
from safefair.people.imports.refusals import FileAlreadyImported, ImportNotReady
from safefair.people.models import ImportBatch, ImportRow, Registration
from tests.people.imports.conftest import run_import_jobs
from tests.people.imports.lists import ROWS, SESSION, as_csv, as_xlsx

pytestmark = pytest.mark.django_db
Make = Callable[..., ImportBatch]


def written() -> tuple[int, int, int]:
    return Registration.objects.count(), InformationSession.objects.count(), SessionAttendance.objects.count()


def fates(batch: ImportBatch) -> list[str]:
    return list(ImportRow.objects.filter(batch=batch).order_by("number").values_list("status", flat=True))


def test_a_checked_list_has_written_nothing(checked: Make) -> None:
    batch = checked(as_xlsx())

    assert (batch.status, fates(batch), written()) == ("CHECKED", ["NEW"] * 4, (0, 0, 0))


def test_a_confirmed_list_is_stored_once_for_each_person_and_activity(stored: Make) -> None:
    batch = stored(as_csv())

    assert written() == (3, 2, 4)
    assert (batch.summary["new_people"], batch.summary["attendances"], batch.summary["created"]) == (3, 4, 2)
    sessions = InformationSession.objects.order_by("held_on").values_list(
        "title", "held_on", "country", "batch"
    )
    assert [(title, str(on), country, by) for title, on, country, by in sessions] == [
        (SESSION, "2026-03-05", "TH", batch.pk),
        (SESSION, "2026-03-06", "TH", batch.pk),
    ]
    frozen = SessionAttendance.objects.order_by("line_number", "session").values_list("sex", "age_band")
    assert sorted(frozen) == [("F", "25-34"), ("F", "25-34"), ("F", "25-34"), ("F", "35-49")]


@pytest.mark.django_db(transaction=True)
def test_the_file_and_its_key_are_gone_once_stored(stored: Make) -> None:
    batch = stored(as_csv())

    assert (batch.sealed, batch.key_id) == (None, None)
    assert DataKey.objects.count() == 3  # one for each person registered
    with pytest.raises(ImportNotReady):
        operations.open_file(batch, user_id=None)


def test_the_same_file_again_is_refused(stored: Make, organization: Organization, counsellor: User) -> None:
    stored(as_csv())

    with pytest.raises(FileAlreadyImported, match="Invented Staff"):
        operations.upload_import(as_csv(), organization=organization, by=counsellor)
    assert written() == (3, 2, 4)


def test_the_same_list_in_another_format_adds_nothing(checked: Make, stored: Make) -> None:
    stored(as_csv())

    again = checked(as_xlsx())

    assert fates(again) == ["PRESENT"] * 4


def test_an_overlapping_list_adds_what_is_new(stored: Make) -> None:
    stored(as_csv(ROWS[:3]))

    batch = stored(as_csv([*ROWS, ROWS[3]]))

    assert fates(batch) == ["PRESENT", "PRESENT", "PRESENT", "NEW", "REPEATED"]
    assert written() == (3, 2, 4)


def test_somebody_registered_between_check_and_confirmation_is_recognised(
    checked: Make, stored: Make, counsellor: User
) -> None:
    first = checked(as_csv(ROWS[:2]))
    stored(as_csv(ROWS[1:3]))

    operations.confirm_import(first, by=counsellor)
    run_import_jobs()

    assert written() == (2, 2, 3)
    assert fates(first) == ["KNOWN", "PRESENT"]


def test_after_a_check_that_failed_it_can_be_started_again(checked: Make, counsellor: User) -> None:
    batch = checked(as_csv())
    ImportBatch.objects.filter(pk=batch.pk).update(status="CHECKING")
    Task.objects.filter(pk=batch.task_id or 0).update(status="FAILED")

    operations.start_check(batch, kinds=batch.activities, rows=4, by=counsellor)
    run_import_jobs()

    batch.refresh_from_db()
    assert (batch.status, fates(batch)) == ("CHECKED", ["NEW"] * 4)


def test_while_a_check_runs_nothing_is_changed(checked: Make, counsellor: User) -> None:
    batch = checked(as_csv())
    operations.start_check(batch, kinds=batch.activities, rows=4, by=counsellor)

    with pytest.raises(ImportNotReady):
        operations.start_check(batch, kinds={}, rows=4, by=counsellor)
