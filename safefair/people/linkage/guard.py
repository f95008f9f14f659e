"""Links that no score may make: two different valid documents, or two full birth dates with two sexes."""

import numpy as np
from stdnum.id import nik
from stdnum.my import nric
from stdnum.th import pin

from safefair.people.linkage.prepare import Prepared

_RULES = {"TH": pin, "ID": nik, "MY": nric}


def valid_kind(number: str) -> str:
    """Country whose check digit or inner structure the number satisfies; empty if none."""
    return next(
        (country for country, rule in _RULES.items() if len(number) >= 12 and rule.is_valid(number)), ""
    )


class Guard:
    """Tells which sets of records may not be one person."""

    def __init__(self, prepared: Prepared) -> None:
        kinds = [valid_kind(number) for number in prepared.documents]
        self._number = prepared.document.tolist()
        self._kind = [kinds[code] if code >= 0 else "" for code in self._number]
        self._date = prepared.date.tolist()
        self._sex = prepared.sex.tolist()

    def conflict(self, x: list[int], y: list[int]) -> bool:
        """Whether any record of `x` contradicts any record of `y`."""
        return any(self._contradict(a, b) for a in x for b in y)

    def _contradict(self, a: int, b: int) -> bool:
        if self._kind[a] and self._kind[a] == self._kind[b] and self._number[a] != self._number[b]:
            return True
        if self._sex[a] and self._sex[b] and self._sex[a] != self._sex[b] and self._date[a] and self._date[b]:
            return _are_different_dates(self._date[a], self._date[b])
        return False


def _are_different_dates(a: int, b: int) -> bool:
    """Whether two dates differ by more than one part or a swap of day and month."""
    first, second = (a // 10_000, a // 100 % 100, a % 100), (b // 10_000, b // 100 % 100, b % 100)
    equal = int(np.sum(np.array(first) == np.array(second)))
    swapped = first[0] == second[0] and first[1:] == second[:0:-1]
    return equal < 2 and not swapped
