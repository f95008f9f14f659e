"""Lines of the indicator list as the template reads them."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import dropwhile

from django.utils.safestring import SafeString

from safefair.accounts.membership import Membership
from safefair.core.charts import WITHHELD, sparkline
from safefair.results.enums import Bound, FigureKind
from safefair.results.models import Indicator, ReportedFigure, Result, Target
from safefair.results.queries.figures import IndicatorLine, ResultGroup, Standing
from safefair.results.queries.releases import ReleasedTotal
from safefair.results.shown import shown_value


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator as one reader may see it; `value` is None where there is none or it is withheld.

    `is_live`: the value is what the records give now, not what was released. `share`: the whole of a share and the part
    of it that was reached; `days`: what is counted by whole quarters says which months those are.
    """

    indicator: Indicator
    standing: Standing
    target: Target | None
    value: int | None
    is_withheld: bool
    low: int | None
    high: int | None
    unnamed: int
    percent: int | None
    spark: SafeString | None
    is_live: bool = True
    share: ReleasedTotal | None = None
    days: str = ""


@dataclass(frozen=True)
class ReportedRow:
    """What the programme itself reported: the words, the number with its bound, the source."""

    figure: ReportedFigure
    bound: str

    @property
    def number(self) -> int | None:
        """The value as a whole number."""
        return None if self.figure.value is None else int(self.figure.value)

    @property
    def kind(self) -> str:
        """What the number counts, as it stands beside it."""
        return FigureKind(self.figure.kind).beside(self.number)


@dataclass(frozen=True)
class GroupRows:
    """One outcome with the lines below it."""

    result: Result
    lines: list[IndicatorRow]
    reported: list[ReportedRow]


def indicator_rows(
    groups: list[ResultGroup], row: Callable[[IndicatorLine], IndicatorRow]
) -> list[GroupRows]:
    """The list for one reader, who sees of an indicator what `row` makes of it."""
    return [
        GroupRows(
            group.result,
            [row(line) for line in group.lines],
            [ReportedRow(figure, _bound(figure)) for figure in group.reported],
        )
        for group in groups
    ]


def _bound(figure: ReportedFigure) -> str:
    return "" if figure.bound in (Bound.EXACT, Bound.NONE) else str(figure.get_bound_display())


def live_row(line: IndicatorLine, *, membership: Membership) -> IndicatorRow:
    """What the records give, for those inside the programme."""
    figure = line.standing.figure
    value = shown_value(figure, line.indicator, membership=membership)
    is_withheld = value is WITHHELD
    course = list(dropwhile(lambda number: number is None, line.course))
    return IndicatorRow(
        indicator=line.indicator,
        standing=line.standing,
        target=line.target,
        value=None if figure is None or is_withheld else figure.value,
        is_withheld=is_withheld,
        low=None if figure is None or is_withheld else figure.low,
        high=None if figure is None or is_withheld else figure.high,
        unnamed=0 if figure is None or is_withheld else figure.unnamed,
        percent=None if is_withheld else line.percent,
        spark=sparkline(line.indicator.title, course) if len(course) > 1 and not is_withheld else None,
    )
