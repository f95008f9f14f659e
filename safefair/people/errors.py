"""What cannot be done with a person's registration, each a fact for the user."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class PersonAlreadyErased(DomainError):
    """Her identity is gone; nothing of it can be read, changed or erased again."""

    message = _("This person was erased. What could identify her is gone for good.")


class PersonChangedMeanwhile(DomainError):
    """Somebody else saved a correction after the form was opened."""

    message = _(
        "Somebody else corrected this person while you were writing. Open the page again to see what is there now."
    )


class PairAlreadyDecided(DomainError):
    """Somebody decided on the pair before."""

    message = _("This pair was decided meanwhile. Undo that decision first if it is wrong.")


class NothingToUndo(DomainError):
    """The pair has no decision that holds."""

    message = _("There is no decision to undo: this pair is waiting to be looked at.")


class ReasonMissing(DomainError):
    """A decision on two registrations needs its reason."""

    message = _("Say in a few words why.")


class LinkageAlreadyRunning(DomainError):
    """Two comparisons of all registrations at once would only wait for each other."""

    message = _("A comparison is already running. Wait until it is over.")
