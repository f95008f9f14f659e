"""Words of questions: what about, how soon, how she may be reached, where it stands; and of what goes to a phone."""

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


class Waited(models.TextChoices):
    """How long a question waited for its first answer."""

    DAY = "day", _("within a day")
    DAYS = "days", _("within three days")
    WEEK = "week", _("within a week")
    LATER = "later", _("later")
    NONE = "none", _("not answered")


class EnclosureKind(models.TextChoices):
    """What can come with a note of hers."""

    PHOTO = "photo", _("a photo")
    VOICE = "voice", _("a spoken message")


class ByChannel(models.TextChoices):
    """What goes to her phone by a channel."""

    NEUTRAL = "neutral", _("that there is an answer, and nothing of it")
    ANSWER = "answer", _("the answer itself")


class DispatchStatus(models.TextChoices):
    """How far a text has come. It only moves forward, whatever order the news of it come in: see DISPATCH_ORDER."""

    QUEUED = "queued", _("waits to be sent")
    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent")
    DELIVERED = "delivered", _("has arrived on the phone")


DISPATCH_ORDER = tuple(DispatchStatus)
"""From first to last. What has arrived has not failed, whatever else is told of it."""


class DispatchFault(models.TextChoices):
    """Why a text did not go, or not yet."""

    UNREACHABLE = "unreachable", _("the provider does not answer")
    REFUSED = "refused", _("the provider refused it")
    ADDRESS = "address", _("the address of the provider leads nowhere that may be reached")
    REPORTED = "reported", _("the provider says that it could not be handed over")
    STOPPED = "stopped", _("she asked to get nothing more")
    OFF = "off", _("the channel is switched off")
    OVER = "over", _("the question was taken back or is over")


class Alphabet(models.TextChoices):
    """In which letters a short message travels."""

    GSM = "gsm", _("letters of the GSM alphabet")
    UCS2 = "ucs2", _("other letters (UCS-2)")
