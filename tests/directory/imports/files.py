"""Invented files of services, and the way through an import."""

import csv
import io
import json
import zipfile
from typing import Any

from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from safefair.accounts.models import Organization, User
from safefair.core.models import Task
from safefair.directory import tasks
from safefair.directory.entries import Entry
from safefair.directory.models import ServiceImport
from safefair.directory.operations import importing
from tests.accounts.factories import UserFactory

JOBS = {
    importing.CHECK_JOB: tasks.check_import, importing.STORE_JOB: tasks.store_import, importing.ACCEPT_JOB: tasks.accept_import
}  # fmt: skip
HEADS = ("name", "description", "kinds", "country", "areas", "number", "operator_kind")
LINE = ("Invented desk", "Invented people help.", "wages", "TH", "TH-63", "02 000 0123", "ngo")


def as_csv(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    """A table in CSV."""
    file = io.StringIO()
    csv.writer(file).writerows([heads, *rows])
    return file.getvalue().encode()


def as_json(*services: dict[str, Any]) -> bytes:
    """A page of HSDS."""
    return json.dumps({"contents": services}).encode()


def as_zip(**tables: list[dict[str, Any]]) -> bytes:
    """The tabular form of HSDS."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, rows in tables.items():
            text = io.StringIO()
            writer = csv.DictWriter(text, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
            archive.writestr(f"{name}.csv", text.getvalue())
    return file.getvalue()


def run_jobs() -> None:
    """Do what was asked for, in its order."""
    for queued in ProcrastinateJob.objects.filter(status="todo", task_name__in=JOBS).order_by("id"):
        if not Task.objects.get(pk=queued.args["task_id"]).is_over:
            JOBS[queued.task_name](**queued.args)


def brought(
    data: bytes, organization: Organization | None = None, *, by: User | None = None, **said: Any
) -> ServiceImport:
    """A file, read and compared."""
    fields = {"owner": None, "visibility": "public"} | said
    batch = importing.upload_services(
        data, organization=organization, by=by or UserFactory.create(), **fields
    )
    run_jobs()
    batch.refresh_from_db()
    return batch


def confirmed(batch: ServiceImport) -> ServiceImport:
    """The same, proposed."""
    importing.confirm_services(batch, by=batch.uploaded_by)
    run_jobs()
    batch.refresh_from_db()
    return batch


def entry_in(batch: ServiceImport, number: int | None = None) -> Entry:
    """What a row would have the directory say; of the only row without a number."""
    entry = batch.rows.get(**{"number": number} if number else {}).entry
    assert entry is not None
    return entry


def fates(batch: ServiceImport) -> list[str]:
    """What becomes of each row."""
    return list(batch.rows.order_by("number").values_list("fate", flat=True))


def faults(batch: ServiceImport) -> list[tuple[int, str, str]]:
    """What is wrong, by row and column."""
    return [(row.number, *fault) for row in batch.rows.order_by("number") for fault in row.faults]


def bring(client: Client, data: bytes, name: str = "services.csv", **said: str) -> ServiceImport:
    """By the page."""
    file = io.BytesIO(data)
    file.name = name
    client.post(reverse("directory:imports"), {"file": file, "visibility": "public", **said})
    run_jobs()
    return ServiceImport.objects.latest("pk")
