"""Why a file or a step of an import is refused, in words for the person who brought it."""

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.core.errors import DomainError


class FileAlreadyImported(DomainError):
    """Byte for byte the same file was stored before."""

    def __init__(self, stored_at: dt.datetime, name: str) -> None:
        day = date_format(stored_at, "j F Y")
        super().__init__(
            _("This file was imported on %(day)s by %(name)s: there is nothing to do.")
            % {"day": day, "name": name}
        )


class ImportNotReady(DomainError):
    """The import is not at the step that was asked for, perhaps because somebody else moved it on."""

    message = gettext_lazy("This import has moved on since the page was opened. Look at where it stands now.")


class ImportHeld(DomainError):
    """Something about the file as a whole is so odd that a person must look first."""

    message = gettext_lazy("Look at the notice first: confirm that the file is right, or discard it.")


class NothingToImport(DomainError):
    """No row would be stored."""

    message = gettext_lazy("No row of this file would be imported.")
