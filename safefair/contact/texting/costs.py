"""What a text costs, in words."""

from decimal import Decimal

from django.utils.formats import number_format

CENT = Decimal("0.01")


def write_cost(cost: Decimal, currency: str) -> str:
    """The amount and the code of its currency: two decimals, or four where a part costs less than a cent."""
    places = 2 if cost == cost.quantize(CENT) else 4
    return f"{number_format(cost, decimal_pos=places)}\N{NO-BREAK SPACE}{currency}"
