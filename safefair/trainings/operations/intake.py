"""Trainings in bulk, as imports bring them: a few statements however many runs and rows.

A list of who came says nothing of hours: each imported run gets one sitting of unknown length, at which everybody on
the list was present.
"""

from collections.abc import Collection, Mapping, Sequence

import pghistory
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from safefair.accounts.models import Organization, User
from safefair.core.sheets.codes import new_code
from safefair.people.imports.targets import Activity, ActivityGroup, ImportTarget, Stored
from safefair.people.models import ImportBatch
from safefair.trainings.models import Course, Participation, TrainingAttendance, TrainingRun, TrainingSession
from safefair.trainings.words import read_role

Key = tuple[int | None, str, str, object, str]
PORTION = 2000
LAST_LINE = 32767  # of a small integer


@transaction.atomic
def bulk_record_runs(batch: ImportBatch, groups: Sequence[ActivityGroup], by: User) -> Stored:
    """Write runs and participations of a batch; what the organisation already has stays as it is.

    A run that was closed before and gets rows is open again.
    """
    with pghistory.context(user=by.pk):
        organization = batch.organization
        found = _existing(organization, [group.activity for group in groups])
        runs, created = _make_missing(batch, groups, found, by)
        there = _registrations(runs.values())
        people = [
            person
            for group in groups
            for person in _people(group, runs[_key(group.activity, organization)], there, organization)
        ]
        Participation.objects.bulk_create(people, batch_size=PORTION, ignore_conflicts=True)
        _mark_present(people, organization)
        touched = TrainingRun.objects.filter(pk__in={person.run_id for person in people})
        reason = f"import {batch.created_at:%Y-%m-%d}"
        touched.exclude(closed_at=None).update(closed_at=None, status_reason=reason)
    rows = sum(len(group.rows) for group in groups)
    return Stored(created, len(runs) - created, len(people), rows - len(people))


def present_at(
    organization: Organization, activities: Collection[Activity]
) -> Mapping[Activity, frozenset[int]]:
    """Who is already on the lists of those trainings that the organisation has."""
    found = _existing(organization, activities)
    there = _registrations(found.values())
    return {
        activity: frozenset(there.get(found[key].pk, set()))
        for activity in activities
        if (key := _key(activity, organization)) in found
    }


TRAININGS = ImportTarget(
    name="TRAINING",
    title=_("Training"),
    list_url="trainings:list",
    store=bulk_record_runs,
    present=present_at,
)


def _key(activity: Activity, organization: Organization) -> Key:
    organizer = activity.organizer_id
    if organizer is None and not activity.organizer_name:
        organizer = organization.pk
    return organizer, activity.organizer_name, activity.title, activity.held_on, activity.country


def _existing(organization: Organization, activities: Collection[Activity]) -> dict[Key, TrainingRun]:
    runs = TrainingRun.objects.filter(
        organization=organization,
        cancelled_at=None,
        starts_on__in={activity.held_on for activity in activities},
        title__in={activity.title for activity in activities},
    ).order_by("-pk")  # of two alike the older one
    return {(r.organizer_id, r.organizer_name, r.title, r.starts_on, r.country): r for r in runs}


def _make_missing(
    batch: ImportBatch, groups: Sequence[ActivityGroup], found: dict[Key, TrainingRun], by: User
) -> tuple[dict[Key, TrainingRun], int]:
    courses = _courses(batch.organization, {group.activity.title for group in groups})
    runs, new = {}, {}
    for group in groups:
        key = _key(group.activity, batch.organization)
        if key in found:
            runs[key] = found[key]
        elif key not in new:
            new[key] = _run(batch, group, courses[group.activity.title], by)
    made = TrainingRun.objects.bulk_create(new.values(), batch_size=PORTION)
    TrainingSession.objects.bulk_create(
        [TrainingSession(run=run, organization=batch.organization, held_on=run.starts_on) for run in made],
        batch_size=PORTION,
    )
    return runs | dict(zip(new, made, strict=True)), len(made)


def _courses(organization: Organization, titles: set[str]) -> dict[str, Course]:
    """The course of each title; a new one has no competences until somebody says which."""
    missing = titles - set(Course.objects.filter(organization=organization).values_list("title", flat=True))
    Course.objects.bulk_create(
        [Course(organization=organization, title=title, competences=[]) for title in sorted(missing)]
    )
    return {
        course.title: course for course in Course.objects.filter(organization=organization, title__in=titles)
    }


def _run(batch: ImportBatch, group: ActivityGroup, course: Course, by: User) -> TrainingRun:
    activity = group.activity
    return TrainingRun(
        course=course,
        organization=batch.organization,
        organizer_id=_key(activity, batch.organization)[0],
        organizer_name=activity.organizer_name,
        organization_kind=group.organization_kind,
        title=activity.title,
        starts_on=activity.held_on,
        ends_on=activity.held_on,
        country=activity.country,
        area=group.area,
        place=group.place,
        sheet_code=new_code(),
        batch=batch,
        created_by=by,
    )


def _registrations(runs: Collection[TrainingRun]) -> dict[int, set[int]]:
    there: dict[int, set[int]] = {}
    pairs = Participation.objects.filter(run__in=[run.pk for run in runs])
    for run_id, registration_id in pairs.values_list("run_id", "registration_id"):
        there.setdefault(run_id, set()).add(registration_id)
    return there


def _people(
    group: ActivityGroup, run: TrainingRun, there: dict[int, set[int]], organization: Organization
) -> list[Participation]:
    listed = there.setdefault(run.pk, set())
    people = []
    for row in group.rows:
        if row.registration_id in listed:
            continue
        listed.add(row.registration_id)
        person = Participation(
            run=run,
            organization=organization,
            registration_id=row.registration_id,
            role=read_role(row.role),
            sex=row.sex,
            age_band=row.age_band,
            nationality=row.nationality,
            line_number=min(len(listed), LAST_LINE),
        )
        people.append(person)
    return people


def _mark_present(people: Sequence[Participation], organization: Organization) -> None:
    """Present at the sittings of unknown length of the day; a run with hours of its own keeps its empty cells."""
    runs = {person.run_id for person in people}
    sittings = dict(
        TrainingSession.objects.filter(run__in=runs, minutes=None).order_by("pk").values_list("run_id", "pk")
    )
    stored = Participation.objects.filter(uuid__in=[person.uuid for person in people])
    rows = [
        TrainingAttendance(
            session_id=sittings[run_id], participation_id=pk, organization=organization, minutes=None
        )
        for pk, run_id in stored.values_list("pk", "run_id")
        if run_id in sittings
    ]
    TrainingAttendance.objects.bulk_create(rows, batch_size=PORTION, ignore_conflicts=True)
