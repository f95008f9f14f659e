"""Bringing a list in: uploaded, read, checked, and only then stored; or discarded. What each step leaves behind.

The file lies sealed under a key of the import's own. Its values are nowhere else: rows keep their faults, not what was
written. Storing and discarding destroy the key.
"""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import astuple

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from safefair.accounts.models import Organization, User
from safefair.core.audit import log_reading
from safefair.core.crypto.envelope import seal, unseal
from safefair.core.jobs import start_task
from safefair.core.keys.store import make_keys, open_key
from safefair.core.models import ReadKind, TaskStatus
from safefair.core.tabular.files import Source, examine_file
from safefair.people.destroying import destroy_key_surely
from safefair.people.enums import BatchStatus
from safefair.people.imports import storing
from safefair.people.imports.assessment import Assessment, Fate, Tell, assess
from safefair.people.imports.reading import Reading, guess_reading
from safefair.people.imports.refusals import (
    FileAlreadyImported,
    ImportHeld,
    ImportNotReady,
    NothingToImport,
)
from safefair.people.models import ImportBatch, ImportRow, Registration

OPEN = (BatchStatus.UPLOADED, BatchStatus.CHECKING, BatchStatus.CHECKED)
PORTION = 5000
CHECK_JOB, STORE_JOB = "people.check_import", "people.store_import"


def _place(batch: ImportBatch) -> str:
    return f"{batch.uuid}|import|1"


@transaction.atomic
def upload_import(data: bytes, *, organization: Organization, by: User) -> ImportBatch:
    """Take a file in, sealed. FileRefused or FileAlreadyImported; an unfinished import of the same file goes on."""
    digest = hashlib.sha256(data).hexdigest()
    _refuse_stored(organization.pk, digest)
    unfinished = ImportBatch.objects.filter(organization=organization, digest=digest, status__in=OPEN)
    if (found := unfinished.order_by("-id").first()) is not None:
        return found
    source = examine_file(data)
    reading = guess_reading(data, source)
    [(key_id, key)] = make_keys(1)
    batch = ImportBatch(
        organization=organization, uploaded_by=by, digest=digest, key_id=key_id, kind=source.kind, size=len(data),
        columns=reading.as_json(),
    )  # fmt: skip
    batch.sealed = seal(data, key=key, place=_place(batch))
    batch.save()
    return batch


def _refuse_stored(organization_id: int, digest: str) -> None:
    found = ImportBatch.objects.filter(
        organization_id=organization_id, digest=digest, status=BatchStatus.STORED
    )
    stored = found.select_related("uploaded_by").order_by("-id").first()
    if stored is not None and stored.stored_at is not None:
        raise FileAlreadyImported(stored.stored_at, stored.uploaded_by.name)


def open_file(batch: ImportBatch, *, user_id: int | None) -> bytes:
    """The file, after the reading was logged. ImportNotReady once it is destroyed."""
    if batch.sealed is None or batch.key_id is None:
        raise ImportNotReady
    log_reading(
        ReadKind.OPENED,
        "people.ImportBatch",
        [batch.pk],
        user_id=user_id,
        organization_id=batch.organization_id,
    )
    return unseal(bytes(batch.sealed), key=open_key(batch.key_id), place=_place(batch))


def is_changeable(batch: ImportBatch) -> bool:
    """Whether columns and activities can still be said: not while a job is at it, but after one that failed."""
    is_stuck = batch.task is not None and batch.task.status == TaskStatus.FAILED
    return batch.status in (BatchStatus.UPLOADED, BatchStatus.CHECKED) or (
        batch.status == BatchStatus.CHECKING and is_stuck
    )


def _changeable(batch: ImportBatch) -> ImportBatch:
    """The batch, locked; ImportNotReady unless it can be changed."""
    locked = _locked(batch, *OPEN)
    if not is_changeable(locked):
        raise ImportNotReady
    return locked


def _locked(batch: ImportBatch, *statuses: BatchStatus) -> ImportBatch:
    """The batch, locked; ImportNotReady unless it stands at one of these steps."""
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.status not in statuses:
        raise ImportNotReady
    return locked


@transaction.atomic
def read_as(batch: ImportBatch, reading: Reading) -> None:
    """Keep how the file is read; what was checked before no longer holds."""
    locked = _changeable(batch)
    locked.rows.all().delete()
    locked.columns, locked.summary, locked.status = reading.as_json(), {}, BatchStatus.UPLOADED
    locked.save()


@transaction.atomic
def start_check(batch: ImportBatch, *, kinds: dict[str, str], rows: int, by: User) -> None:
    """Keep which kind each activity is and have the rows checked by a job."""
    locked = _changeable(batch)
    locked.rows.all().delete()
    locked.activities, locked.summary, locked.status = kinds, {"rows": rows}, BatchStatus.CHECKING
    locked.task = start_task(CHECK_JOB, by_id=by.pk, organization_id=batch.organization_id, batch_id=batch.pk)
    locked.save()


@transaction.atomic
def check_import(batch: ImportBatch, *, by: User, today: dt.date, tell: Tell) -> None:
    """Say of every row what would become of it. Checked twice is checked once."""
    locked = _locked(batch, BatchStatus.CHECKING)
    latest = _latest_registration(locked.organization_id)
    found = assess(
        open_file(locked, user_id=by.pk),
        Reading.from_json(locked.columns),
        locked.activities,
        organization=locked.organization,
        user_id=by.pk,
        today=today,
        tell=tell,
    )
    write_rows(locked, found.fates)
    doubts = {
        fate.row.number: [astuple(doubt) for doubt in fate.doubts] for fate in found.fates if fate.doubts
    }
    locked.summary = {
        **found.counts, "held": found.held, "latest": latest, "on": today.isoformat(), "doubts": doubts
    }  # fmt: skip
    locked.status = BatchStatus.CHECKED
    locked.save()


def _latest_registration(organization_id: int) -> int:
    """Grows with every registration: tells whether a check still knows everybody."""
    newest = Registration.objects.filter(organization_id=organization_id).order_by("-id").first()
    return newest.pk if newest else 0


def write_rows(batch: ImportBatch, fates: Sequence[Fate]) -> None:
    """Replace what is kept of the rows."""
    batch.rows.all().delete()
    rows = [
        ImportRow(
            batch=batch,
            organization_id=batch.organization_id,
            number=fate.row.number,
            status=fate.status,
            faults=fate.row.faults,
            person=fate.first or None,
            registration_id=fate.registration_id,
        )
        for fate in fates
    ]
    ImportRow.objects.bulk_create(rows, batch_size=PORTION)


@transaction.atomic
def reopen_check(batch: ImportBatch, *, reason: str) -> None:
    """After a check that could not be done: back to the step before, with the reason."""
    ImportBatch.objects.filter(pk=batch.pk, status=BatchStatus.CHECKING).update(
        status=BatchStatus.UPLOADED, refusal=reason[:300]
    )


@transaction.atomic
def confirm_import(batch: ImportBatch, *, by: User, is_looked_at: bool = False) -> None:
    """Have the rows stored by a job. A list held for its oddness needs `is_looked_at`."""
    locked = _locked(batch, BatchStatus.CHECKED, BatchStatus.STORING)
    if locked.status == BatchStatus.STORING and (
        locked.task is None or locked.task.status != TaskStatus.FAILED
    ):
        raise ImportNotReady
    if locked.summary.get("held") and not is_looked_at:
        raise ImportHeld
    if not locked.summary["rows_NEW"] + locked.summary["rows_KNOWN"]:
        raise NothingToImport
    _refuse_stored(locked.organization_id, locked.digest)
    locked.status = BatchStatus.STORING
    locked.task = start_task(
        STORE_JOB, by_id=by.pk, organization_id=locked.organization_id, batch_id=locked.pk
    )
    try:
        with transaction.atomic():
            locked.save()
    except IntegrityError:
        raise ImportNotReady from None


@transaction.atomic
def store_import(batch: ImportBatch, *, by: User, tell: Tell) -> None:
    """Everything of a confirmed list in one transaction, or nothing. Stored before: nothing to do.

    One list of an organisation at a time: a second one sees the persons of the first.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('people.store_import'), %s::int)", [batch.organization_id]
        )
    locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.status == BatchStatus.STORED:
        return
    if locked.status != BatchStatus.STORING:
        raise ImportNotReady
    data, reading = open_file(locked, user_id=by.pk), Reading.from_json(locked.columns)
    with pghistory.context(user=by.pk):
        found = _assess_again(locked, data, reading, by=by, tell=tell)
        stored = storing.store(locked, found.fates, by=by, tell=tell)
    write_rows(locked, found.fates)
    locked.summary = {**locked.summary, **found.counts, **stored, "doubts": {}}
    locked.status, locked.stored_at = BatchStatus.STORED, timezone.now()
    _destroy_file(locked)
    locked.save()


def _assess_again(batch: ImportBatch, data: bytes, reading: Reading, *, by: User, tell: Tell) -> Assessment:
    """What the check found, where nobody was registered or erased since then; else a new check."""
    checked_on = dt.date.fromisoformat(batch.summary["on"])
    known = batch.rows.exclude(registration=None).values("registration_id")
    erased = Registration.objects.filter(pk__in=known).exclude(erased_at=None).exists()
    if not erased and batch.summary["latest"] == _latest_registration(batch.organization_id):
        return storing.recall(batch, data, reading, today=checked_on, tell=tell)
    return assess(
        data,
        reading,
        batch.activities,
        organization=batch.organization,
        user_id=by.pk,
        today=checked_on,
        tell=tell,
    )


@transaction.atomic
def discard_import(batch: ImportBatch) -> None:
    """Forget a list that was not stored: the file's key is destroyed."""
    locked = _locked(batch, *OPEN)
    locked.rows.all().delete()
    locked.status, locked.activities, locked.summary = BatchStatus.DISCARDED, {}, {}
    _destroy_file(locked)
    locked.save()


def _destroy_file(batch: ImportBatch) -> None:
    """With the transaction."""
    key_id = batch.key_id
    batch.sealed, batch.key_id = None, None
    if key_id is not None:
        destroy_key_surely(key_id)


def change_source(batch: ImportBatch, source: Source, *, by: User) -> None:
    """Read another sheet, or the text in another encoding: heads and columns are guessed anew."""
    read_as(batch, guess_reading(open_file(batch, user_id=by.pk), source))
