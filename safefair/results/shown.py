"""Figures as pages show them: what a reader may see of small counts, and the tables and charts of a figure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.core.charts import WITHHELD, BarRow, Chart, RangeRow, Value, bar_chart, range_chart
from safefair.core.rls import Scope
from safefair.results.counting import Key, sum_cells
from safefair.results.dimensions import DIMENSIONS, REACHED, TOTAL, sort_codes, words_of
from safefair.results.enums import OF_CASE_WORK, FigureKind
from safefair.results.models import Figure, Indicator
from safefair.results.queries.figures import Standing
from safefair.results.queries.releases import ReleasedTable

SMALLEST_SHOWN = 5
"""Readers without a right to rows see no count of people below this."""


def sees_cells(membership: Membership) -> bool:
    """Whether a role sees the unprotected cells of live figures: it may open their rows, of all organisations."""
    return membership.may(Permission.OPEN_FIGURE_ROWS) and membership.scope == Scope.PROGRAMME


def shown_value(figure: Figure | None, indicator: Indicator, *, membership: Membership) -> Value:
    """A figure's value for a reader: WITHHELD where it is small and she sees no rows; None if not measured.

    Of case work no live number is shown to anybody: beside a protected table, any other number is a difference.
    """
    if figure is None or figure.value is None:
        return None
    if indicator.kind in OF_CASE_WORK:
        return WITHHELD
    is_personal = indicator.kind in (FigureKind.PEOPLE, FigureKind.ATTENDANCES)
    if is_personal and 0 < figure.value < SMALLEST_SHOWN and not sees_cells(membership):
        return WITHHELD
    return figure.value


@dataclass(frozen=True)
class GridCell:
    """One cell of a table on a page: the number, or withheld, or neither because the cross does not exist."""

    label: str
    value: int | None
    is_withheld: bool = False
    is_total: bool = False


@dataclass(frozen=True)
class GridRow:
    """One row of a table: its header and cells."""

    label: str
    cells: list[GridCell]
    is_total: bool = False


@dataclass(frozen=True)
class Grid:
    """A table of one or two dimensions with its totals, ready to be printed."""

    title: str
    row_name: str
    columns: list[str]
    rows: list[GridRow]

    @property
    def has_withheld(self) -> bool:
        """Whether any of its cells is not shown."""
        return any(cell.is_withheld for row in self.rows for cell in row.cells)


def make_grid(
    table: Sequence[str], cells: Mapping[Key, int], *, withheld: frozenset[Key] = frozenset(), unit: str = ""
) -> Grid:
    """Lay cells out: the first dimension down, the second across, totals last.

    Args:
        table: one or two dimensions.
        cells: key over `table`, `*` for totals, to its value.
        withheld: keys shown by the mark instead.
    """
    keys = {*cells, *withheld}
    down = [*sort_codes(table[0], {key[0] for key in keys} - {TOTAL}), TOTAL]
    across = [*sort_codes(table[1], {key[1] for key in keys} - {TOTAL}), TOTAL] if len(table) > 1 else [""]
    columns = [words_of(table[1], code) for code in across] if len(table) > 1 else [unit or _("Number")]
    rows = []
    for code in down:
        row = []
        for other, label in zip(across, columns, strict=True):
            key = (code, other) if len(table) > 1 else (code,)
            row.append(GridCell(label, cells.get(key), key in withheld, TOTAL in key))
        rows.append(GridRow(words_of(table[0], code), row, is_total=code == TOTAL))
    return Grid(table_title(table), str(DIMENSIONS[table[0]].label), columns, rows)


def table_title(table: Sequence[str]) -> str:
    """What a table is by: "By country and sex"."""
    if not table:
        return _("In all")
    if tuple(table) == (REACHED,):
        return str(DIMENSIONS[REACHED].label)
    names = [str(DIMENSIONS[name].label).lower() for name in table]
    return _("By %(names)s") % {"names": _(" and ").join(names)}


def grids_of(figure: Figure, indicator: Indicator) -> list[Grid]:
    """Every table of a figure, from its own cells; none of case work, whose tables are shown protected only."""
    stored = list(figure.cells.order_by("id"))
    if not stored or indicator.kind in OF_CASE_WORK:
        return []
    dimensions = tuple(stored[0].key)
    cells = {tuple(cell.key[name] for name in dimensions): cell.value for cell in stored}
    return [
        make_grid(table, sum_cells(cells, dimensions, table), unit=str(indicator.get_kind_display()))
        for table in indicator.tables
        if set(table) <= set(dimensions)
    ]


@dataclass(frozen=True)
class ReleasedGrid:
    """One released table and its grid; a table of a total only has none."""

    table: ReleasedTable
    grid: Grid | None


def released_grids(tables: Sequence[ReleasedTable]) -> list[ReleasedGrid]:
    """The tables of a release as their readers see them."""
    return [ReleasedGrid(table, _released_grid(table) if table.dimensions else None) for table in tables]


def _released_grid(table: ReleasedTable) -> Grid:
    cells = {cell.codes: cell.value for cell in table.cells if cell.value is not None}
    withheld = frozenset(cell.codes for cell in table.cells if cell.is_withheld)
    return make_grid(table.dimensions, cells, withheld=withheld, unit=table.kind_label)


def course_chart(indicator: Indicator, standings: Sequence[Standing], *, membership: Membership) -> Chart:
    """The figures of an indicator over periods, each with its range."""
    rows = []
    for standing in standings:
        value = shown_value(standing.figure, indicator, membership=membership)
        ends: tuple[int | None, int | None] = (None, None)
        if standing.figure is not None and value is not WITHHELD:
            ends = (standing.figure.low, standing.figure.high)
        rows.append(RangeRow(standing.period.label, value, *ends))
    return range_chart(indicator.title, rows, unit=str(indicator.get_kind_display()), row_name=_("Period"))


def grid_chart(title: str, grid: Grid) -> Chart:
    """The totals of a grid's rows as bars; withheld ones hatched, without their number."""
    rows = [
        BarRow.of(row.label, WITHHELD if row.cells[-1].is_withheld else row.cells[-1].value)
        for row in grid.rows
        if not row.is_total
    ]
    return bar_chart(title, rows, unit=grid.columns[-1], row_name=grid.row_name)
