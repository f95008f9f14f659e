"""Questions about courses, runs and who completed them."""

from dataclasses import dataclass

from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThanOrEqual

from safefair.accounts.models import Organization
from safefair.trainings.enums import FRONT_LINE, ParticipantRole
from safefair.trainings.models import Course, Participation, TrainingAttendance, TrainingRun, TrainingSession


def courses_of(organization: Organization | None) -> QuerySet[Course]:
    """Courses of one organisation; of all for a programme role (None)."""
    return Course.objects.all() if organization is None else Course.objects.filter(organization=organization)


def runs_of(organization: Organization | None) -> QuerySet[TrainingRun]:
    """Runs of one organisation, cancelled ones too; of all for a programme role (None)."""
    runs = TrainingRun.objects.all()
    return runs if organization is None else runs.filter(organization=organization)


def with_completion(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Participations with `planned` and `present` (minutes) and `is_complete`.

    Complete is who was present for at least the course's per cent of the planned minutes, boundary included, in whole
    minutes: 100 × present ≥ per cent × planned. Where the length of a sitting is not known, all sittings of that run
    count alike: 100 × came ≥ per cent × sittings. A run without sittings completes nobody.
    """
    percent = F("run__course__completion_percent")
    all_known = Exact(Count("pk"), Count("minutes"))
    return (
        participations.annotate(
            planned=Coalesce(_of_run(Sum("minutes")), 0), present=Coalesce(_of_person(Sum("minutes")), 0)
        )
        .alias(
            known=_of_run(Case(When(all_known, then=Sum("minutes")))),
            sittings=_of_run(Count("pk")),
            came=Coalesce(_of_person(Count("pk", filter=Q(minutes=None) | Q(minutes__gt=0))), 0),
        )
        .annotate(
            # Nothing can be said by minutes that are not known, nor by no sittings. Each count looks up rows for
            # every person there is: the second comparison is left alone where the first has an answer.
            is_complete=Coalesce(
                GreaterThanOrEqual(100 * F("present"), percent * F("known")),
                GreaterThanOrEqual(100 * F("came"), percent * F("sittings")),
                Value(False),
                output_field=BooleanField(),
            )
        )
    )


def completed(participations: QuerySet[Participation]) -> QuerySet[Participation]:
    """Those who completed."""
    return with_completion(participations).filter(Q(is_complete=True))


def participants_of(run: TrainingRun) -> QuerySet[Participation]:
    """Who takes part in a run, in the order of the list."""
    people = run.participations.filter(removed_at=None).select_related("registration")
    return people.order_by("line_number", "pk")


def with_people(runs: QuerySet[TrainingRun]) -> QuerySet[TrainingRun]:
    """Runs with `people`, how many take part."""
    people = Participation.objects.filter(run=OuterRef("pk"), removed_at=None).order_by().values("run")
    return runs.annotate(people=Coalesce(Subquery(people.annotate(n=Count("*")).values("n")), 0))


def took_part(registration_id: int) -> QuerySet[Participation]:
    """Runs in which a registration took part, newest first, with completion."""
    found = Participation.objects.filter(
        registration=registration_id, removed_at=None, run__cancelled_at=None
    )
    return with_completion(found).select_related("run__course").order_by("-run__starts_on", "-run_id")


def _of_run(value: Sum | Count | Case) -> Subquery:
    sittings = TrainingSession.objects.filter(run=OuterRef("run")).values("run")
    return Subquery(sittings.annotate(value=value).values("value"))


def _of_person(value: Sum | Count) -> Subquery:
    attended = TrainingAttendance.objects.filter(participation=OuterRef("pk")).values("participation")
    return Subquery(attended.annotate(value=value).values("value"))


def minutes_of(run: TrainingRun) -> list[tuple[int, int, int | None]]:
    """(participation, sitting, minutes) of every cell that is not empty."""
    cells = TrainingAttendance.objects.filter(session__run=run, participation__removed_at=None)
    return list(cells.values_list("participation_id", "session_id", "minutes"))


def with_runs(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Courses with `held`, how many of their runs hold."""
    return courses.annotate(held=Count("runs", filter=Q(runs__cancelled_at=None)))


@dataclass(frozen=True)
class RoleCount:
    """People of one role in a run: on the list, and completed."""

    role: str
    is_front_line: bool
    listed: int
    completed: int


def completion_by_role(run: TrainingRun) -> list[RoleCount]:
    """Who took part and who completed, by role; the largest role first."""
    counts: dict[str, list[int]] = {}
    for person in with_completion(participants_of(run)):
        listed_completed = counts.setdefault(person.role, [0, 0])
        listed_completed[0] += 1
        listed_completed[1] += bool(getattr(person, "is_complete", False))
    found = sorted(counts.items(), key=lambda item: (-item[1][0], item[0]))
    return [
        RoleCount(str(ParticipantRole(role).label), role in FRONT_LINE, *numbers) for role, numbers in found
    ]
