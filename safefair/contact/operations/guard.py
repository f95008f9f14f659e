"""How often somebody may try: from one network, and on the whole platform, in ten minutes.

A cap of the platform slows guessing whatever number of networks it comes from; a cap of a network keeps one of them from
using up the platform's. The network (/24, or /48 of IPv6) is kept as a keyed hash that changes each day.
"""

import datetime as dt
import hashlib
import hmac
import ipaddress

from django.db import connection, transaction

from safefair.contact.errors import TooOften
from safefair.contact.models import Tries
from safefair.core.crypto.custody import receipt_key

SPAN_MINUTES = 10
LOOKS = {"network": 100, "platform": 600}
QUESTIONS = {"network": 40, "platform": 300}
FILES = {"network": 20, "platform": 100}
"""A network may be a whole town behind one address of a telephone company; guessing is slowed by the platform's cap."""
COUNT = """
INSERT INTO contact_tries (span, source, count) VALUES (%s, %s, 1)
ON CONFLICT (span, source) DO UPDATE SET count = contact_tries.count + 1 RETURNING count"""


def guard(what: str, *, most: dict[str, int], address: str, at: dt.datetime) -> None:
    """Count one try from an address. TooOften beyond what one network or the whole platform may.

    To be called outside of the transaction of what it guards: a try that failed counts too.
    """
    span = at.replace(minute=at.minute - at.minute % SPAN_MINUTES, second=0, microsecond=0)
    with transaction.atomic(), connection.cursor() as cursor:
        counts = {}
        for scope, source in (("network", _network(address)), ("platform", "")):
            name = f"{what}|{scope}|{source}|{span:%Y%m%d}".encode()
            cursor.execute(COUNT, [span, hmac.digest(receipt_key("network"), name, hashlib.sha256)])
            counts[scope] = cursor.fetchone()[0]
    if any(counts[scope] > most[scope] for scope in most):
        raise TooOften


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    return str(ipaddress.ip_network((found, 24 if found.version == 4 else 48), strict=False))


def forget_tries(*, before: dt.datetime) -> int:
    """Delete the counts of spans that are over; how many."""
    return Tries.objects.filter(span__lt=before).delete()[0]
