"""Delivering a sealed file to the address of another installation."""

import json
import time
from contextlib import closing

from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Timeout
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from safefair.cases.enums.exchange import Fault
from safefair.cases.exchange.addresses import AddressRefused, Place, network_addresses, read_place

PATH = "/exchange/v1/packets"
CONNECTING, WAITING, ALTOGETHER = 5.0, 20.0, 60.0  # seconds
MOST_ANSWERED = 65536
REFUSALS = {fault.value for fault in Fault} - {Fault.UNREACHABLE, Fault.ADDRESS}


class NotDelivered(Exception):
    """It did not arrive, or was refused."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def deliver(address: str, data: bytes) -> bytes | None:
    """Hand a file over at this address; the receipt with which it was answered, if one was. NotDelivered otherwise.

    Connects to what was looked up and checked, follows no redirection, asks no proxy, and reads a short answer only.
    """
    try:
        place = read_place(address)
        network_address = network_addresses(place)[0]
    except AddressRefused:
        raise NotDelivered(Fault.ADDRESS) from None
    except OSError:
        raise NotDelivered(Fault.UNREACHABLE) from None
    try:
        with closing(_pool(place, network_address)) as pool:
            return _handed_over(pool, place, data)
    except (HTTPError, OSError):
        raise NotDelivered(Fault.UNREACHABLE) from None


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


def _handed_over(pool: HTTPConnectionPool, place: Place, data: bytes) -> bytes | None:
    headers = {"Host": place.name, "Content-Type": "application/octet-stream", "User-Agent": "safefair"}
    answer = pool.urlopen(
        "POST",
        PATH,
        body=data,
        headers=headers,
        redirect=False,
        retries=False,
        preload_content=False,
        decode_content=False,
    )
    try:
        return _understood(answer)
    finally:
        answer.close()


def _understood(answer: BaseHTTPResponse) -> bytes | None:
    if answer.status == 204:
        return None
    if 300 <= answer.status < 400:
        raise NotDelivered(Fault.ADDRESS)
    said = _short(answer)
    if answer.status == 200:
        return said
    raise NotDelivered(_refusal(said))


def _short(answer: BaseHTTPResponse) -> bytes:
    """The answer, which is short and comes soon."""
    said, give_up = b"", time.monotonic() + ALTOGETHER
    assert isinstance(answer, HTTPResponse)  # noqa: S101  the pools above make no other
    while part := answer.read1(MOST_ANSWERED):
        said += part
        if len(said) > MOST_ANSWERED or time.monotonic() > give_up:
            raise NotDelivered(Fault.UNREACHABLE)
    return said


def _refusal(said: bytes) -> Fault:
    """Why an installation refused a file. What anything else answers is no refusal: it may be a gate on the way."""
    try:
        code = json.loads(said)["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return Fault.UNREACHABLE
    return Fault(code) if isinstance(code, str) and code in REFUSALS else Fault.UNREACHABLE
