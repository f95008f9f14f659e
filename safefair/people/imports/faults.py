"""What can be wrong with a row, in words; a fault names its column and never the value."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHOLE_ROW = -1


class Level(StrEnum):
    """An error leaves the row out; a warning leaves the value out, or only says what is odd."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Fault:
    """One kind of fault: what is wrong, and what to do about it."""

    level: Level
    message: str | Promise


FAULTS = {
    "DATE_MISSING": Fault(Level.ERROR, _("The date is missing.")),
    "DATE_UNREADABLE": Fault(Level.ERROR, _("This is no date that can be read. Write it as 2026-05-31.")),
    "DATE_PARTIAL": Fault(Level.ERROR, _("The day is missing from the date.")),
    "DATE_FUTURE": Fault(Level.ERROR, _("The date lies in the future.")),
    "DATE_OLD": Fault(Level.ERROR, _("The date lies before the year 2000.")),
    "NOBODY": Fault(Level.ERROR, _("Nothing says who this is: no name, no telephone, no document.")),
    "COUNTRY_UNKNOWN": Fault(Level.ERROR, _("This country is not known.")),
    "COUNTRY_OUTSIDE": Fault(Level.ERROR, _("The activity was held outside the countries of the programme.")),
    "NAME_MISSING": Fault(Level.WARNING, _("The name is missing. She is known only by telephone or document.")),
    "NAME_NO_LETTERS": Fault(Level.WARNING, _("There is no letter in this name. It is left out.")),
    "NAME_LONG": Fault(Level.WARNING, _("The name is very long. Are there several people in one row?")),
    "ZAWGYI": Fault(
        Level.WARNING, _("This is probably written in Zawgyi, not Unicode. It is kept as it is and may not be found again.")
    ),
    "SEX_UNREADABLE": Fault(Level.WARNING, _("The sex cannot be read. It counts as not known.")),
    "BIRTH_UNREADABLE": Fault(Level.WARNING, _("The birth date cannot be read. It is left out.")),
    "BIRTH_IMPOSSIBLE": Fault(Level.WARNING, _("Born then, nobody was there on that day. The birth date is left out.")),
    "AGE_IMPOSSIBLE": Fault(Level.WARNING, _("This age is not possible. It is left out.")),
    "AGE_DIFFERS": Fault(Level.WARNING, _("Age and birth date differ by more than two years. The birth date counts.")),
    "PHONE_UNREADABLE": Fault(Level.WARNING, _("This is no telephone number. It is left out.")),
    "DOCUMENT_UNREADABLE": Fault(Level.WARNING, _("This is no document number. It is left out.")),
    "NATIONALITY_UNKNOWN": Fault(Level.WARNING, _("This nationality is not known. It is left out.")),
    "ACTIVITY_MISSING": Fault(Level.WARNING, _("The activity has no name.")),
    "ACTIVITY_LONG": Fault(Level.WARNING, _("The name of the activity is cut after 200 characters.")),
}  # fmt: skip


def is_error(code: str) -> bool:
    """Whether a row with this fault is left out."""
    return FAULTS[code].level is Level.ERROR
