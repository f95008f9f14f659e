"""Released cells of case work: put together from the published tables of whole quarters, and from nothing else.

A release therefore tells nothing of case work that those tables do not tell, whatever else its readers know: what they
withhold is not looked at here. A sum is given where every quarter shows its part; codes of which a quarter withholds the
count, or has put it together with others, stand together as the rest of a total that is shown.
"""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext_lazy as _

from safefair.core.errors import DomainError
from safefair.results.casework import UNIT
from safefair.results.dimensions import OTHERS, PART, REACHED, TOTAL
from safefair.results.disclosure.tables import Key, Published
from safefair.results.enums import EditionStatus
from safefair.results.measures import Composed
from safefair.results.models import CaseEdition, ReportingPeriod
from safefair.results.quarters import quarters_in
from safefair.results.series import WHOLE, Series, wide_key
from safefair.results.unitcells import Cells, read_cells


class QuartersNotMade(DomainError):
    """What a release may say of case work stands in tables that are not there."""

    message = _(
        "The tables of case work of a quarter of this period are not made. Leave the indicators of case work out, or "
        "make its tables first."
    )


class NotInTheTables(DomainError):
    """A cross that no published table has could only be counted anew."""

    message = _("Case work is released by one dimension at a time, and only by those of its tables.")


def editions_of(period: ReportingPeriod) -> list[CaseEdition]:
    """The tables of every whole quarter of a period, oldest first.

    Raises:
        QuartersNotMade: there is none, or one of them is not made.
    """
    quarters = quarters_in(period.starts_on, period.ends_before)
    made = CaseEdition.objects.filter(
        status=EditionStatus.READY, starts_on__in=[quarter.start for quarter in quarters]
    )
    if not quarters or len(made) < len(quarters):
        raise QuartersNotMade
    return sorted(made, key=lambda edition: edition.starts_on)


def compose(series: Series, tables: Composed, editions: Iterable[CaseEdition]) -> Published:
    """What of a series is published.

    Raises:
        NotInTheTables: an indicator asks for another table.
    """
    unit, design = UNIT[tables.unit], series.design
    if tables.sum:
        whole = _sum_of_money(list(editions), tables)
        return Published(design, {(TOTAL,): whole, (WHOLE,): whole})
    kept = [Cells(unit, read_cells(edition.tables[unit.name]["csv"])) for edition in editions]
    if design.dimensions == (WHOLE,):
        whole = _together(cells.value() for cells in kept)
        return Published(design, {(TOTAL,): whole, (WHOLE,): whole})
    cells: dict[Key, int | None] = {}
    for table in design.tables:
        if len(table) > 1 or (table != (REACHED,) and table[0] not in unit.dimensions):
            raise NotInTheTables
        found = _of_share(kept, tables) if tables.share else _by_code(kept, table[0])
        cells |= {wide_key({table[0]: code}): value for code, value in found.items()}
    return Published(design, cells)


def _together(values: Iterable[int | None]) -> int | None:
    found = list(values)
    return None if None in found else sum(value or 0 for value in found)


def _sum_of_money(editions: Sequence[CaseEdition], tables: Composed) -> int | None:
    """In whole US dollars; nought where nobody received anything, None where one quarter shows no sum."""
    sums = []
    for edition in editions:
        stored = edition.tables[tables.unit]
        nothing = "0" if Cells(UNIT[tables.unit], read_cells(stored["csv"])).value() == 0 else None
        sums.append(stored["sums"][tables.sum].get(TOTAL, nothing))
    if None in sums:
        return None
    return int(
        sum((Decimal(value) for value in sums if value), Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)
    )


def _of_share(kept: Sequence[Cells], tables: Composed) -> dict[str, int | None]:
    share = tables.share
    if share is None:
        raise NotInTheTables
    others = [code for code in share.whole if code not in share.part]
    part = _together(cells.together(share.fact, share.part) for cells in kept)
    rest = _together(cells.together(share.fact, others) for cells in kept)
    return {PART: part, "N": rest, TOTAL: _together([part, rest])}


def _by_code(kept: Sequence[Cells], name: str) -> dict[str, int | None]:
    whole = _together(cells.value() for cells in kept)
    if whole is None:
        return {TOTAL: None}
    codes = sorted({code for cells in kept for code in cells.codes(name)} - {OTHERS})
    sums = {code: _together(_of_code(cells, name, code) for cells in kept) for code in codes}
    shown: dict[str, int | None] = {code: value for code, value in sums.items() if value is not None}
    rest = whole - sum(value or 0 for value in shown.values())
    return {**shown, **({OTHERS: rest} if rest else {}), TOTAL: whole}


def _of_code(cells: Cells, name: str, code: str) -> int | None:
    """One code of one quarter; not known where it may be among those that were put together."""
    codes = cells.codes(name)
    return None if code not in codes and OTHERS in codes else cells.value(**{name: code})
