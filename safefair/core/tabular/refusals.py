"""Why a file is refused, in words for the person who brought it."""

from safefair.core.errors import DomainError


class FileRefused(DomainError):
    """The file is not one that can be read safely. Nothing of it was kept."""
