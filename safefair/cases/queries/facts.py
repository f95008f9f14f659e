"""What became of a coded row, as one code of a list: for tables and for shares alike."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, CharField, F, Q, Value, When

ACCEPTED = Q(status__in=("accepted", "done"))


def sorted_into(*cases: tuple[Q, str], default: str) -> Case:
    """The code of the first condition that holds."""
    whens = [When(condition, then=Value(code)) for condition, code in cases]
    return Case(*whens, default=Value(default), output_field=CharField())


def _danger_changed() -> Case:
    """Whether danger fell; "low" at both ends is a code of its own, since what is low cannot fall."""
    steps = {"low": 1, "medium": 2, "high": 3}
    cases = [
        (
            Q(risk_at_start=start, risk_at_end=end),
            "less" if number < before else "more" if number > before else "low" if number == 1 else "same",
        )
        for start, before in steps.items()
        for end, number in steps.items()
    ]
    return sorted_into(*cases, default="U")


FACTS: Mapping[str, Any] = {
    "assessed": F("assessed"),
    "plan": F("plan"),
    "change": _danger_changed(),
    "said": F("satisfaction"),
    "answered": F("answered"),
    "result": sorted_into(
        (ACCEPTED, "accepted"),
        (Q(status="rejected"), "provider"),
        (Q(status="declined_by_survivor"), "her"),
        default="none",
    ),
    "given": sorted_into(
        (~ACCEPTED, "none"),
        (Q(feedback__in=("implemented", "partly")), "given"),
        (Q(feedback=""), "open"),
        default="not",
    ),
    "outcome": F("outcome"),
}
"""By name, an expression over the coded rows that have it."""
