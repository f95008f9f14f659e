"""What cannot be done with a case, each a fact for the user."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class CaseNotOpen(DomainError):
    """Nothing is added to a case that has ended."""

    message = _("This case is closed. Open it again first.")


class CaseErased(DomainError):
    """Nothing can be read of a case that was erased."""

    message = _("This case was erased. Nothing of it can be read any more.")


class CaseChangedMeanwhile(DomainError):
    """Somebody else saved since the page was opened."""

    message = _("A colleague saved this since you opened it. Both versions are shown below.")


class PersonOfAnotherOrganization(DomainError):
    """A case is about somebody registered here."""

    message = _("This person is not registered with your organisation.")


class ReasonMissing(DomainError):
    """What goes against a rule is done for a reason."""

    message = _("Say why.")


class NobodyToHelp(DomainError):
    """A case has a worker of its own organisation."""

    message = _("Choose a worker of your organisation.")
