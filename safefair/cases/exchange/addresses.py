"""Where another installation receives: the address on its card, and nothing that leads into our own networks.

Whoever is trusted with packets is not trusted with where our server connects: only https, at the root of a host all of
whose network addresses are public. In the trial and in tests plain http to this very machine goes too.
"""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

PORTS = {"https": 443, "http": 80}
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last four bytes are an address of IPv4
LOOPBACK = ("localhost", "127.0.0.1", "::1")
HOST = re.compile(r"[a-z0-9.-]+|[0-9a-f:.]+")
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(Exception):
    """Nothing is sent to this address."""


@dataclass(frozen=True, slots=True)
class Place:
    """A host and a port; `name` as it stands in the address."""

    name: str
    host: str
    port: int
    is_secure: bool


def read_place(address: str) -> Place:
    """Where an address leads. AddressRefused unless it is https, with a host and at most a port."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused from None
    is_secure = parts.scheme == "https"
    is_here = settings.EXCHANGE_ON_LOOPBACK and parts.scheme == "http" and host in LOOPBACK
    has_more = "@" in parts.netloc or parts.path.strip("/") or parts.query or parts.fragment
    if not (is_secure or is_here) or not HOST.fullmatch(host) or has_more:
        raise AddressRefused
    return Place(parts.netloc, host, port or PORTS[parts.scheme], is_secure)


def network_addresses(place: Place) -> list[str]:
    """The network addresses of a place, to be connected to as they are: a second look-up may say another thing.

    OSError where the name leads nowhere; AddressRefused where one of them is not public.
    """
    rows = socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    found = list(dict.fromkeys(str(row[4][0]) for row in rows))
    if not found or not all(_may_be_reached(ipaddress.ip_address(one.partition("%")[0])) for one in found):
        raise AddressRefused
    return found


def _may_be_reached(ip: IP) -> bool:
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in TRANSLATED:
            inner = ipaddress.IPv4Address(ip.packed[-4:])
        if inner is not None:
            return _may_be_reached(inner)
    if settings.EXCHANGE_ON_LOOPBACK and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast
