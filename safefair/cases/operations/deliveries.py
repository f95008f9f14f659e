"""What waits to go to another installation by its address: when it is due, one try, and what came of it.

A file may be handed over twice when this process dies in between; the other side counts it once and answers alike.
"""

import datetime as dt

import pghistory
from django.db import transaction
from django.db.models import Q, QuerySet

from safefair.accounts.models import User
from safefair.cases.enums.exchange import ALWAYS_HEARD, HEALS, Fault, ParcelKind
from safefair.cases.errors import NothingToSend
from safefair.cases.exchange.delivery import NotDelivered, deliver
from safefair.cases.models import Parcel
from safefair.cases.operations.arrivals import take_delivery
from safefair.cases.operations.parcels import ask_to_deliver
from safefair.core.errors import DomainError
from safefair.core.rls import Scope, row_security

MINUTES = (1, 5, 15, 60, 240, 720, 1440)
"""From one try to the next; the last goes on for as long as the file is of any use."""


def deliverable() -> QuerySet[Parcel]:
    """Files that can go by address: to a trusted installation that has one, or a taking back to one that was trusted."""
    waiting = Parcel.objects.filter(is_incoming=False, delivered_at=None, content__isnull=False)
    heard = Q(partner__ended_at=None) | Q(kind__in=ALWAYS_HEARD)
    return waiting.filter(heard, partner__confirmed_at__isnull=False).exclude(partner__address="")


def partners_waiting(*, at: dt.datetime) -> list[int]:
    """To whom something is due."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        return list(_due(at).values_list("partner", flat=True).distinct().order_by("partner"))


def deliver_to(partner_id: int, *, at: dt.datetime) -> None:
    """Try what is due to one installation, in the order in which it was said, until it does not answer."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        ids = list(_due(at).filter(partner=partner_id).order_by("pk").values_list("pk", flat=True))
    for parcel_id in ids:
        if _try(parcel_id, at=at) == Fault.UNREACHABLE:
            return


def send_again(parcel: Parcel, *, at: dt.datetime, by: User) -> None:
    """Try at once, whatever came of it before. NothingToSend where it has arrived or goes by hand."""
    with transaction.atomic(), pghistory.context(user=by.pk):
        found = deliverable().select_for_update(of=("self",)).filter(pk=parcel.pk).first()
        if found is None:
            raise NothingToSend
        found.fault, found.next_at = "", at
        found.save(update_fields=["fault", "next_at"])
        ask_to_deliver(found.partner_id)


def _due(at: dt.datetime) -> QuerySet[Parcel]:
    return deliverable().filter(Q(next_at__lte=at) | Q(next_at=None, fault=""))


def _try(parcel_id: int, *, at: dt.datetime) -> Fault | None:
    """Hand one file over; no transaction is open meanwhile."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        parcel = deliverable().select_related("partner").filter(pk=parcel_id).first()
    if parcel is None:  # taken back meanwhile
        return None
    fault: Fault | None = None
    try:
        receipt = deliver(parcel.partner.address, bytes(parcel.content or b""))
        if not _is_answered(parcel, receipt, at=at):
            fault = Fault.UNREACHABLE
    except NotDelivered as refused:
        fault = refused.fault
    _note(parcel, fault, at=at)
    return fault


def _is_answered(parcel: Parcel, receipt: bytes | None, *, at: dt.datetime) -> bool:
    """Whether the answer is the one that belongs to the file: to a packet and a taking back a receipt, taken in here."""
    if parcel.kind not in (ParcelKind.PACKET, ParcelKind.REVOKED):
        return receipt is None
    try:
        take_delivery(receipt or b"", at=at)
    except DomainError:
        return False
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        return Parcel.objects.filter(pk=parcel.pk, delivered_at__isnull=False).exists()


def _note(parcel: Parcel, fault: Fault | None, *, at: dt.datetime) -> None:
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        waiting = Parcel.objects.filter(pk=parcel.pk, delivered_at=None)
        if fault is None:
            waiting.update(delivered_at=at, tried_at=at, fault="", next_at=None)
            return
        pause = dt.timedelta(minutes=MINUTES[min(parcel.tries, len(MINUTES) - 1)])
        next_at = at + pause if fault in HEALS else None
        waiting.update(fault=fault, tries=parcel.tries + 1, tried_at=at, next_at=next_at)
