"""Lines of the indicator list as the template reads them."""

from dataclasses import dataclass
from itertools import dropwhile

from django.utils.safestring import SafeString

from safefair.accounts.membership import Membership
from safefair.core.charts import WITHHELD, sparkline
from safefair.results.enums import Bound
from safefair.results.models import Indicator, ReportedFigure, Result, Target
from safefair.results.queries.figures import IndicatorLine, ResultGroup, Standing
from safefair.results.shown import shown_value


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator as one reader may see it; `value` is None where not measured or withheld."""

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


@dataclass(frozen=True)
class ReportedRow:
    """What the programme itself reported: the words, the number with its bound, the source."""

    figure: ReportedFigure
    bound: str

    @property
    def number(self) -> int | None:
        """The value as a whole number."""
        return None if self.figure.value is None else int(self.figure.value)


@dataclass(frozen=True)
class GroupRows:
    """One outcome with the lines below it."""

    result: Result
    lines: list[IndicatorRow]
    reported: list[ReportedRow]


def indicator_rows(groups: list[ResultGroup], *, membership: Membership) -> list[GroupRows]:
    """The list for one reader."""
    return [
        GroupRows(
            group.result,
            [_row(line, membership) for line in group.lines],
            [ReportedRow(figure, _bound(figure)) for figure in group.reported],
        )
        for group in groups
    ]


def _bound(figure: ReportedFigure) -> str:
    return "" if figure.bound in (Bound.EXACT, Bound.NONE) else str(figure.get_bound_display())


def _row(line: IndicatorLine, membership: Membership) -> IndicatorRow:
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
