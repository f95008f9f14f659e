"""Handing something over to another server by HTTP: to the very address that was checked, and with a short answer."""

import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Timeout
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.response import BaseHTTPResponse

from safefair.core.addresses import Place, network_addresses

CONNECTING, WAITING, SENDING, ALTOGETHER = 5.0, 20.0, 300.0, 60.0
"""Seconds: until there is a connection, from one part to the next, for all that goes and for all that comes back."""
PART = 16384
MOST_ANSWERED = 65536
MOST_TRIED = 4  # network addresses of one name: the first may be of a kind that this network has not


class Unreachable(Exception):
    """Nobody was there, or the answer was too long or too slow."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What another server answered; a redirection is not followed."""

    status: int
    said: bytes


def post(place: Place, body: bytes, *, headers: dict[str, str]) -> Answer:
    """Send one POST. AddressRefused where the place leads into our own networks, Unreachable where nobody answers.

    Connects to what was looked up and checked, one after another until one takes the connection; asks no proxy, and
    reads a short answer only.
    """
    try:
        for network_address in network_addresses(place)[:MOST_TRIED]:
            with (
                suppress(NewConnectionError, ConnectTimeoutError),
                closing(_pool(place, network_address)) as pool,
            ):
                return _handed_over(pool, place, body, headers)
    except (HTTPError, OSError):
        raise Unreachable from None
    raise Unreachable


def _pool(place: Place, network_address: str) -> HTTPConnectionPool:
    timeout = Timeout(connect=CONNECTING, read=WAITING)
    if not place.is_secure:
        return HTTPConnectionPool(network_address, place.port, timeout=timeout)
    return HTTPSConnectionPool(
        network_address,
        place.port,
        timeout=timeout,
        cert_reqs="CERT_REQUIRED",
        server_hostname=place.host,
        assert_hostname=place.host,
    )


def _handed_over(pool: HTTPConnectionPool, place: Place, body: bytes, headers: dict[str, str]) -> Answer:
    answer = pool.urlopen(
        "POST",
        place.target,
        body=_parts(body),
        headers={
            "Host": place.name,
            "User-Agent": "safefair",
            "Content-Length": str(len(body)),
            **headers,
        },
        redirect=False,
        retries=False,
        preload_content=False,
        decode_content=False,
    )
    try:
        return Answer(answer.status, _short(answer))
    finally:
        answer.close()


def _parts(body: bytes) -> Iterator[bytes]:
    """Piece by piece: for one that goes as a whole, the time limit of the connection would be that of all of it."""
    give_up = time.monotonic() + SENDING
    for start in range(0, len(body), PART):
        if time.monotonic() > give_up:
            raise Unreachable
        yield body[start : start + PART]


def _short(answer: BaseHTTPResponse) -> bytes:
    """The answer, which is short and comes soon."""
    said, give_up = b"", time.monotonic() + ALTOGETHER
    assert isinstance(answer, HTTPResponse)  # noqa: S101  the pools above make no other
    while part := answer.read1(MOST_ANSWERED):
        said += part
        if len(said) > MOST_ANSWERED or time.monotonic() > give_up:
            raise Unreachable
    return said
