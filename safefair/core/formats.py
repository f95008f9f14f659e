"""Numbers as people read them."""

from decimal import Decimal

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

Number = int | float | Decimal
# Django's dates ask the catalogues for these names, and its own have none in Burmese, Lao and Filipino.
MONTHS = (
    gettext_noop("January"),
    gettext_noop("February"),
    gettext_noop("March"),
    gettext_noop("April"),
    gettext_noop("May"),
    gettext_noop("June"),
    gettext_noop("July"),
    gettext_noop("August"),
    gettext_noop("September"),
    gettext_noop("October"),
    gettext_noop("November"),
    gettext_noop("December"),
)


def write_number(value: Number | None) -> str:
    """A number with its thousands marked and at most one decimal; no value is "no data", never 0."""
    if value is None:
        return _("no data")
    places = 0 if value == int(value) else 1
    if not get_format("NUMBER_GROUPING"):
        # Django has no formats for Burmese, Khmer and Lao; their newspapers group as English does.
        return f"{value:,.{places}f}"
    return number_format(value, decimal_pos=places, force_grouping=True)
