"""What cannot be done with a visit or a session, each a fact for the user."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class VisitedThatDay(DomainError):
    """The same person has a visit on that day; a second one is kept only when somebody says so."""

    message = _("She already has a visit on that day. Save again if she really came twice.")


class DayNotYetCome(DomainError):
    """Nobody can have come tomorrow."""

    message = _("This day has not come yet. Please correct the date.")


class ServiceMissing(DomainError):
    """A visit without anything given is no visit."""

    message = _("Choose at least one thing that the visit gave.")


class PersonOfAnotherOrganization(DomainError):
    """A registration counts only where it was made."""

    message = _("This person is not registered with your organisation.")


class PersonErased(DomainError):
    """Nothing is added to somebody who was erased."""

    message = _("This person was erased. Nothing can be added to her any more.")


class SessionIsCancelled(DomainError):
    """A cancelled session takes no attendance."""

    message = _("This session is cancelled. Undo that first.")


class SheetAlreadyClosed(DomainError):
    """Lines of a closed sheet stay as they are."""

    message = _("This sheet is closed. Reopen it first, and say why.")


class SheetNotClosed(DomainError):
    """Only a closed sheet can be reopened."""

    message = _("This sheet is open already.")


class SheetHasLines(DomainError):
    """A sheet with lines was kept."""

    message = _("There are lines on this sheet, so one was kept. Take them away first if that is wrong.")


class ReasonMissing(DomainError):
    """What was final changes only for a reason."""

    message = _("Say in a few words why.")
