"""What cannot be done with a question, in words for whoever tried."""

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError


class FormUsedAlready(DomainError):
    """One form was sent twice with different words."""

    message = _("This form was sent already. Please open a new one.")


class NothingWritten(DomainError):
    """An empty answer."""

    message = _("Nothing is written yet.")


class RequestOver(DomainError):
    """A question that was taken back or is over."""

    message = _("This question was taken back or is over. Nothing can be added.")


class TooOften(DomainError):
    """More tries than anybody needs who has a receipt."""

    message = _("There were many tries in a short time. Please wait ten minutes and try again.")


class CannotPassOn(DomainError):
    """No yes of hers, or a desk that does not answer for her country."""

    message = _(
        "She did not say that another organisation may answer, or that one does not answer for her country."
    )
