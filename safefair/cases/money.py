"""Money of complaints: each currency and each kind for itself, to the cent, never added across."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pycountry
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, TextField
from django.db.models.functions import Cast, JSONObject
from django.utils.formats import get_format, number_format

from safefair.cases.enums.complaint import AmountKind
from safefair.cases.models import Amount

CENT = Decimal("0.01")
TENTH = Decimal("0.1")
DOLLAR = "USD"
CURRENCIES = (
    "BND", "IDR", "KHR", "LAK", "MMK", "MYR", "PHP", "SGD", "THB", "VND", "AED", "EUR", "HKD", "JPY", "KRW", "KWD", "QAR",
    "SAR", "TWD", "USD",
)  # fmt: skip
WITHOUT_CENTS = frozenset({"VND", "JPY", "KRW"})
"""ISO 4217 gives these no smaller unit."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount of one kind in its currency. `usd`: at its dated rate; None where nobody wrote down a rate."""

    kind: AmountKind
    currency: str
    amount: Decimal
    usd: Decimal | None = None


@dataclass(frozen=True, slots=True)
class InCurrency:
    """Sums of one currency by kind; a kind of which nothing was written down is missing, not nought."""

    currency: str
    sums: dict[AmountKind, Money]

    @property
    def recovered(self) -> Decimal | None:
        """What she received for each unit claimed in this currency; None where nothing was claimed in it."""
        claimed = self.sums.get(AmountKind.CLAIMED)
        if claimed is None:
            return None
        received = self.sums.get(AmountKind.RECEIVED)
        return (received.amount if received else Decimal(0)) / claimed.amount


def in_usd(amount: Decimal, currency: str, rate: Decimal | None) -> Decimal | None:
    """At `rate` units of the currency for one US dollar, to the cent."""
    if currency == DOLLAR:
        return amount
    return None if rate is None else (amount / rate).quantize(CENT, ROUND_HALF_UP)


def money_of(row: Amount) -> Money:
    """An amount as it was written down."""
    return Money(AmountKind(row.kind), row.currency, row.amount, in_usd(row.amount, row.currency, row.rate))


def sum_up(amounts: Iterable[Money]) -> list[InCurrency]:
    """Sums by currency and kind, currencies by their code. A sum is in US dollars only if each of its amounts is."""
    found: dict[str, dict[AmountKind, Money]] = {}
    for one in amounts:
        kinds = found.setdefault(one.currency, {})
        before = kinds.get(one.kind)
        kinds[one.kind] = one if before is None else _added(before, one)
    return [InCurrency(currency, found[currency]) for currency in sorted(found)]


def _added(one: Money, other: Money) -> Money:
    usd = None if one.usd is None or other.usd is None else one.usd + other.usd
    return Money(one.kind, one.currency, one.amount + other.amount, usd)


def write_money(amount: Decimal, currency: str) -> str:
    """The code of the currency, then the amount with its thousands marked; cents where the currency has them."""
    places = 0 if currency in WITHOUT_CENTS and amount == int(amount) else 2
    if get_format("NUMBER_GROUPING"):
        return f"{currency}\N{NO-BREAK SPACE}{number_format(amount, decimal_pos=places, force_grouping=True)}"
    return f"{currency}\N{NO-BREAK SPACE}{amount:,.{places}f}"


def write_share(share: Decimal | None) -> str:
    """In per cent with one decimal; empty where there is none."""
    if share is None:
        return ""
    # Rounded here: Django's own formatting cuts digits off.
    return f"{number_format((share * 100).quantize(TENTH, ROUND_HALF_UP), decimal_pos=1)}\N{NO-BREAK SPACE}%"


def write_sums(amounts: Iterable[Money], kind: AmountKind) -> str:
    """The sums of one kind, currency after currency."""
    sums = (row.sums.get(kind) for row in sum_up(amounts))
    return " · ".join(write_money(one.amount, one.currency) for one in sums if one)


def currency_choices() -> list[tuple[str, str]]:
    """Currencies of the countries of the programme and of where its women work."""
    known = {currency.alpha_3: currency.name for currency in pycountry.currencies}
    return [(code, f"{code} – {known[code]}") for code in sorted(CURRENCIES)]


def amounts_subquery() -> ArraySubquery:
    """The amounts of a complaint beside it, for `read_amounts`: a list of complaints asks no second question."""
    rows = Amount.objects.filter(complaint=OuterRef("pk")).order_by("on", "pk")
    fields = {name: Cast(name, TextField()) for name in ("amount", "rate")}
    return ArraySubquery(rows.values(json=JSONObject(kind="kind", currency="currency", **fields)))


def read_amounts(rows: Iterable[dict[str, Any]]) -> list[Money]:
    """What `amounts_subquery` gave. Amounts travel as text: a float would round them."""
    found = []
    for row in rows:
        amount, rate = Decimal(row["amount"]), Decimal(row["rate"]) if row["rate"] else None
        found.append(
            Money(AmountKind(row["kind"]), row["currency"], amount, in_usd(amount, row["currency"], rate))
        )
    return found
