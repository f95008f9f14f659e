"""A change of a service waits until somebody else accepts it; what was accepted can be undone."""

import datetime as dt
from typing import Any

from django.db import connection

from safefair.accounts.models import Organization, User
from safefair.core.searching import normalise
from safefair.directory.entries import BLANK, Entry, entry_of, tidy
from safefair.directory.enums import ProposalStatus, ServiceStatus, Visibility
from safefair.directory.errors import (
    AlreadyDecided,
    AlreadyListed,
    AlreadyProposed,
    ChangedSince,
    NoReason,
    NothingChanged,
    OwnProposal,
)
from safefair.directory.likeness import is_same_service
from safefair.directory.models import Proposal, Service
from safefair.directory.operations.writing import check_entry, for_programme, write_entry


def propose(
    entry: Entry, *, organization: Organization, service: Service | None = None, at: dt.datetime, by: User
) -> Proposal:
    """Ask for a new service, or for a change of one. A change that waits already is replaced by the newer one.

    AlreadyProposed or AlreadyListed for a new one that is not new.
    """
    entry = tidy(entry)
    check_entry(entry)
    if entry == (entry_of(service) if service else BLANK):
        raise NothingChanged
    with for_programme(by):
        if service is None:
            _check_new(entry, organization)
        return make_proposal(entry, organization=organization, service=service, at=at, by=by)


def make_proposal(
    entry: Entry, *, service: Service | None, at: dt.datetime, by: User, **fields: Any
) -> Proposal:
    """Write a proposal that was checked; `importing` calls this too, inside its own transaction."""
    if service:
        waiting = Proposal.objects.select_for_update().filter(service=service, status=ProposalStatus.WAITING)
        waiting.update(status=ProposalStatus.WITHDRAWN, decided_by=by, decided_at=at)
    return Proposal.objects.create(service=service, entry=entry, proposed_by=by, proposed_at=at, **fields)


def one_at_a_time(organization_id: int) -> None:
    """Wait until nobody else proposes new services of this organisation: two at once would not see each other's."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('directory.propose'), %s::int)", [organization_id]
        )


def _check_new(entry: Entry, organization: Organization) -> None:
    one_at_a_time(organization.pk)
    waiting = Proposal.objects.filter(organization=organization, service=None, status=ProposalStatus.WAITING)
    if any(is_same_service(entry, other.entry) for other in waiting):
        raise AlreadyProposed
    listed = Service.objects.filter(organization=organization)
    open_ones = listed.exclude(status__in=(ServiceStatus.INACTIVE, ServiceStatus.DEFUNCT))
    alike = [other for other in open_ones if normalise(other.name) == normalise(entry["name"])]
    if any(is_same_service(entry, entry_of(other)) for other in alike):
        raise AlreadyListed


def accept(proposal: Proposal, *, at: dt.datetime, by: User) -> Service:
    """Let the directory say it. OwnProposal: somebody else has to."""
    with for_programme(by):
        proposal = _lock(proposal)
        if proposal.proposed_by_id == by.pk:
            raise OwnProposal
        service = proposal.service or _new_service(proposal)
        proposal.before = entry_of(service) if service.pk else None
        proposal.service = write_entry(service, proposal.entry)
        _decide(proposal, ProposalStatus.ACCEPTED, at=at, by=by)
        return service


def _new_service(proposal: Proposal) -> Service:
    """A service with the identifier that it had in its file, unless another one has that by now."""
    service = Service(organization_id=proposal.organization_id)
    if proposal.identifier and not Service.objects.filter(uuid=proposal.identifier).exists():
        service.uuid = proposal.identifier
    return service


def decline(proposal: Proposal, reason: str, *, at: dt.datetime, by: User) -> None:
    """Leave the directory as it is, and say why."""
    if not reason.strip():
        raise NoReason
    with for_programme(by):
        proposal = _lock(proposal)
        proposal.reason = reason.strip()
        _decide(proposal, ProposalStatus.DECLINED, at=at, by=by)


def withdraw(proposal: Proposal, *, at: dt.datetime, by: User) -> None:
    """Take back what waits."""
    with for_programme(by):
        _decide(_lock(proposal), ProposalStatus.WITHDRAWN, at=at, by=by)


def undo(proposal: Proposal, *, at: dt.datetime, by: User) -> None:
    """Put the service back as it was before this was accepted; one that was new is no longer shown to anybody outside.

    ChangedSince, if the service says something else by now. A check by a call that was made before counts again.
    """
    with for_programme(by):
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        service = proposal.service
        if proposal.status != ProposalStatus.ACCEPTED or service is None:
            raise AlreadyDecided
        if entry_of(service) != proposal.entry:
            raise ChangedSince
        gone = {"status": ServiceStatus.INACTIVE.value, "visibility": Visibility.STAFF.value}
        last = (
            service.calls.filter(undone_at=None, created_at__lt=proposal.decided_at)
            .order_by("-called_on")
            .first()
        )
        write_entry(service, proposal.before or proposal.entry | gone)
        if last:
            service.assured_on, service.assured_by = last.called_on, last.by
            service.save(update_fields=["assured_on", "assured_by"])
        _decide(proposal, ProposalStatus.UNDONE, at=at, by=by)


def _lock(proposal: Proposal) -> Proposal:
    locked = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if locked.status != ProposalStatus.WAITING:
        raise AlreadyDecided
    return locked


def _decide(proposal: Proposal, status: ProposalStatus, *, at: dt.datetime, by: User) -> None:
    proposal.status, proposal.decided_at, proposal.decided_by = status, at, by
    proposal.save()
