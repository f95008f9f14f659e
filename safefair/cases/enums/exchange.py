"""Choices of what goes between two installations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ParcelKind(models.TextChoices):
    """What a file says: a packet or a receipt. REVOKED goes with the packet, all other receipts come back."""

    PACKET = "packet", _("packet")
    RECEIVED = "received", _("it has arrived")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("declined by the provider")
    DECLINED_BY_HER = "declined_by_her", _("declined by her")
    DONE = "done", _("done")
    REVOKED = "revoked", _("taken back")
    DESTROYED = "destroyed", _("the packet can no longer be read there")


FROM_SENDER = (ParcelKind.PACKET, ParcelKind.REVOKED)
ALWAYS_HEARD = (ParcelKind.REVOKED, ParcelKind.DESTROYED)
"""Go and come after trust has ended, about a packet that went before: her yes was taken back, and that it was heard."""


class Fault(models.TextChoices):
    """Why a file was not delivered, without what anybody answered."""

    UNREACHABLE = "unreachable", _("the other installation does not answer")
    ADDRESS = "address", _("its address cannot be used")
    NOT_TRUSTED = "not_trusted", _("the other installation does not trust this one yet, or not any more")
    NOT_OURS = "not_ours", _("the organisation does not receive referrals there any more")
    NOT_READABLE = "not_readable", _("the other installation could not read it")
    TOO_LARGE = "too_large", _("it is too large")
    OVER = "over", _("her consent is over")
    TAKEN_BACK = "taken_back", _("it was taken back before it came")
    UNKNOWN = "unknown", _("the other installation knows nothing of this referral")


HEALS = (Fault.UNREACHABLE, Fault.NOT_TRUSTED)
"""Tried again by itself; the others stop until somebody looks."""
