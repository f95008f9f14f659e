"""When two entries of one organisation speak of the same service: they are called alike and serve some place in common."""

from collections.abc import Iterable

from safefair.core.searching import normalise
from safefair.directory.entries import Entry


def is_same_service(entry: Entry, other: Entry) -> bool:
    """Whether two entries of one organisation are one service."""
    return normalise(entry["name"]) == normalise(other["name"]) and (
        share_area(entry["areas"], other["areas"]) or bool({*entry["places"]} & {*other["places"]})
    )


def share_area(areas: Iterable[str], others: Iterable[str]) -> bool:
    """Whether somebody may be in one of each: a province lies in its country."""
    return any(one in (other, other[:2]) or other == one[:2] for one in areas for other in others)
