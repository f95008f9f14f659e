"""Numbers as people read them."""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

Number = int | float | Decimal
# Django's dates ask the catalogues for these names, and its own have none in Burmese, Lao and Filipino.
WEEKDAYS = (
    gettext_noop("Mon"),
    gettext_noop("Tue"),
    gettext_noop("Wed"),
    gettext_noop("Thu"),
    gettext_noop("Fri"),
    gettext_noop("Sat"),
    gettext_noop("Sun"),
)
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
    """A number with its thousands marked and at most one decimal, halves rounded up; no value is "no data", never 0."""
    if value is None:
        return _("no data")
    # Django's format cuts off what it does not show: 2.96 would read 2.9.
    value = Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    places = 0 if value == int(value) else 1
    if not get_format("NUMBER_GROUPING"):
        # Django has no formats for Burmese, Khmer and Lao; their newspapers group as English does.
        return f"{value:,.{places}f}"
    return number_format(value, decimal_pos=places, force_grouping=True)
