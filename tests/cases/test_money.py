"""Money: to the cent, each currency and kind for itself."""

from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safefair.cases.enums.complaint import AmountKind
from safefair.cases.money import Money, in_usd, sum_up, write_money, write_share, write_sums

C, A, R = AmountKind.CLAIMED, AmountKind.AWARDED, AmountKind.RECEIVED
CENTS = st.integers(min_value=1, max_value=10**13).map(lambda cents: Decimal(cents).scaleb(-2))
ANY = st.builds(
    Money,
    kind=st.sampled_from(AmountKind),
    currency=st.sampled_from(["THB", "USD", "VND"]),
    amount=CENTS,
    usd=st.none() | CENTS,
)


def test_a_worked_example():
    rows = [
        Money(C, "THB", Decimal("48000.00"), Decimal("1333.33")),
        Money(C, "THB", Decimal("12000.50"), Decimal("333.35")),
        Money(A, "THB", Decimal(50000)),
        Money(R, "THB", Decimal("30000.25"), Decimal("833.34")),
        Money(R, "MMK", Decimal(900000)),
    ]

    kyat, baht = sum_up(rows)

    assert (kyat.currency, baht.currency) == ("MMK", "THB")
    assert baht.sums[C] == Money(C, "THB", Decimal("60000.50"), Decimal("1666.68"))
    assert baht.sums[A].usd is None
    assert write_share(baht.recovered) == "50.0\N{NO-BREAK SPACE}%"
    assert kyat.recovered is None
    assert write_sums(rows, R) == "MMK\N{NO-BREAK SPACE}900,000.00 · THB\N{NO-BREAK SPACE}30,000.25"


def test_nothing_received_is_no_recovery_at_all_and_nothing_claimed_is_no_share():
    (row,) = sum_up([Money(C, "THB", Decimal(10))])

    assert row.recovered == 0
    assert R not in row.sums
    assert sum_up([]) == []


@given(st.lists(ANY, max_size=30))
def test_sums_are_those_of_the_rows_whatever_they_are(rows):
    expected: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for one in rows:
        expected[one.currency, one.kind] += one.amount

    found = {(row.currency, kind): one.amount for row in sum_up(rows) for kind, one in row.sums.items()}

    assert found == dict(expected)


@given(st.lists(ANY, max_size=8))
def test_a_sum_is_in_dollars_only_if_every_row_is(rows):
    for row in sum_up(rows):
        for kind, one in row.sums.items():
            parts = [other.usd for other in rows if (other.currency, other.kind) == (row.currency, kind)]
            known = [usd for usd in parts if usd is not None]
            assert one.usd == (sum(known, Decimal()) if len(known) == len(parts) else None)


@pytest.mark.parametrize(
    ("amount", "currency", "rate", "expected"),
    [
        ("48000", "THB", "36.5", "1315.07"), ("10", "THB", "4", "2.50"), ("0.01", "THB", "2", "0.01"),
        ("100", "USD", None, "100"), ("100", "THB", None, None), ("1000000", "VND", "25390", "39.39"),
    ],
)  # fmt: skip
def test_dollars_at_the_rate_of_a_day(amount, currency, rate, expected):
    found = in_usd(Decimal(amount), currency, Decimal(rate) if rate else None)

    assert found == (Decimal(expected) if expected else None)


@pytest.mark.parametrize(
    ("amount", "currency", "expected"),
    [
        ("1234567.5", "THB", "THB 1,234,567.50"), ("2500000.00", "VND", "VND 2,500,000"), ("0.05", "SGD", "SGD 0.05"),
        ("1000", "IDR", "IDR 1,000.00"),
    ],
)  # fmt: skip
def test_the_code_of_the_currency_stands_before_the_amount(amount, currency, expected):
    assert write_money(Decimal(amount), currency).replace("\N{NO-BREAK SPACE}", " ") == expected
