"""What can be wrong with a service in a file, in words; a fault names its column and never the value."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong and what to do about it. An error leaves the row out, anything else only the value."""

    message: str | Promise
    is_error: bool = False


FAULTS = {
    "NAME_MISSING": Fault(_("The name of the service is missing."), is_error=True),
    "OWNER_UNKNOWN": Fault(
        _("No organisation is called so here. Add it under Organisations first, or correct the name."), is_error=True
    ),
    "OWNER_MISSING": Fault(_("Nothing says whose service this is."), is_error=True),
    "OWNER_OTHER": Fault(_("This is a service of another organisation, which keeps it itself."), is_error=True),
    "AREA_MISSING": Fault(_("Nothing says in which country or province somebody must be to get it."), is_error=True),
    "NO_WAY": Fault(_("There is no number and no place: nobody could reach it."), is_error=True),
    "SHELTER_PLACE": Fault(
        _("A safe place to stay has areas that it serves, never a place or an address. Take this out of the file, and "
          "delete the copies of the file in which it stands."), is_error=True
    ),
    "REPEATED": Fault(_("A row above says the same service otherwise. Keep one of them."), is_error=True),
    "AMBIGUOUS": Fault(
        _("Several services of this organisation are called so. Write the identifier of the one that you mean."), is_error=True
    ),
    "UNREADABLE": Fault(_("This is no service in HSDS."), is_error=True),
    "TOO_LONG": Fault(_("This is longer than it can be kept. Say it in fewer words."), is_error=True),
    "COUNTRY_UNKNOWN": Fault(_("This country is not known, or not one of the programme. It is left out.")),
    "AREA_UNKNOWN": Fault(_("This province is not known in the country. It is left out.")),
    "NUMBER_UNREADABLE": Fault(_("This is no telephone number. It is left out.")),
    "NUMBER_NOTE": Fault(_("What stands in brackets beside the number is left out. Ask for it when you call.")),
    "CHANNEL_UNKNOWN": Fault(_("A number cannot be reached by this. Write names in chat apps in a row of their own.")),
    "LANGUAGE_UNKNOWN": Fault(_("This language is not one of ours. It is left out.")),
    "HOURS_UNREADABLE": Fault(_("These hours cannot be read. Write them as Mon-Fri 09:00-17:00; Sat 09:00-12:00.")),
    "ANSWER_UNKNOWN": Fault(_("This is none of the answers that there are. It is left out.")),
    "KIND_UNKNOWN": Fault(_("This kind of help is none of ours. It is left out.")),
    "PLACE_UNKNOWN": Fault(_("The organisation has no such place here. Add the place first, or the service comes without it.")),
    "INCOMPLETE": Fault(
        _("What it does, what kind of help it is or who runs it is not said. Say it before the service is confirmed by a call.")
    ),
}  # fmt: skip


def is_error(code: str) -> bool:
    """Whether a row with this fault is left out."""
    return FAULTS[code].is_error
