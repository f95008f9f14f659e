"""The attacker: what can be worked out from what is published, this release beside all earlier ones?

This is a code path of its own. It sees printed files only, knows no true value, and shares with the
protection nothing but the definition of the tables; even its equations differ (every margin is the sum of
the base cells of each table, where the protection adds up one dimension at a time).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise, product

from safefair.results.disclosure.bounds import Equations, Judged, find_bounds
from safefair.results.disclosure.tables import TOTAL, Design, Key, Published, describe

AUDIT_VERSION = "2"
WHOLE_TABLE = 1_500  # unknown cells up to which whole numbers are tried for every cell, not for a sample


class Kind(StrEnum):
    """What is wrong with a cell, in words for the report."""

    EXACT = "its value can be worked out exactly"
    BOUNDED = "it can be shown to be below the threshold"
    SMALL = "a small count is printed"
    RESTATED = "it differs from an earlier release by less than the threshold"
    CONTRADICTION = "the printed figures contradict each other"
    UNPROVEN = "the attack on it did not come to an end, so it is not shown to be safe"
    MISSING = "the combination has no row, so it reads as zero"


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason not to publish. `release` is 0 for the audited one, 1… for the earlier ones."""

    kind: Kind
    key: Key
    release: int = 0


@dataclass(frozen=True, slots=True)
class AuditResult:
    """What the attacker found.

    Attributes:
        findings: reasons not to publish; empty means passed.
        homogeneous: cells all of whose cases lie in one category of another dimension, which tells the
            category of each of them, whatever the threshold: a warning, for a person to weigh.
        cells, unknown: cells looked at, and those of them not printed.
        confirmed: cells for which tables of whole numbers were tried, beyond the linear programmes.
        undecided: those of them that are safe by the linear programmes and that those of whole numbers could
            not settle in their time. They pass; one that the linear programmes leave open is a finding.
        programmes: linear and integer programmes solved.
    """

    findings: tuple[Finding, ...]
    homogeneous: tuple[tuple[Key, str], ...]
    cells: int
    unknown: int
    confirmed: int
    undecided: int
    programmes: int
    version: str = AUDIT_VERSION

    @property
    def passed(self) -> bool:
        """Whether the release may be published."""
        return not self.findings


def audit(
    published: Published,
    *,
    threshold: int,
    zeros_shown: bool = True,
    earlier: Sequence[Published] = (),
    base: int | None = None,
    whole_numbers: int = WHOLE_TABLE,
    progress: Callable[[int, int], None] | None = None,
) -> AuditResult:
    """Attack a release with everything its readers have.

    Fails a withheld cell that has one possible value, or whose largest possible value is below the
    threshold. With zeros shown readers know that it holds at least 1. With zeros hidden it may also be a
    zero; then a largest value below the threshold fails all the same, since only that the count is small
    could be hidden in it. Growth between releases fails when it is shown to lie in 1 … k − 1.

    Args:
        earlier: all earlier releases of the same records, oldest first.
        base: the figures are rounded to multiples of this base, each by less than one base.
        whole_numbers: how many unknown cells to confirm with whole numbers, at most; 0 for none.
    """
    releases = [published, *earlier]
    attack = _Attack(threshold, 1 if zeros_shown else 0, base)
    for number, release in enumerate(releases):
        attack.read(number, release)
    order = [*range(1, len(releases)), 0]
    for position, number in enumerate(order[:-1]):
        attack.link(number, order[position + 1 :], releases)
    attack.check_sums()
    if not attack.contradicted:
        attack.search(whole_numbers, progress)
    return AuditResult(
        findings=tuple(sorted(set(attack.findings), key=lambda f: (f.release, f.key, f.kind))),
        homogeneous=tuple(_homogeneous(published)),
        cells=len(published.cells),
        unknown=sum(low < high for low, high in zip(attack.low, attack.high, strict=True)),
        confirmed=attack.confirmed,
        undecided=attack.undecided,
        programmes=attack.programmes,
    )


class _Attack:
    def __init__(self, threshold: int, floor: int, base: int | None) -> None:
        self.threshold, self.floor, self.base = threshold, floor, base
        self.at: dict[tuple[int, Key], int] = {}
        self.low: list[float] = []
        self.high: list[float] = []
        self.judged: list[Judged] = []
        self.names: list[tuple[int, Key]] = []
        self.rows: list[dict[int, float]] = []
        self.findings: list[Finding] = []
        self.contradicted = False
        self.confirmed = self.undecided = self.programmes = 0

    def _variable(self, name: tuple[int, Key], low: float, high: float, judged: Judged) -> int:
        self.low.append(low)
        self.high.append(high)
        self.judged.append(judged)
        self.names.append(name)
        return len(self.low) - 1

    def read(self, number: int, release: Published) -> None:
        """Take in the cells of a release, and that every margin is the sum of its base cells."""
        design = release.design
        codes = design.codes_of(release.cells)
        for key in design.cells(codes):
            value = release.cells.get(key)
            if key not in release.cells:
                self.findings.append(Finding(Kind.MISSING, key, number))
                low, high, judged = 0.0, 0.0 if self.floor else float("inf"), Judged.NOT
            elif value is None:
                low, high, judged = float(self.floor), float("inf"), Judged.WITHHELD
            elif self.base:
                low, high, judged = max(0, value - self.base + 1), value + self.base - 1, Judged.IMPLIED
                if value % self.base:
                    self.findings.append(Finding(Kind.CONTRADICTION, key, number))
            else:
                low = high = float(value)
                judged = Judged.NOT
                if 0 < value < self.threshold:
                    self.findings.append(Finding(Kind.SMALL, key, number))
            self.at[number, key] = self._variable((number, key), low, high, judged)
        if extra := [key for key in release.cells if (number, key) not in self.at]:
            self.findings += [Finding(Kind.CONTRADICTION, key, number) for key in extra]
        for margin, parts in _margins(design, codes):
            row = {self.at[number, margin]: 1.0}
            row |= {self.at[number, part]: -1.0 for part in parts}
            self.rows.append(row)
        if design.cumulative:
            self._add_periods(number, design, codes[design.cumulative])

    def _add_periods(self, number: int, design: Design, periods: Sequence[str]) -> None:
        where = design.dimensions.index(design.cumulative or "")
        following = dict(pairwise(periods))
        for (release, key), before in list(self.at.items()):
            if release == number and key[where] in following:
                after = (*key[:where], following[key[where]], *key[where + 1 :])
                self._grow(number, after, before, self.at[number, after])

    def _grow(self, number: int, key: Key, before: int, after: int) -> None:
        added = self._variable((number, key), 0.0, float("inf"), Judged.IMPLIED)
        self.rows.append({after: 1.0, before: -1.0, added: -1.0})

    def link(self, number: int, later: Sequence[int], releases: Sequence[Published]) -> None:
        """Compare a release with the next later ones that have the same cells."""
        common: dict[int, list[Key]] = {}
        for key in releases[number].cells:
            following = next((r for r in later if key in releases[r].cells), None)
            if following is not None and (number, key) in self.at:
                common.setdefault(following, []).append(key)
        for following, keys in common.items():
            printed = [key for key in keys if releases[number].cells[key] is not None]
            steps = {
                key: new - (releases[number].cells[key] or 0)
                for key in printed
                if (new := releases[following].cells[key]) is not None
            }
            small = [key for key, step in steps.items() if 0 < abs(step) < self.threshold]
            self.findings += [Finding(Kind.RESTATED, key, following) for key in small]
            # what was printed and no longer is has changed, or nobody would have withheld it
            same = not any(steps.values()) and len(steps) == len(printed)
            fell = {_pattern(key) for key, step in steps.items() if step < 0}
            # a withheld count held at least the floor; less is printed now, so it fell
            fell |= {
                _pattern(key)
                for key in keys
                if releases[number].cells[key] is None
                and (now := releases[following].cells[key]) is not None
                and now < self.floor
            }
            for key in keys:
                before, after = self.at[number, key], self.at[following, key]
                if same:
                    self.rows.append({after: 1.0, before: -1.0})
                elif _pattern(key) not in fell:
                    self._grow(number, key, before, after)

    def check_sums(self) -> None:
        """Name the sums that do not hold, where everything in them is printed."""
        for row in self.rows:
            low = sum(c * (self.low[at] if c > 0 else self.high[at]) for at, c in row.items())
            high = sum(c * (self.high[at] if c > 0 else self.low[at]) for at, c in row.items())
            if low > 0 or high < 0:
                number, key = self.names[next(iter(row))]
                self.findings.append(Finding(Kind.CONTRADICTION, key, number))
                self.contradicted = True

    def search(self, whole_numbers: int, progress: Callable[[int, int], None] | None) -> None:
        """Bound every unknown cell, by linear programmes first and by integer ones where asked."""
        result = find_bounds(
            Equations(self.low, self.high, self.rows), self.judged, self.threshold, whole_numbers, progress
        )
        self.confirmed, self.undecided = result.confirmed, result.undecided
        self.programmes = result.programmes
        if result.infeasible:
            self.findings.append(Finding(Kind.CONTRADICTION, self.names[0][1], 0))
        for at in result.exact:
            self.findings.append(Finding(Kind.EXACT, self.names[at][1], self.names[at][0]))
        for at in result.below:
            self.findings.append(Finding(Kind.BOUNDED, self.names[at][1], self.names[at][0]))
        for at in result.unproven:
            self.findings.append(Finding(Kind.UNPROVEN, self.names[at][1], self.names[at][0]))


def _pattern(key: Key) -> frozenset[int]:
    return frozenset(at for at, code in enumerate(key) if code != TOTAL)


def _margins(design: Design, codes: Mapping[str, Sequence[str]]) -> Iterator[tuple[Key, list[Key]]]:
    """Every total and group of every table with the base cells of that table it consists of."""
    for table in design.tables:
        below: list[dict[str, list[str]]] = []
        for name in design.dimensions:
            if name not in table:
                below.append({TOTAL: [TOTAL]})
                continue
            members = {code: [code] for code in codes[name]}
            for group, inside in design.groups.get(name, {}).items():
                if present := [code for code in codes[name] if code in inside]:
                    members[group] = present
            if name != design.cumulative:
                members[TOTAL] = list(codes[name])
            below.append(members)
        for key in product(*below):
            parts = list(product(*(up[code] for up, code in zip(below, key, strict=True))))
            if parts != [key]:
                yield key, parts


def _homogeneous(published: Published) -> Iterator[tuple[Key, str]]:
    """Printed cells all of whose cases are printed in one category of a further dimension."""
    cells, dimensions = published.cells, published.design.dimensions
    for key, value in cells.items():
        if value:
            for at, name in enumerate(dimensions):
                parent = (*key[:at], TOTAL, *key[at + 1 :])
                if key[at] != TOTAL and key != parent and cells.get(parent) == value:
                    yield parent, name


def explain(design: Design, finding: Finding) -> str:
    """A finding as a line of text; it names the cell and never a value."""
    place = f" (earlier file {finding.release})" if finding.release else ""
    return f"{describe(design, finding.key)}{place}: {finding.kind.value}"
