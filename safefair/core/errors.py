"""The one kind of refusal that a user may read."""

from django.utils.functional import Promise


class DomainError(Exception):
    """An impossible move. The message is fit for the user, translatable and without personal data.

    Pages show it on the form, the API turns it into problem+json, a job lets it fail visibly.
    """

    message: str | Promise = ""

    def __init__(self, message: str | Promise | None = None) -> None:
        if message is not None:
            self.message = message
        super().__init__(str(self.message))
