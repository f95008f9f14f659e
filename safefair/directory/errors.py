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


class AlreadyProposed(DomainError):
    """A new service that somebody has proposed already."""

    message = _(
        "A new service of this name waits already. Look at it under changes that wait: it has to be accepted, declined or "
        "taken back first."
    )


class AlreadyListed(DomainError):
    """A new service that the directory has."""

    message = _("The directory has a service of this name for this place. Propose a change of that one.")


class NotComplete(DomainError):
    """A service of which too little is said to show it to anybody."""

    message = _("Say first what it does, what kind of help it is and who runs it: propose a change.")


class ImportMovedOn(DomainError):
    """A file of services that is not at this step."""

    message = _("This file has moved on since the page was opened. Look at where it stands now.")


class NothingToPropose(DomainError):
    """A file that says what the directory says."""

    message = _("Nothing in this file is new or different.")
