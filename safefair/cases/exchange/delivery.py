"""Delivering a sealed file to the address of another installation."""

import json
from dataclasses import replace

from safefair.cases.enums.exchange import Fault
from safefair.core.addresses import AddressRefused, read_root
from safefair.core.posting import Answer, Unreachable, post

PATH = "/exchange/v1/packets"
REFUSALS = {fault.value for fault in Fault} - {Fault.UNREACHABLE, Fault.ADDRESS}


class NotDelivered(Exception):
    """It did not arrive, or was refused."""

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def deliver(address: str, data: bytes) -> bytes | None:
    """Hand a file over at this address; the receipt with which it was answered, if one was. NotDelivered otherwise."""
    try:
        place = replace(read_root(address), target=PATH)
        return _understood(post(place, data, headers={"Content-Type": "application/octet-stream"}))
    except AddressRefused:
        raise NotDelivered(Fault.ADDRESS) from None
    except Unreachable:
        raise NotDelivered(Fault.UNREACHABLE) from None


def _understood(answer: Answer) -> bytes | None:
    if answer.status == 204:
        return None
    if 300 <= answer.status < 400:
        raise NotDelivered(Fault.ADDRESS)
    if answer.status == 200:
        return answer.said
    raise NotDelivered(_refusal(answer.said))


def _refusal(said: bytes) -> Fault:
    """Why an installation refused a file. What anything else answers is no refusal: it may be a gate on the way."""
    try:
        code = json.loads(said)["code"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return Fault.UNREACHABLE
    return Fault(code) if isinstance(code, str) and code in REFUSALS else Fault.UNREACHABLE
