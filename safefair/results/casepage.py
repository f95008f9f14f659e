"""The tables of case work as a page and a file show them: from what is published, and from nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from safefair.core.charts import WITHHELD, BarRow, Chart, Value, bar_chart
from safefair.results.casework import FACETS, UNITS, YES, Unit
from safefair.results.dimensions import TOTAL
from safefair.results.disclosure.tables import Key
from safefair.results.models import CaseEdition
from safefair.results.operations.editions import read_cells


@dataclass(frozen=True)
class Share:
    """A part of a whole, both published; None where either is withheld."""

    label: str
    part: int | None
    whole: int | None

    @property
    def percent(self) -> int | None:
        """Whole per cent; None where something is withheld, or of nothing."""
        return round(100 * self.part / self.whole) if self.part is not None and self.whole else None


@dataclass(frozen=True)
class Sum:
    """A sum behind a published count: money of a currency, or nights of a country."""

    label: str
    words: str


@dataclass(frozen=True)
class UnitPage:
    """One unit with its total, what share of it is what, charts and sums."""

    unit: Unit
    total: int | None
    shares: list[Share]
    charts: list[Chart]
    sums: list[Sum]


class Cells:
    """The published cells of a unit, asked by dimension."""

    def __init__(self, unit: Unit, cells: Mapping[Key, int | None]) -> None:
        self.unit = unit
        self.cells = cells

    def value(self, **codes: str) -> int | None:
        """One cell; None where it is withheld, nought where nothing of the kind was recorded."""
        missing = None if self.cells.get((TOTAL,) * len(self.unit.dimensions)) is None else 0
        return self.cells.get(tuple(codes.get(name, TOTAL) for name in self.unit.dimensions), missing)

    def has(self, table: Sequence[str]) -> bool:
        """Whether there is a cell of this cross: one in which all records of a row are alike is not given."""
        used = {self.unit.dimensions.index(name) for name in table}
        return any({at for at, code in enumerate(key) if code != TOTAL} == used for key in self.cells)

    def shown(self, **codes: str) -> Value:
        """One cell as a chart takes it."""
        value = self.value(**codes)
        return WITHHELD if value is None else value

    def codes(self, name: str) -> list[str]:
        """The codes of a dimension in their order."""
        at = self.unit.dimensions.index(name)
        return FACETS[name].sort({key[at] for key in self.cells} - {TOTAL})

    def together(self, name: str, codes: Sequence[str]) -> int | None:
        """Several cells added, if all are published."""
        values = [self.value(**{name: code}) for code in codes]
        return None if None in values else sum(value or 0 for value in values)


SHARES: Mapping[str, tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]] = {
    "opened": (
        ("assessed", ("in_time",), ("in_time", "late", "none")),
        ("plan", ("made",), ("made", "missing")),
    ),
    "closed": (
        ("change", ("less",), ("less", "same", "more")),
        ("said", ("content",), ("content", "middle", "not")),
    ),
    "sent": (
        ("result", ("accepted", "provider", "her"), ("accepted", "provider", "her", "none")),
        ("result", ("accepted",), ("accepted", "provider", "her")),
        ("given", ("given",), ("given", "not", "open")),
    ),
    "ended": (
        (
            "outcome",
            ("resolved_full", "resolved_partial"),
            ("resolved_full", "resolved_partial", "rejected", "withdrawn", "lost_contact", "referred"),
        ),
    ),
}
"""By unit: a dimension, the codes of the part, the codes of the whole. Unknown and not asked stand in neither."""


def share_words() -> Mapping[str, tuple[str, ...]]:
    """The shares of each unit in words, in their order."""
    return {
        "opened": (_("danger assessed within three days"), _("safety plan made, of those who need one")),
        "closed": (
            _("less danger at the end, of those known at both ends"),
            _("content, of those who answered"),
        ),
        "sent": (
            _("answered, of those sent"),
            _("accepted, of those answered"),
            _("service received, of those accepted"),
        ),
        "ended": (_("resolved in full or in part, of those ended"),),
    }


def unit_pages(edition: CaseEdition) -> list[UnitPage]:
    """Every unit of an edition, in the order of the page."""
    words = share_words()
    pages = []
    for unit in UNITS:
        if unit.name not in edition.tables:
            continue
        stored = edition.tables[unit.name]
        cells = Cells(unit, read_cells(stored["csv"]))
        shares = [
            Share(label, cells.together(name, part), cells.together(name, whole))
            for label, (name, part, whole) in zip(
                words.get(unit.name, ()), SHARES.get(unit.name, ()), strict=True
            )
        ]
        total = cells.value()
        charts = list(_charts(cells)) if total else []
        pages.append(UnitPage(unit, total, shares, charts, list(_sums(unit, stored["sums"], cells))))
    return pages


def _charts(cells: Cells) -> Iterator[Chart]:
    unit = cells.unit
    grouped = {name for _title, names in unit.grouped for name in names}
    for title, names in unit.grouped:
        rows = [BarRow.of(str(FACETS[name].label), cells.shown(**{name: YES})) for name in names]
        yield bar_chart(str(title), rows, unit=str(unit.noun))
    for table in unit.tables:
        if table[0] in grouped:
            continue
        for margin in dict.fromkeys([table[:1], table]):
            if cells.has(margin):
                yield _chart(cells, margin)
            else:
                yield _chart(cells, margin[1:])


def _chart(cells: Cells, table: tuple[str, ...]) -> Chart:
    first = FACETS[table[0]]
    others = cells.codes(table[1]) if len(table) > 1 else []
    rows = []
    for code in [*cells.codes(table[0]), *([TOTAL] if others else [])]:
        here = {table[0]: code}
        values = [cells.shown(**here, **{table[1]: other}) for other in others] or [cells.shown(**here)]
        rows.append(BarRow.of(str(_("All")) if code == TOTAL else first.word(code), *values))
    title = _title(table)
    series = [FACETS[table[1]].word(other) for other in others]
    return bar_chart(title, rows, series=series, unit=str(cells.unit.noun), row_name=str(first.label))


def _title(table: Sequence[str]) -> str:
    return " · ".join(str(FACETS[name].label) for name in table)


def _sums(unit: Unit, sums: Mapping[str, Mapping[str, str]], cells: Cells) -> Iterator[Sum]:
    if unit.name == "paid":
        for code in cells.codes("currency") if sums.get("amount") else []:
            if code in sums["amount"]:
                dollars = sums["usd"].get(code)
                amount = f"{Decimal(sums['amount'][code]):,.2f} {code}"
                yield Sum(
                    FACETS["currency"].word(code),
                    f"{amount} ({Decimal(dollars):,.2f} USD)" if dollars and code != "USD" else amount,
                )
    if unit.name == "admitted":
        for code in [*cells.codes("country"), TOTAL]:
            if code in sums.get("nights", {}):
                nights, offered = (int(Decimal(sums[name][code])) for name in ("nights", "bed_nights"))
                share = f" ({round(100 * nights / offered)} %)" if offered else ""
                label: str | Promise = _("All") if code == TOTAL else FACETS["country"].word(code)
                words = _("%(nights)s of %(offered)s nights") % {"nights": nights, "offered": offered}
                yield Sum(str(label), words + share)


def file_rows(edition: CaseEdition) -> Iterator[tuple[str, ...]]:
    """Every published cell of an edition for a file: unit, dimensions with code and words, value, status."""
    for unit in UNITS:
        stored = edition.tables.get(unit.name)
        for key, value in read_cells(stored["csv"]).items() if stored else ():
            used = [(name, code) for name, code in zip(unit.dimensions, key, strict=True) if code != TOTAL]
            yield (
                unit.name,
                str(unit.title),
                "; ".join(f"{name}={code}" for name, code in used) or TOTAL,
                "; ".join(f"{FACETS[name].label}: {FACETS[name].word(code)}" for name, code in used)
                or str(_("All")),
                "" if value is None else str(value),
                "withheld" if value is None else "published",
            )
