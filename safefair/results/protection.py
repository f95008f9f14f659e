"""Protect the tables of a release as one model with all earlier ones, and audit what will be published.

The two halves share definitions only: `protect_tables` starts from the true counts and makes cells; `audit_release`
starts from the bytes of the files, this release's and the earlier ones', and knows no count.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safefair.core.crypto.custody import tables_secret
from safefair.results.composing import compose, editions_of
from safefair.results.counting import Key, sum_cells
from safefair.results.dimensions import DIMENSIONS, TOTAL, words_of
from safefair.results.disclosure.audit import AUDIT_VERSION, AuditResult, Kind, audit
from safefair.results.disclosure.errors import CannotProtect
from safefair.results.disclosure.protect import Method, Zeros, protect
from safefair.results.disclosure.round import base_for
from safefair.results.disclosure.tables import Published
from safefair.results.enums import CellStatus, DisclosureMethod
from safefair.results.measures import measure_named
from safefair.results.models import Figure, Release, ReleaseCell, ReleaseTable
from safefair.results.opendata import FileContradicts, read_table, release_files
from safefair.results.queries.releases import release_tables
from safefair.results.series import (
    NAMES,
    PARTS_OF,
    PERSONAL,
    FiguresDoNotAgree,
    Series,
    key_in_model,
    published_of,
    split,
    total_gap_is_small,
)

Tell = Callable[[int, int, str], None]
TRIES = 3  # the search for a pattern has a part of chance; another seed finds what one missed
WORDS = {
    Kind.EXACT: gettext_lazy("its value can be worked out"),
    Kind.BOUNDED: gettext_lazy("it can be shown to be small"),
    Kind.SMALL: gettext_lazy("a small count would be printed"),
    Kind.RESTATED: gettext_lazy("it differs from an earlier release by a small count"),
    Kind.CONTRADICTION: gettext_lazy("the printed figures contradict each other"),
    Kind.UNPROVEN: gettext_lazy("the attack on it did not come to an end, so it is not shown to be safe"),
    Kind.MISSING: gettext_lazy("a combination is missing and would read as zero"),
}


@dataclass
class Verdict:
    """What the attacker found, in words and numbers that give nothing away."""

    version: str = AUDIT_VERSION
    findings: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    cells: int = 0
    withheld: int = 0
    programmes: int = 0
    undecided: int = 0
    seconds: float = 0.0

    @property
    def passed(self) -> bool:
        """Nothing was found."""
        return not self.findings

    def report(self) -> dict[str, object]:
        """As it is kept with the release."""
        return {**asdict(self), "passed": self.passed, "seconds": round(self.seconds, 1)}


def protect_tables(
    release: Release,
    tables: Sequence[ReleaseTable],
    earlier: Sequence[Mapping[str, Published]],
    *,
    tell: Tell,
) -> list[ReleaseCell]:
    """The cells of every table, small counts and what would give them away withheld or rounded.

    Raises:
        CannotProtect: some small count is safe with no pattern.
        FiguresDoNotAgree: the figures rest on different records.
        QuartersNotMade, NotInTheTables: of case work something else is asked for than was published.
    """
    parts = split(tables)
    shown: dict[str, Published] = {}
    for done, series in enumerate(parts):
        tell(
            done,
            len(parts) + 1,
            _("protecting %(title)s") % {"title": series.tables[0].figure.indicator.code},
        )
        composed = measure_named(series.measure).tables
        shown[series.measure] = (
            compose(series, composed, editions_of(release.period))
            if composed
            else _protect(
                release, series, [names[series.measure] for names in earlier if series.measure in names]
            )
        )
    _hide_small_rests(shown, release)
    cells = [
        cell
        for series in parts
        for table in series.tables
        for cell in _cells_of(table, series, shown[series.measure], release)
    ]
    return cells + [cell for table in tables if not _is_personal(table) for cell in _events(table)]


def _protect(release: Release, series: Series, earlier: Sequence[Published]) -> Published:
    secret = tables_secret(release.programme_id)

    def search(number: int) -> Published:
        return protect(
            series.counts(),
            series.design,
            threshold=release.threshold,
            zeros=Zeros.SHOWN,
            earlier=earlier,
            method=Method(release.method),
            secret=b"%d|" % number + secret,
        ).published

    for number in range(TRIES - 1):
        with suppress(CannotProtect):
            return search(number)
    return search(TRIES - 1)


def _base(release: Release) -> int | None:
    return base_for(release.threshold) if release.method == DisclosureMethod.ROUND else None


def _hide_small_rests(shown: dict[str, Published], release: Release) -> None:
    """Withhold the total of a part where it and the total of the whole would give a small rest away."""
    for part, whole in PARTS_OF.items():
        if part in shown and whole in shown:
            everybody = next(value for key, value in shown[whole].cells.items() if set(key) == {TOTAL})
            some = shown[part].cells[TOTAL,]
            if total_gap_is_small(some, everybody, release.threshold):
                shown[part] = Published(shown[part].design, dict.fromkeys(shown[part].cells))


def _is_personal(table: ReleaseTable) -> bool:
    return table.figure.indicator.kind in PERSONAL


def _cells_of(
    table: ReleaseTable, series: Series, shown: Published, release: Release
) -> Iterator[ReleaseCell]:
    """The part of a series that a table shows. Only the total of everybody has a range."""
    pinned = {name: codes[0] for name, codes in table.figure.indicator.filters.items()}
    for key, value in shown.cells.items():
        codes = {} if series.design.dimensions != NAMES else dict(zip(NAMES, key, strict=True))
        own = {name: codes[name] for name in table.dimensions}
        if key_in_model(table, own, series.design) != key:
            continue
        if any(codes.get(name) != code for name, code in pinned.items()):
            continue
        yield _cell(table, own, value, release)


def _cell(table: ReleaseTable, codes: Mapping[str, str], value: int | None, release: Release) -> ReleaseCell:
    low, high = (
        _range(table.figure, release)
        if value is not None and set(codes.values()) <= {TOTAL}
        else (None, None)
    )
    status = CellStatus.WITHHELD if value is None else CellStatus.PUBLISHED
    return ReleaseCell(table=table, key=dict(codes), value=value, low=low, high=high, status=status)


def _range(figure: Figure, release: Release) -> tuple[int | None, int | None]:
    """The figure's range; under rounding its ends go outwards to multiples of the base."""
    base = _base(release)
    if figure.low is None or figure.high is None or not base:
        return figure.low, figure.high
    return figure.low // base * base, -(-figure.high // base) * base


def _events(table: ReleaseTable) -> Iterator[ReleaseCell]:
    """Events are no people: nothing of them is withheld."""
    stored = list(table.figure.cells.order_by("id"))
    dimensions = tuple(stored[0].key) if stored else ()
    cells = {tuple(cell.key[name] for name in dimensions): cell.value for cell in stored}
    for key, value in sum_cells(cells, dimensions, table.dimensions).items():
        codes = dict(zip(table.dimensions, key, strict=True))
        yield ReleaseCell(table=table, key=codes, value=value, status=CellStatus.PUBLISHED)


def read_release(release: Release, tables: Sequence[ReleaseTable]) -> dict[str, Published]:
    """What a release shows its readers, by measure, read back from the bytes of its files.

    Raises:
        FileContradicts, FiguresDoNotAgree: the files say something that cannot be.
    """
    files = release_files(release)
    names = {table.id: table.file_name for table in release_tables(release)}
    read = {table.pk: read_table(files[names[table.pk]])[1] for table in tables}
    return {series.measure: published_of(series, read) for series in split(tables)}


def audit_release(
    release: Release,
    tables: Sequence[ReleaseTable],
    earlier: Sequence[Mapping[str, Published]],
    *,
    tell: Tell,
) -> Verdict:
    """Attack the files of a release with everything its readers have, this release and all earlier ones."""
    verdict, began = Verdict(), time.monotonic()
    try:
        shown = read_release(release, tables)
    except (FileContradicts, FiguresDoNotAgree):
        verdict.findings.append(_("The files contradict each other."))
        return verdict
    for done, (measure, published) in enumerate(shown.items()):
        tell(done, len(shown) + 1, _("playing the attacker"))
        before = [names[measure] for names in earlier if measure in names]
        result = audit(published, threshold=release.threshold, earlier=before, base=_base(release))
        _take_in(verdict, result, published)
    for part, whole in PARTS_OF.items():
        if part in shown and whole in shown:
            everybody = next(value for key, value in shown[whole].cells.items() if set(key) == {TOTAL})
            if total_gap_is_small(shown[part].cells[TOTAL,], everybody, release.threshold):
                verdict.findings.append(_("The total of a part and of its whole give a small rest away."))
    verdict.seconds = time.monotonic() - began
    return verdict


def _take_in(verdict: Verdict, result: AuditResult, published: Published) -> None:
    for finding in result.findings:
        place = _(" (earlier release)") if finding.release else ""
        verdict.findings.append(f"{say_key(published, finding.key)}{place}: {WORDS[finding.kind]}")
    if published.design.dimensions == NAMES:
        verdict.warnings += [
            _("%(cell)s: all of them are in one category of “%(name)s”.")
            % {"cell": say_key(published, key), "name": DIMENSIONS[name].label}
            for key, name in result.homogeneous
        ]
    verdict.cells += result.cells
    verdict.withheld += sum(value is None for value in published.cells.values())
    verdict.programmes += result.programmes
    verdict.undecided += result.undecided


def say_key(published: Published, key: Key) -> str:
    """A cell in words: "Thailand, women"."""
    if published.design.dimensions != NAMES:
        return _("the total")
    used = [words_of(name, code) for name, code in zip(NAMES, key, strict=True) if code != TOTAL]
    return ", ".join(used) or _("the total")
