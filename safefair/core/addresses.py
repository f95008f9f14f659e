"""Where our server may connect: to an address that somebody typed, and to nothing that leads into our own networks.

Whoever is trusted with packets or texts is not trusted with where our server connects: only https, to a host all of
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
TARGET = re.compile(r"[!$%&'()*+,./0-9:;=?@A-Z_a-z~-]+")  # RFC 3986: what stands in a path or a query
IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class AddressRefused(Exception):
    """Nothing is sent to this address."""


@dataclass(frozen=True, slots=True)
class Place:
    """A host and a port; `name` as it stands in the address. `target`: path and query."""

    name: str
    host: str
    port: int
    is_secure: bool
    target: str = "/"


def read_root(address: str) -> Place:
    """Where an address of a whole host leads. AddressRefused unless it is https, with a host and at most a port."""
    place = read_place(address)
    if place.target.strip("/"):
        raise AddressRefused
    return place


def read_place(address: str) -> Place:
    """Where an address leads. AddressRefused unless it is https, without a name to sign in by."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise AddressRefused from None
    is_secure = parts.scheme == "https"
    is_here = settings.SENDS_TO_LOOPBACK and parts.scheme == "http" and host in LOOPBACK
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    is_odd = "@" in parts.netloc or parts.fragment or not TARGET.fullmatch(target)
    if not (is_secure or is_here) or not HOST.fullmatch(host) or is_odd:
        raise AddressRefused
    return Place(parts.netloc, host, port or PORTS[parts.scheme], is_secure, target)


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
    if settings.SENDS_TO_LOOPBACK and ip.is_loopback:
        return True
    return ip.is_global and not ip.is_multicast
