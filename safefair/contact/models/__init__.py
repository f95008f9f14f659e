"""Desks, questions, notes; channels and what goes out by them."""

from safefair.contact.models.channel import Channel, Sender, Stop
from safefair.contact.models.desk import Desk
from safefair.contact.models.dispatch import Dispatch
from safefair.contact.models.request import Enclosure, HelpRequest, RequestNote, Tries

__all__ = [
    "Channel",
    "Desk",
    "Dispatch",
    "Enclosure",
    "HelpRequest",
    "RequestNote",
    "Sender",
    "Stop",
    "Tries",
]
