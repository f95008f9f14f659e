"""Words of services: what help, who gives it, how one gets there, who may see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LocationType(models.TextChoices):
    """HSDS location_type."""

    PHYSICAL = "physical", _("a place one can go to")
    POSTAL = "postal", _("a postal address only")
    VIRTUAL = "virtual", _("online or by telephone only")


class ServiceStatus(models.TextChoices):
    """HSDS status of a service."""

    ACTIVE = "active", _("open")
    CLOSED = "temporarily closed", _("closed for a time")
    INACTIVE = "inactive", _("not offered at present")
    DEFUNCT = "defunct", _("ended")


class KindOfHelp(models.TextChoices):
    """Our own short taxonomy, in words that somebody in need would use. The codes are the terms of the export."""

    DANGER = "danger", _("danger now")
    VIOLENCE = "violence", _("violence or threats")
    SHELTER = "shelter", _("a safe place to stay")
    WAGES = "wages", _("wages and work")
    LEGAL = "legal", _("law and complaints")
    PAPERS = "papers", _("passport and papers")
    HEALTH = "health", _("health and pregnancy")
    TALK = "talk", _("somebody to talk to")
    HOME = "home", _("going home")
    INFORMATION = "information", _("advice about work abroad")


class Visibility(models.TextChoices):
    """Who may see a service."""

    PUBLIC = "public", _("everybody")
    PARTNER = "partner", _("organisations of the programme")
    STAFF = "staff", _("its own organisation and the programme")


class OperatorKind(models.TextChoices):
    """Who runs a service."""

    STATE = "state", _("a government office")
    UNION = "union", _("a trade union")
    NGO = "ngo", _("a non-governmental organisation")
    EMBASSY = "embassy", _("an embassy or consulate")


class WhoAnswers(models.TextChoices):
    """Who is at the other end: one wants to know before one calls."""

    COUNSELLOR = "counsellor", _("counsellors or social workers")
    UNION = "union", _("people of the union")
    VOLUNTEER = "volunteer", _("volunteers")
    LAWYER = "lawyer", _("lawyers or paralegals")
    HEALTH = "health", _("nurses or doctors")
    OFFICIAL = "official", _("officials of a government office")
    EMBASSY = "embassy", _("officials of the embassy")
    POLICE = "police", _("the police")
    MACHINE = "machine", _("a recorded voice first")
    UNKNOWN = "unknown", _("not known")


class Known(models.TextChoices):
    """An answer that somebody asked for and may not have got."""

    YES = "yes", _("yes")
    NO = "no", _("no")
    UNKNOWN = "unknown", _("not known")


class Channel(models.TextChoices):
    """What a number is for."""

    VOICE = "voice", _("call")
    SMS = "sms", _("SMS")
    WHATSAPP = "whatsapp", "WhatsApp"
    LINE = "line", "LINE"
    VIBER = "viber", "Viber"
    TELEGRAM = "telegram", "Telegram"
    MESSENGER = "messenger", "Messenger"
    ZALO = "zalo", "Zalo"


class ProposalStatus(models.TextChoices):
    """Where a change of a service stands."""

    WAITING = "waiting", _("waits for a second pair of eyes")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("taken back")
    UNDONE = "undone", _("accepted, then undone")


class ImportStatus(models.TextChoices):
    """Where a file of services stands."""

    CHECKING = "checking", _("being read")
    REFUSED = "refused", _("cannot be read")
    CHECKED = "checked", _("waits for your decision")
    STORING = "storing", _("being proposed")
    STORED = "stored", _("proposed")
    DISCARDED = "discarded", _("discarded")


class Fate(models.TextChoices):
    """What becomes of a service in a file."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changes something")
    SAME = "same", _("stays as it is")
    WRONG = "wrong", _("left out")
    MOVED = "moved", _("changed here meanwhile")
