"""What cannot be done with a training, each a fact for the user."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class CourseExists(DomainError):
    """A course of this title is there."""

    message = _("Your organisation has a course of this title already.")


class RunIsCancelled(DomainError):
    """A cancelled training takes nobody."""

    message = _("This training is cancelled. Undo that first.")


class RunAlreadyClosed(DomainError):
    """The attendance of a closed training stays as it is."""

    message = _("This training is closed. Reopen it first, and say why.")


class RunNotClosed(DomainError):
    """Only a closed training can be reopened."""

    message = _("This training is open already.")


class RunNotOver(DomainError):
    """Nobody has completed what is not over."""

    message = _("This training is not over yet. Close it after its last day.")


class RunWithoutSittings(DomainError):
    """Without sittings nobody can have been present."""

    message = _("Say first on which days the training was held, and how long.")


class SittingOutsideRun(DomainError):
    """A sitting lies between the first and the last day."""

    message = _("This day is not between the first and the last day of the training.")


class SittingAttended(DomainError):
    """Somebody was present: the sitting was held."""

    message = _("Somebody was present at this sitting. Empty its column first.")


class MinutesTooMany(DomainError):
    """Nobody is present for longer than a sitting lasts."""

    message = _("Nobody can be present for longer than the sitting lasts.")


class PersonOfAnotherOrganization(DomainError):
    """A registration counts only where it was made."""

    message = _("This person is not registered with your organisation.")


class PersonErased(DomainError):
    """Nothing is added to somebody who was erased."""

    message = _("This person was erased. Nothing can be added to her any more.")


class ReasonMissing(DomainError):
    """What was final changes only for a reason."""

    message = _("Say in a few words why.")
