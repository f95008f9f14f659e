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
from safefair.core.dimensions import ROW, Measure, Period, Rows
from safefair.core.errors import DomainError
from safefair.outreach.measures import MEASURES as OUTREACH
from safefair.results.counting import CountedRow
from safefair.results.enums import FigureKind
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
class CountedMeasure:
    """A kind of count over the rows of one or more sources, narrowed to those that `only` lets through."""

    name: str
    title: str | Promise
    kind: FigureKind
    sources: tuple[str, ...]
    only: Q | None = None
    own_version: int = 1

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
        for part in self.parts:
            rows = part.rows(period).order_by()
            yield part.source, rows.filter(self.only) if self.only else rows

    def rows(self, period: Period) -> Iterator[CountedRow]:
        """Every countable row of the period; one query for each source."""
        for source, rows in self.querysets(period):
            for row in rows.values_list(*ROW).iterator(chunk_size=5000):
                row_id, registration, on, country, _area, _by, kind, sex, age, nation, role, number = row
                columns = dict(zip(COLUMNS, (country, sex, age, role, kind, nation), strict=True))
                yield CountedRow(source, row_id, registration, on, columns, number)


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
        CountedMeasure("cases_opened", _("cases opened"), FigureKind.CASES, ("cases.case_opened",)),
        CountedMeasure("cases_closed", _("cases closed"), FigureKind.CASES, ("cases.case_closed",)),
        CountedMeasure("incidents_told", _("incidents told of"), FigureKind.CASES, ("cases.incident",)),
        CountedMeasure("referrals_sent", _("referrals sent"), FigureKind.CASES, ("cases.referral",)),
        CountedMeasure(
            "complaints_lodged", _("labour complaints lodged"), FigureKind.CASES, ("cases.complaint",)
        ),
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
