"""The tables of case work as a page and a file show them: from what is published, and from nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from safefair.cases.measures import SHARES
from safefair.core.charts import BarRow, Chart, bar_chart
from safefair.results.casework import FACETS, SHARES_OF, UNITS, YES, Unit
from safefair.results.dimensions import TOTAL
from safefair.results.models import CaseEdition
from safefair.results.unitcells import Cells, read_cells


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


def share_words() -> Mapping[str, tuple[str, ...]]:
    """The shares of each unit in words, in their order."""
    return {
        "opened": (_("danger assessed within three days"), _("safety plan made, of those who need one")),
        "closed": (
            _("less danger at the end, of those in danger at one of the ends"),
            _("content, of those who answered"),
        ),
        "sent": (
            _("answered within seven days, of those sent"),
            _("accepted, of those that the provider decided on"),
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
            Share(label, cells.together(of.fact, of.part), cells.together(of.fact, of.whole))
            for label, of in zip(
                words.get(unit.name, ()), map(SHARES.__getitem__, SHARES_OF.get(unit.name, ())), strict=True
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
        if TOTAL in sums.get("usd", {}):
            yield Sum(_("All currencies together"), f"{Decimal(sums['usd'][TOTAL]):,.2f} USD")
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
