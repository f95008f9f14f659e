"""Numbers as people read them."""

from decimal import Decimal

import pytest
from django.utils import translation

from safefair.core.formats import write_number


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (2.96, "3"), (24.9997, "25"), (2.94, "2.9"), (0.25, "0.3"), (1234567, "1,234,567"), (1234.56, "1,234.6"),
        (Decimal("99.95"), "100"), (-2.96, "-3"), (0, "0"), (None, "no data"),
    ],
)  # fmt: skip
def test_rounded_and_never_cut_off(value, words):
    assert write_number(value) == words


@pytest.mark.parametrize("language", ["km", "my", "lo"])
def test_where_django_has_no_format_too(language):
    with translation.override(language):
        assert write_number(2.96) == "3"
        assert write_number(12345.67) == "12,345.7"
