"""Handing a text over to a provider: the request of the RapidPro contract for external channels, with its usual body."""

from urllib.parse import urlencode

from safefair.contact.enums import DispatchFault
from safefair.contact.models import Channel
from safefair.contact.queries.channels import plain_number
from safefair.core.addresses import AddressRefused, read_place
from safefair.core.keys.store import open_key
from safefair.core.posting import Unreachable, post
from safefair.core.sealed import read_words

LATER = (408, 429)
TEST_ID = 0


class NotHandedOver(Exception):
    """The provider did not take it. UNREACHABLE heals, the others do not."""

    def __init__(self, fault: DispatchFault) -> None:
        self.fault = fault
        super().__init__(fault.value)


def hand_over(channel: Channel, text: str, *, dispatch_id: int, to: str) -> None:
    """One request for one piece. NotHandedOver unless it was answered with a status from 200 to 299."""
    to = plain_number(channel, to)
    fields = {
        "id": dispatch_id,
        "text": text,
        "to": to,
        "to_no_plus": to.removeprefix("+"),
        "from": channel.number,
        "from_no_plus": channel.number.removeprefix("+"),
        "channel": channel.uuid,
    }
    headers = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}
    authorization = read_words(channel, key=open_key(channel.key_id)).get("authorization", "")
    if authorization:
        headers["Authorization"] = authorization
    try:
        answer = post(read_place(channel.send_url), urlencode(fields).encode(), headers=headers)
    except AddressRefused:
        raise NotHandedOver(DispatchFault.ADDRESS) from None
    except Unreachable:
        raise NotHandedOver(DispatchFault.UNREACHABLE) from None
    if 200 <= answer.status < 300:
        return
    heals = answer.status >= 500 or answer.status in LATER
    raise NotHandedOver(DispatchFault.UNREACHABLE if heals else DispatchFault.REFUSED)
