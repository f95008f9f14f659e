"""What the parts of a score are called on the screen."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Promise] = {
    "document_same": _("same document number"),
    "document_one_off": _("document number one sign apart"),
    "document_differs": _("another document number"),
    "phone_same": _("same telephone"),
    "phone_differs": _("another telephone"),
    "birth_date_same": _("same date of birth"),
    "birth_date_swapped": _("day and month of birth swapped"),
    "birth_date_one_off": _("date of birth one sign apart"),
    "birth_year_same": _("same year of birth"),
    "birth_year_close": _("year of birth close"),
    "age_close": _("about the same age"),
    "birth_differs": _("born at another time"),
    "name_same": _("same name"),
    "name_sounds_alike": _("name sounds alike"),
    "name_spelt_alike": _("name spelt alike"),
    "name_partly_same": _("part of the name the same"),
    "name_differs": _("another name"),
    "village_same": _("same village or workplace"),
    "village_differs": _("another village or workplace"),
    "sex_same": _("same sex"),
    "sex_differs": _("another sex"),
}


def reason_words(code: str) -> Promise:
    """A reason's code in words."""
    return REASONS[code]


LINKAGE_REASONS: dict[str, Promise] = {
    **REASONS,
    "place_same": _("same village or workplace"),
    "place_differs": _("another village or workplace"),
}


def linkage_reason_words(code: str) -> str | Promise:
    """A reason of the linkage engine in words; one that a newer engine may know stays a code."""
    return LINKAGE_REASONS.get(code, code)
