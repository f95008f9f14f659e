"""A file of services: read and compared by a job, proposed once somebody has confirmed, taken back as long as it waits."""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable

from safefair.accounts.models import Organization, User
from safefair.core.jobs import start_task
from safefair.core.models import TaskStatus
from safefair.directory.entries import entry_of
from safefair.directory.enums import Fate, ImportStatus, ProposalStatus
from safefair.directory.errors import ImportMovedOn, NothingToPropose, OwnProposal
from safefair.directory.imports.comparing import Compared, Directory
from safefair.directory.imports.reading import read_drafts
from safefair.directory.models import Proposal, ServiceImport, ServiceImportRow
from safefair.directory.operations.reviewing import accept, make_proposal, one_at_a_time, withdraw
from safefair.directory.operations.writing import for_programme

CHECK_JOB, STORE_JOB, ACCEPT_JOB = (
    "directory.check_import",
    "directory.store_import",
    "directory.accept_import",
)
OPEN = (ImportStatus.CHECKING, ImportStatus.CHECKED)
PORTION = 1000
Tell = Callable[[int, int], None]


def upload_services(
    data: bytes, *, organization: Organization | None, owner: Organization | None, visibility: str, by: User
) -> ServiceImport:
    """Take a file in and have it read by a job. The same file, if it was brought and not confirmed, is forgotten."""
    digest = hashlib.sha256(data).hexdigest()
    with for_programme(by):
        earlier = ServiceImport.objects.filter(organization=organization, digest=digest, status__in=OPEN)
        for batch in earlier:
            _forget(batch)
        batch = ServiceImport.objects.create(
            organization=organization,
            owner=owner,
            visibility=visibility,
            uploaded_by=by,
            digest=digest,
            content=data,
        )
        _start(batch, CHECK_JOB, by)
        return batch


def _start(batch: ServiceImport, job: str, by: User) -> None:
    batch.task = start_task(job, by_id=by.pk, organization_id=batch.organization_id, batch_id=batch.pk)
    batch.save()


def check_services(batch: ServiceImport, *, by: User, tell: Tell) -> None:
    """Say of every service in the file what would become of it; the bytes are forgotten. FileRefused."""
    with for_programme(by):
        batch = _locked(batch, ImportStatus.CHECKING)
        drafts, unread = read_drafts(bytes(batch.content or b""), _home(batch))
        directory = Directory(batch.organization, owner=batch.owner, visibility=batch.visibility)
        rows: list[ServiceImportRow] = []
        for done, draft in enumerate(drafts, 1):
            rows.append(_row(batch, directory.compare(draft)))
            tell(done, len(drafts))
        ServiceImportRow.objects.bulk_create(rows, batch_size=PORTION)
        counts = Counter(row.fate for row in rows)
        batch.summary = {fate.value: counts[fate] for fate in Fate} | {"unread": unread}
        batch.status, batch.content = ImportStatus.CHECKED, None
        batch.save()


def _home(batch: ServiceImport) -> str:
    """The country in which numbers are dialled where a row does not say it."""
    owner = batch.organization or batch.owner
    return owner.country if owner else ""


def _row(batch: ServiceImport, found: Compared) -> ServiceImportRow:
    is_kept = found.fate != Fate.WRONG
    return ServiceImportRow(
        batch=batch, organization_id=batch.organization_id, number=found.draft.number, fate=found.fate,
        name=found.draft.said.get("name", "")[:200], faults=found.draft.faults, owner=found.owner, service=found.service,
        identifier=found.identifier, entry=found.entry if is_kept else None, before=found.before if is_kept else None,
    )  # fmt: skip


def refuse_services(batch: ServiceImport, reason: str, *, by: User) -> None:
    """Nothing in the file could be read."""
    with for_programme(by):
        ServiceImport.objects.filter(pk=batch.pk).update(
            status=ImportStatus.REFUSED, refusal=reason[:300], content=None
        )


def confirm_services(batch: ServiceImport, *, by: User) -> None:
    """Have what is new or different proposed by a job; once more, after one that failed."""
    with for_programme(by):
        batch = _locked(batch, ImportStatus.CHECKED, ImportStatus.STORING)
        if batch.status == ImportStatus.STORING and (
            batch.task is None or batch.task.status != TaskStatus.FAILED
        ):
            raise ImportMovedOn
        if not batch.summary[Fate.NEW] + batch.summary[Fate.CHANGED]:
            raise NothingToPropose
        batch.status = ImportStatus.STORING
        _start(batch, STORE_JOB, by)


def store_services(batch: ServiceImport, *, at: dt.datetime, by: User, tell: Tell) -> None:
    """Propose everything of a confirmed file, or nothing. What was changed here meanwhile is left as it is.

    Done before: nothing to do.
    """
    with for_programme(by):
        batch = ServiceImport.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if batch.status != ImportStatus.STORING:
            return
        rows = (
            batch.rows.filter(fate__in=(Fate.NEW, Fate.CHANGED))
            .select_related("owner", "service")
            .order_by("number")
        )
        todo = list(rows)
        for owner in sorted({row.owner_id for row in todo if row.owner_id}):
            one_at_a_time(owner)
        for done, row in enumerate(todo, 1):
            if _has_moved(row):
                row.fate = Fate.MOVED
                row.save(update_fields=["fate"])
            else:
                make_proposal(
                    row.entry or {}, service=row.service, at=at, by=by, organization=row.owner, identifier=row.identifier,
                    batch=batch,
                )  # fmt: skip
            tell(done, len(todo))
        batch.status = ImportStatus.STORED
        batch.summary |= {fate.value: batch.rows.filter(fate=fate).count() for fate in Fate}
        batch.save()


def _has_moved(row: ServiceImportRow) -> bool:
    if row.service:
        return entry_of(row.service) != row.before
    waiting = Proposal.objects.filter(
        organization=row.owner, service=None, status=ProposalStatus.WAITING, entry=row.entry
    )
    return waiting.exists()


def accept_new(batch: ServiceImport, *, at: dt.datetime, by: User, tell: Tell) -> None:
    """Let the directory say all that is new in a file. OwnProposal for whoever brought it.

    Nobody outside sees any of it before a call; changes of what is there already are looked at one by one.
    """
    if batch.uploaded_by_id == by.pk:
        raise OwnProposal
    with for_programme(by):
        waiting = list(batch.proposals.filter(status=ProposalStatus.WAITING, service=None).order_by("pk"))
        for done, proposal in enumerate(waiting, 1):
            accept(proposal, at=at, by=by)
            tell(done, len(waiting))


def start_accepting(batch: ServiceImport, *, by: User) -> None:
    """Have all that is new accepted by a job."""
    if batch.uploaded_by_id == by.pk:
        raise OwnProposal
    with for_programme(by):
        _start(_locked(batch, ImportStatus.STORED), ACCEPT_JOB, by)


def take_back(batch: ServiceImport, *, at: dt.datetime, by: User) -> int:
    """Withdraw what of a file still waits; how many."""
    with for_programme(by):
        waiting = list(batch.proposals.filter(status=ProposalStatus.WAITING))
        for proposal in waiting:
            withdraw(proposal, at=at, by=by)
        return len(waiting)


def discard_services(batch: ServiceImport, *, by: User) -> None:
    """Forget a file of which nothing was proposed."""
    with for_programme(by):
        _forget(_locked(batch, *OPEN))


def _forget(batch: ServiceImport) -> None:
    batch.rows.all().delete()
    batch.status, batch.content = ImportStatus.DISCARDED, None
    batch.save()


def _locked(batch: ServiceImport, *statuses: ImportStatus) -> ServiceImport:
    """The file, locked; ImportMovedOn unless it stands at one of these steps."""
    locked = ServiceImport.objects.select_for_update(of=("self",)).select_related("task").get(pk=batch.pk)
    if locked.status not in statuses:
        raise ImportMovedOn
    return locked
