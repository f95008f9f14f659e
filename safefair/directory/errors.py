"""What cannot be done with a service, in words for whoever tried."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class ShelterHasNoPlace(DomainError):
    """A service that gives somebody a place to stay, and an address."""

    message = _(
        "A safe place to stay has areas that it serves, never a place or an address. Take the place out."
    )


class NothingChanged(DomainError):
    """A proposal that says what the directory says already."""

    message = _("Nothing is different from what the directory says now.")


class OwnProposal(DomainError):
    """Four eyes: nobody accepts what she proposed herself."""

    message = _("You proposed this yourself. Somebody else has to accept it.")


class AlreadyDecided(DomainError):
    """A proposal that no longer waits."""

    message = _("This was decided already.")


class ChangedSince(DomainError):
    """The service is no longer as it was."""

    message = _("The service was changed since. Look at it once more.")


class NotChecked(DomainError):
    """Nobody checked on a day that is still to come, or a service that is over."""

    message = _("Only an open service can be checked, and only today or earlier.")


class NoReason(DomainError):
    """Declined without a word."""

    message = _("Say in a few words why not: whoever proposed it reads it.")
