"""What indicators may count: each measure names the measures of the apps whose rows it takes together.

Taken together means one set of rows: somebody at a session and on a visit is one person informed, and two
attendances. The version of a measure goes up when its own rule changes, or that of a source.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safefair.accounts.enums import OrganizationKind
from safefair.cases.measures import MEASURES as CASES
from safefair.cases.measures import SHARES, Share
from safefair.core.dimensions import ROW, Measure, Period, Rows
from safefair.core.errors import DomainError
from safefair.outreach.measures import MEASURES as OUTREACH
from safefair.results.counting import CountedRow
from safefair.results.enums import FigureKind
from safefair.results.quarters import quarters_in
from safefair.trainings.enums import Competence, ParticipantRole
from safefair.trainings.measures import MEASURES as TRAININGS

APP_MEASURES: dict[str, Measure] = {measure.name: measure for measure in (*OUTREACH, *TRAININGS, *CASES)}
COLUMNS = ("country", "sex", "age_band", "role", "organization_kind", "nationality")
CAPACITY = (
    Competence.GENDER_ANALYSIS,
    Competence.GRASSROOTS,
    Competence.PARALEGAL,
    Competence.LEADERSHIP,
    Competence.PSYCHOSOCIAL,
)
GRASSROOTS = (OrganizationKind.UNION, OrganizationKind.MIGRANT, OrganizationKind.WOMEN)
# Social services of government, or an organisation of workers, migrants or women: statement S12 of the programme.
BUILDS_CAPACITY = Q(run__course__competences__overlap=CAPACITY) & (
    Q(organization_kind__in=GRASSROOTS)
    | Q(organization_kind=OrganizationKind.GOVERNMENT, role=ParticipantRole.SOCIAL_WORKER)
)


class UnknownMeasure(DomainError):
    """An indicator names a measure that no app offers."""


@dataclass(frozen=True)
class Composed:
    """The unit of the tables of case work that shows the same records; of a share its fact, of money its sum."""

    unit: str
    share: Share | None = None
    sum: str = ""


@dataclass(frozen=True)
class CountedMeasure:
    """A kind of count over the rows of one or more sources, narrowed to those that `only` lets through.

    `tables`: of case work, from which published tables its released cells are put together; its rows are then those of
    the whole quarters of a period.
    """

    name: str
    title: str | Promise
    kind: FigureKind
    sources: tuple[str, ...]
    only: Q | None = None
    own_version: int = 1
    tables: Composed | None = None

    @cached_property
    def parts(self) -> tuple[Measure, ...]:
        """The apps' measures."""
        return tuple(APP_MEASURES[name] for name in self.sources)

    @property
    def version(self) -> int:
        """Goes up with every rule it rests on."""
        return self.own_version + sum(part.version for part in self.parts) - len(self.parts)

    def querysets(self, period: Period) -> Iterator[tuple[str, Rows]]:
        """The source's label and its rows, one for each source."""
        if self.tables:
            quarters = quarters_in(period.start, period.end)
            period = (
                Period(quarters[0].start, quarters[-1].end) if quarters else Period(period.end, period.end)
            )
        for part in self.parts:
            rows = part.rows(period).order_by()
            yield part.source, rows.filter(self.only) if self.only else rows

    def rows(self, period: Period) -> Iterator[CountedRow]:
        """Every countable row of the period; one query for each source."""
        facts = self.parts[0].facts
        for source, rows in self.querysets(period):
            for row in rows.values_list(*ROW, *facts).iterator(chunk_size=5000):
                row_id, registration, on, country, _area, _by, kind, sex, age, nation, role, number, *more = (
                    row
                )
                columns = dict(zip(COLUMNS, (country, sex, age, role, kind, nation), strict=True))
                columns |= dict(zip(facts, more, strict=True))
                yield CountedRow(source, row_id, registration, on, columns, number)


def _of_cases(name: str, title: Promise, source: str, unit: str) -> CountedMeasure:
    return CountedMeasure(name, title, FigureKind.CASES, (f"cases.{source}",), tables=Composed(unit))


def _share(name: str, title: Promise, unit: str) -> CountedMeasure:
    """A share of case work; the figure is its whole, and the cell `reached` the part."""
    tables = Composed(unit, SHARES[name])
    return CountedMeasure(name, title, FigureKind.CASES, (f"cases.{name}",), tables=tables)


INFORMED = ("outreach.session_attendance", "outreach.session_headcount", "outreach.visit")
MEASURES = {
    measure.name: measure
    for measure in (
        CountedMeasure("people_informed", _("people informed"), FigureKind.PEOPLE, INFORMED),
        CountedMeasure(
            "information_attendances",
            _("attendances at sessions and visits"),
            FigureKind.ATTENDANCES,
            INFORMED,
        ),
        CountedMeasure(
            "sessions_held", _("information sessions"), FigureKind.EVENTS, ("outreach.information_session",)
        ),
        CountedMeasure("people_trained", _("people trained"), FigureKind.PEOPLE, ("trainings.completion",)),
        CountedMeasure(
            "people_capacity_built",
            _("people whose capacity was built"),
            FigureKind.PEOPLE,
            ("trainings.completion",),
            only=BUILDS_CAPACITY,
        ),
        CountedMeasure(
            "training_participations", _("seats taken"), FigureKind.ATTENDANCES, ("trainings.participation",)
        ),
        CountedMeasure("trainings_held", _("trainings"), FigureKind.EVENTS, ("trainings.training_run",)),
        _of_cases("cases_opened", _("cases opened"), "case_opened", "opened"),
        _of_cases("cases_closed", _("cases closed"), "case_closed", "closed"),
        _of_cases("incidents_told", _("incidents told of"), "incident", "told"),
        _of_cases("referrals_sent", _("referrals sent"), "referral", "sent"),
        _of_cases("complaints_lodged", _("labour complaints lodged"), "complaint", "lodged"),
        CountedMeasure(
            "money_received",
            _("money in women's hands"),
            FigureKind.MONEY,
            ("cases.money_received",),
            tables=Composed("paid", sum="usd"),
        ),
        _share("danger_assessed", _("cases in which danger is to be assessed"), "opened"),
        _share("plans_made", _("cases that need a safety plan"), "opened"),
        _share("referrals_answered", _("referrals sent, by whether answered in time"), "sent"),
        _share("referrals_accepted", _("referrals that the provider decided on"), "sent"),
        _share("services_received", _("referrals accepted"), "sent"),
        _share("complaints_resolved", _("labour complaints ended"), "ended"),
        _share("danger_fell", _("cases closed, in danger at one of the ends"), "closed"),
        _share("women_content", _("cases closed, in which she said what she thinks of the help"), "closed"),
    )
}


def measure_named(name: str) -> CountedMeasure:
    """A measure by name, or UnknownMeasure."""
    try:
        return MEASURES[name]
    except KeyError:
        raise UnknownMeasure(
            _("Nothing that can be counted is called “%(name)s”.") % {"name": name}
        ) from None
