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
from safefair.people.imports.intake import (
    PORTION,
    Key,
    Listed,
    events_by_key,
    listed_at,
    missing_groups,
    present_by_activity,
    unlisted_rows,
)
from safefair.people.imports.targets import Activity, ActivityGroup, ImportedRow, ImportTarget, Stored
from safefair.people.models import ImportBatch
from safefair.trainings.models import Course, Participation, TrainingAttendance, TrainingRun, TrainingSession
from safefair.trainings.words import read_role


@transaction.atomic
def bulk_record_runs(batch: ImportBatch, groups: Sequence[ActivityGroup], by: User) -> Stored:
    """Write runs and participations of a batch; what the organisation already has stays as it is.

    A run that was closed before and gets rows is open again.
    """
    organization = batch.organization
    with pghistory.context(user=by.pk):
        found = _existing(organization, [group.activity for group in groups])
        made = _make_runs(batch, missing_groups(groups, found, organization), by)
        runs = found | made
        new = unlisted_rows(groups, runs, _listed(runs.values()), organization)
        people = [_participation(run, row, number) for run, row, number in new]
        Participation.objects.bulk_create(people, batch_size=PORTION, ignore_conflicts=True)
        _mark_present(people, organization)
        touched = TrainingRun.objects.filter(pk__in={person.run_id for person in people})
        reason = f"import {batch.created_at:%Y-%m-%d}"
        touched.exclude(closed_at=None).update(closed_at=None, status_reason=reason)
    rows = sum(len(group.rows) for group in groups)
    return Stored(len(made), len(runs) - len(made), len(people), rows - len(people))


def present_at(
    organization: Organization, activities: Collection[Activity]
) -> Mapping[Activity, frozenset[int]]:
    """Who is already on the lists of those trainings that the organisation has."""
    found = _existing(organization, activities)
    return present_by_activity(activities, organization, found=found, there=_listed(found.values()))


TRAININGS = ImportTarget(
    name="TRAINING",
    title=_("Training"),
    list_url="trainings:list",
    store=bulk_record_runs,
    present=present_at,
)


def _existing(organization: Organization, activities: Collection[Activity]) -> dict[Key, TrainingRun]:
    return events_by_key(TrainingRun.objects.all(), activities, organization, day="starts_on")


def _make_runs(batch: ImportBatch, missing: Mapping[Key, ActivityGroup], by: User) -> dict[Key, TrainingRun]:
    """Runs with their course and one sitting of unknown length each."""
    courses = _courses(batch.organization, {group.activity.title for group in missing.values()})
    new = [_run(batch, group, key, courses[group.activity.title], by) for key, group in missing.items()]
    made = TrainingRun.objects.bulk_create(new, batch_size=PORTION)
    TrainingSession.objects.bulk_create(
        [TrainingSession(run=run, organization=batch.organization, held_on=run.starts_on) for run in made],
        batch_size=PORTION,
    )
    return dict(zip(missing, made, strict=True))


def _courses(organization: Organization, titles: set[str]) -> dict[str, Course]:
    """The course of each title; a new one has no competences until somebody says which."""
    missing = titles - set(Course.objects.filter(organization=organization).values_list("title", flat=True))
    Course.objects.bulk_create(
        [Course(organization=organization, title=title, competences=[]) for title in sorted(missing)]
    )
    return {
        course.title: course for course in Course.objects.filter(organization=organization, title__in=titles)
    }


def _run(batch: ImportBatch, group: ActivityGroup, key: Key, course: Course, by: User) -> TrainingRun:
    activity = group.activity
    return TrainingRun(
        course=course,
        organization=batch.organization,
        organizer_id=key[0],
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


def _listed(runs: Collection[TrainingRun]) -> Listed:
    people = Participation.objects.filter(run__in=[run.pk for run in runs])
    return listed_at(people.values_list("run_id", "registration_id"))


def _participation(run: TrainingRun, row: ImportedRow, number: int) -> Participation:
    return Participation(
        run=run,
        organization_id=run.organization_id,
        registration_id=row.registration_id,
        role=read_role(row.role),
        sex=row.sex,
        age_band=row.age_band,
        nationality=row.nationality,
        line_number=number,
    )


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
