"""Words of questions: what about, how soon, how she may be reached, where it stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Topic(models.TextChoices):
    """What it is about, in her words; none of them has to be chosen."""

    WAGES = "wages", _("wages, hours, days off")
    CONTRACT = "contract", _("a contract or another employer")
    DOCUMENTS = "documents", _("my passport or papers")
    FEES = "fees", _("money I paid or owe to an agent")
    HURT = "hurt", _("somebody hurts, touches or threatens me")
    FREEDOM = "freedom", _("I may not leave or telephone")
    HEALTH = "health", _("health or pregnancy")
    HOME = "home", _("going home")
    FAMILY = "family", _("somebody of my family abroad")
    OTHER = "other", _("something else")


class Wish(models.TextChoices):
    """Whether she asks, or complains about how she was treated."""

    ASK = "ask", _("I have a question or need help")
    COMPLAIN = "complain", _("I want to complain about an employer, an agent or an office")


class HowSoon(models.TextChoices):
    """How soon she needs an answer."""

    NOW = "now", _("today: I am not safe")
    DAYS = "days", _("in the next days")
    ANY = "any", _("there is time")


class Reach(models.TextChoices):
    """Whether somebody may reach her. Nothing is the rule; she comes back with her receipt."""

    NOT = "not", _("do not contact me: I come back here for the answer")
    CALL = "call", _("by a call")
    SMS = "sms", _("by SMS")
    CHAT = "chat", _("in a chat app")


class RequestStatus(models.TextChoices):
    """Where a question stands."""

    WAITING = "waiting", _("waits for us")
    ANSWERED = "answered", _("answered")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("taken back by her")
    EXPIRED = "expired", _("over")


OPEN = (RequestStatus.WAITING, RequestStatus.ANSWERED)
READABLE = (*OPEN, RequestStatus.CLOSED)
"""In these her receipt still opens it."""
