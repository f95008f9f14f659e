"""Why nothing can be sent to a phone, in words for whoever tried."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class NoChannel(DomainError):
    """A question that did not come by a channel, or one that is switched off."""

    message = _("This question did not come by a channel that is in use: nothing can be sent to her.")


class NumberStopped(DomainError):
    """She asked to get nothing more."""

    message = _("She asked to get nothing more. Nothing is ever sent to this number again.")


class NotAskedFor(DomainError):
    """The answer itself, without her wish to read it on her phone."""

    message = _("The answer itself goes to her phone only if she wrote that she wants to read it there.")


class TellsTooMuch(DomainError):
    """Words that give away, in a text for a phone."""

    message = _("This must not stand on a phone that somebody else may read. Write an answer in other words.")
