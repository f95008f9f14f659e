"""What can be counted here: people taking part, people who completed, runs held.

Taking part, having been present and having completed are different things: `trainings.completion` counts only
who was present for the per cent that the course asks for (see `queries.with_completion`). For people, the kind
of organisation is whom they work for, and "" where nobody wrote that down: whoever held the training says
nothing about it. Role, kind of organisation, sex, age and nationality are frozen on the participation, so a
later job changes no figure of last year. Cancelled runs and people taken off the list never count. A run
belongs to the period in which its last day lies.
"""

from django.db.models import F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast

from safefair.core.codes import AgeBand, Sex
from safefair.core.dimensions import ROW, Measure, Period, Rows
from safefair.trainings.enums import ParticipantRole
from safefair.trainings.models import Participation, TrainingRun
from safefair.trainings.queries import completed


def participations(period: Period) -> Rows:
    """One row for each person in each run that ended in the period."""
    return _rows(_taking_part(period))


def completions(period: Period) -> Rows:
    """Those of them who completed."""
    return _rows(completed(_taking_part(period)))


def training_runs(period: Period) -> Rows:
    """One row for each run that ended in the period. A run is no person: sex, age band and role are unknown."""
    rows: Rows = (
        _ended(period)
        .annotate(
            row_id=F("pk"),
            registration_id=Cast(Value(None), IntegerField()),
            on=F("ends_on"),
            sex=Value(Sex.UNKNOWN.value),
            age_band=Value(AgeBand.UNKNOWN.value),
            nationality=Value(""),
            role=Value(ParticipantRole.UNKNOWN.value),
            number=Value(1),
        )
        .values(*ROW)
    )
    return rows


def _ended(period: Period) -> QuerySet[TrainingRun]:
    return TrainingRun.objects.filter(cancelled_at=None, ends_on__gte=period.start, ends_on__lt=period.end)


def _taking_part(period: Period) -> QuerySet[Participation]:
    return Participation.objects.filter(removed_at=None, run__in=_ended(period))


def _rows(people: QuerySet[Participation]) -> Rows:
    rows: Rows = people.annotate(
        row_id=F("pk"),
        on=F("run__ends_on"),
        country=F("run__country"),
        area=F("run__area"),
        organizer_id=F("run__organizer_id"),
        organization_kind=F("works_for_kind"),
        number=Value(1),
    ).values(*ROW)
    return rows


MEASURES = [
    Measure("trainings.participation", "trainings.Participation", 1, participations),
    Measure("trainings.completion", "trainings.Participation", 1, completions),
    Measure("trainings.training_run", "trainings.TrainingRun", 1, training_runs),
]
