"""The channels of a desk, whom a provider may speak for, what a number is known by, and what texts cost."""

import datetime as dt
import hashlib
import hmac
import ipaddress
import uuid
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count, DecimalField, ExpressionWrapper, F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.contact.enums import Reach
from safefair.contact.models import Channel, Dispatch, Sender, Stop
from safefair.contact.texting.costs import write_cost
from safefair.core.crypto.blind import blind_all
from safefair.core.rls import Scope, row_security
from safefair.people.names.values import read_phone


def channels_of(membership: Membership) -> QuerySet[Channel]:
    """The channels that somebody keeps: those of her organisation's desk."""
    if membership.organization_id is None or not membership.may(Permission.KEEP_DESK):
        return Channel.objects.none()
    return Channel.objects.filter(organization_id=membership.organization_id)


def channel_spoken_for(address: uuid.UUID, *, secret: str, network_address: str) -> Channel | None:
    """The channel at this address, for its provider alone; None alike for what there is not, or for another one."""
    with row_security(organization_id=None, user_id=None, scope=Scope.SYSTEM):
        channel = Channel.objects.filter(uuid=address, is_active=True).first()
    kept = bytes(channel.secret) if channel else bytes(32)
    is_right = hmac.compare_digest(kept, secret_hash(secret))
    if channel is None or not is_right or not _comes_from(channel.networks, network_address):
        return None
    return channel


def secret_hash(secret: str) -> bytes:
    """What is kept of a secret. It is 32 random bytes, which nobody tries out: no slow hash is needed."""
    return hashlib.sha256(secret.encode()).digest()


def _comes_from(networks: list[str], network_address: str) -> bool:
    if not networks:
        return True
    try:
        ip = ipaddress.ip_address(network_address)
    except ValueError:
        return False
    return any(ip in ipaddress.ip_network(network) for network in networks)


def plain_number(channel: Channel, number: str) -> str:
    """A telephone number in E.164, however the provider writes it; a short code or the name of an account as it is."""
    number = number.strip()
    if channel.reach != Reach.SMS:
        return number
    is_international = number[:1].isdigit() and not number.startswith(
        "0"
    )  # many providers leave the plus out
    phones = [read_phone(f"+{number}")] if is_international else []
    phones.append(read_phone(number, channel.country))
    return next((phone for phone in phones if phone and phone.startswith("+")), phones[-1] or number)


def lookup_of_number(channel: Channel, number: str) -> int:
    """By what a sender is known again in the organisation of a channel."""
    value = plain_number(channel, number)
    return blind_all([("sender", value)], organization_id=channel.organization_id)[0]


def is_stopped(sender: Sender) -> bool:
    """Whether nothing may be sent there any more."""
    return Stop.objects.filter(organization_id=sender.organization_id, lookup=sender.lookup).exists()


def goes_out_at(channel: Channel, at: dt.datetime) -> dt.datetime:
    """The first moment from `at` on that is not within the quiet hours of a channel."""
    if channel.quiet_from is None or channel.quiet_until is None or channel.quiet_from == channel.quiet_until:
        return at
    there = at.astimezone(ZoneInfo(channel.timezone))
    start, end, now = channel.quiet_from, channel.quiet_until, there.time()
    is_over_midnight = start > end
    is_quiet = (now >= start or now < end) if is_over_midnight else start <= now < end
    if not is_quiet:
        return at
    day = there.date() + dt.timedelta(days=1) if is_over_midnight and now >= start else there.date()
    return dt.datetime.combine(day, end, there.tzinfo)


@dataclass(frozen=True, slots=True)
class MonthCost:
    """What the texts of one month by one channel cost, as far as they were handed over."""

    month: dt.date
    channel: str
    texts: int
    parts: int
    cost: Decimal
    currency: str

    @property
    def cost_words(self) -> str:
        """The cost as people write it."""
        return write_cost(self.cost, self.currency)


def costs_by_month(organization_id: int, *, since: dt.datetime, timezone: str) -> list[MonthCost]:
    """The newest month first; a month begins where the desk is. `organization_id` of whoever looks."""
    price = ExpressionWrapper(
        F("parts_sent") * F("part_cost"), output_field=DecimalField(max_digits=16, decimal_places=4)
    )
    rows = (
        Dispatch.objects.filter(organization_id=organization_id, queued_at__gte=since, parts_sent__gt=0)
        .annotate(month=TruncMonth("queued_at", tzinfo=ZoneInfo(timezone)))
        .values("month", "channel__name", "currency")
        .annotate(texts=Count("pk"), sum_of_parts=Sum("parts_sent"), sum_of_costs=Sum(price))
        .order_by("-month", "channel__name", "currency")
    )
    return [
        MonthCost(
            row["month"].date(),
            row["channel__name"],
            row["texts"],
            row["sum_of_parts"],
            row["sum_of_costs"],
            row["currency"],
        )
        for row in rows
    ]
