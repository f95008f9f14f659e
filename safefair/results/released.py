"""The indicators as somebody from outside sees them: what was released, and nothing of what the records give now.

A live total beside a release would undo it: the difference of the two is a count that the release withholds.
"""

from collections.abc import Mapping, Sequence
from itertools import dropwhile

from django.utils.translation import gettext as _

from safefair.accounts.membership import Membership
from safefair.accounts.roles import Permission
from safefair.core.charts import WITHHELD, Chart, RangeRow, range_chart, sparkline
from safefair.results.enums import OF_CASE_WORK
from safefair.results.models import Indicator, ReportingPeriod
from safefair.results.quarters import months_label, quarters_in
from safefair.results.queries.figures import IndicatorLine, Standing
from safefair.results.queries.releases import ReleasedTotal
from safefair.results.tables import IndicatorRow, live_row

Totals = Mapping[tuple[int, int], ReleasedTotal]


def sees_live_figures(membership: Membership) -> bool:
    """Whether a role sees what the records give now."""
    return membership.may(Permission.VIEW_LIVE_FIGURES)


def choose_released_period(
    periods: Sequence[ReportingPeriod], wanted: str | None, totals: Totals
) -> ReportingPeriod | None:
    """The one asked for by its uuid, else the newest one of which something was released, else the newest."""
    by_uuid = {str(period.uuid): period for period in periods}
    shown = {period for _indicator, period in totals}
    first = next((period for period in periods if period.pk in shown), None)
    return by_uuid.get(wanted or "") or first or (periods[0] if periods else None)


def released_row(line: IndicatorLine, *, periods: Sequence[ReportingPeriod], totals: Totals) -> IndicatorRow:
    """One line of the list; `periods` newest first. Nothing live is in it."""
    period = line.standing.period
    total = totals.get((line.indicator.pk, period.pk))
    value = total.number if total else None
    course = [
        found.number if (found := totals.get((line.indicator.pk, p.pk))) else None
        for p in reversed(periods)
        if p.ends_before <= period.ends_before
    ]
    course = list(dropwhile(lambda number: number is None, course))
    goal = float(line.target.value) if line.target and line.target.value else 0
    return IndicatorRow(
        indicator=line.indicator,
        standing=Standing(period, None),
        target=line.target,
        value=value,
        is_withheld=total is not None and value is None,
        low=total.low if total else None,
        high=total.high if total else None,
        unnamed=0,
        percent=round(100 * value / goal) if value is not None and goal else None,
        spark=sparkline(line.indicator.title, course) if len(course) > 1 and value is not None else None,
        is_live=False,
        share=total if total and total.is_share else None,
        days=months_counted(line.indicator, period) if total else "",
    )


def months_counted(indicator: Indicator, period: ReportingPeriod) -> str:
    """Of case work, the months of the whole quarters of a period; else nothing."""
    if indicator.kind not in OF_CASE_WORK:
        return ""
    return months_label(quarters_in(period.starts_on, period.ends_before))


def staff_row(
    line: IndicatorLine, *, membership: Membership, periods: Sequence[ReportingPeriod], totals: Totals
) -> IndicatorRow:
    """What the records give; of case work what was released, which is all that anybody sees of it."""
    if line.indicator.kind in OF_CASE_WORK:
        return released_row(line, periods=periods, totals=totals)
    return live_row(line, membership=membership)


def released_course(indicator: Indicator, periods: Sequence[ReportingPeriod], totals: Totals) -> Chart | None:
    """What was released of an indicator over the periods, each with its range; None if nothing was."""
    rows = [
        RangeRow(period.label, WITHHELD)
        if total.number is None
        else RangeRow(period.label, total.number, total.low, total.high)
        for period in reversed(periods)
        if (total := totals.get((indicator.pk, period.pk)))
    ]
    if not rows:
        return None
    unit = "%" if any(total.is_share for total in totals.values()) else str(indicator.get_kind_display())
    return range_chart(indicator.title, rows, unit=unit, row_name=_("Period"))
