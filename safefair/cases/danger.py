"""How great the danger is, as far as what was asked tells: a suggestion, which a person decides on.

No programme scores the danger to migrant women; a sum of points would look exact where it is not. So: one grave
answer is high danger, any other yes is some danger, and the worker may always choose higher.
"""

import datetime as dt
from collections.abc import Collection

from safefair.cases.enums.plan import GRAVE, RiskLevel

REVIEW_DAYS = {RiskLevel.HIGH: 3, RiskLevel.MEDIUM: 14, RiskLevel.LOW: 30}
ORDER = (RiskLevel.UNKNOWN, RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)


def suggested_level(factors: Collection[str], asked: Collection[str]) -> RiskLevel:
    """What the answers suggest; `factors` were answered yes, `asked` are all that were asked. Nothing asked: unknown."""
    if GRAVE.intersection(factors):
        return RiskLevel.HIGH
    if factors:
        return RiskLevel.MEDIUM
    return RiskLevel.LOW if asked else RiskLevel.UNKNOWN


def is_below(level: str, suggested: str) -> bool:
    """The level chosen is lower than the one suggested."""
    return ORDER.index(RiskLevel(level)) < ORDER.index(RiskLevel(suggested))


def review_day(level: str, on: dt.date) -> dt.date:
    """When to look again: for high danger the last day allowed, else a suggestion."""
    return on + dt.timedelta(days=REVIEW_DAYS[RiskLevel(level)])
