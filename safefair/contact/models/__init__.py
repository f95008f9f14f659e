"""Desks, questions, notes."""

from safefair.contact.models.desk import Desk
from safefair.contact.models.request import HelpRequest, RequestNote, Tries

__all__ = ["Desk", "HelpRequest", "RequestNote", "Tries"]
