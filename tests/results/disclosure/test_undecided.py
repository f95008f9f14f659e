"""What the audit cannot settle in its limits: safe by the linear programmes passes, anything else does not."""

import pytest

from safefair.results.disclosure import bounds
from safefair.results.disclosure.audit import Kind, audit
from safefair.results.disclosure.protect import protect
from safefair.results.disclosure.tables import Design
from tests.results.disclosure.factories import skewed_counts

CUBE = Design(("a", "b", "c"))
COUNTS = skewed_counts((4, 5, 3), 300)


def test_what_whole_numbers_leave_open_passes_when_linear_bounds_say_safe(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    published = protect(COUNTS, CUBE, threshold=5, secret=b"s").published
    settled = audit(published, threshold=5)
    monkeypatch.setattr(bounds, "ALL_INTEGER_SECONDS", -1.0)
    monkeypatch.setattr(bounds, "INTEGER_SECONDS", 0.0)

    hurried = audit(published, threshold=5)

    assert (settled.undecided, settled.passed) == (0, True)
    assert hurried.undecided > 0
    assert hurried.passed


def test_what_linear_programmes_leave_open_does_not_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    published = protect(COUNTS, CUBE, threshold=5, secret=b"s").published
    monkeypatch.setattr(bounds, "LINEAR_STEPS", 0)

    result = audit(published, threshold=5)

    assert not result.passed
    assert {finding.kind for finding in result.findings} == {Kind.UNPROVEN}
