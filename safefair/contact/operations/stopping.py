"""The end of sending to somebody: because she said so, or because her question is over."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet

from safefair.contact.enums import DispatchFault, DispatchStatus
from safefair.contact.models import Channel, Dispatch, HelpRequest, Sender, Stop
from safefair.contact.queries.channels import lookup_of_number
from safefair.core.rls import row_security


def stop(channel: Channel, number: str, *, at: dt.datetime) -> None:
    """Nothing is ever sent to this number again by this organisation, by whatever channel; what waits does not go."""
    lookup = lookup_of_number(channel, number)
    with transaction.atomic(), row_security(organization_id=channel.organization_id, user_id=None):
        Stop.objects.get_or_create(
            organization_id=channel.organization_id, lookup=lookup, defaults={"stopped_at": at}
        )
        hers = Sender.objects.filter(organization_id=channel.organization_id, lookup=lookup).values("request")
        give_up(Dispatch.objects.filter(request__in=hers), DispatchFault.STOPPED, at=at)


def forget_sender(request: HelpRequest, *, at: dt.datetime) -> None:
    """A question is over: what waits to be sent does not go, and nobody is known again by it."""
    give_up(Dispatch.objects.filter(request=request), DispatchFault.OVER, at=at)
    Sender.objects.filter(request=request).delete()


def give_up(rows: QuerySet[Dispatch], fault: DispatchFault, *, at: dt.datetime) -> None:
    """Send nothing more of these texts. One that has arrived has arrived."""
    waiting = rows.filter(next_at__isnull=False)
    waiting.filter(status=DispatchStatus.DELIVERED).update(next_at=None)
    waiting.update(status=DispatchStatus.FAILED, fault=fault, next_at=None, changed_at=at)
