"""Courses: what can be taught, and how much of it has to be attended."""

from dataclasses import dataclass

import pghistory
from django.db import transaction

from safefair.accounts.models import Organization, User
from safefair.trainings.errors import CourseExists
from safefair.trainings.models import Course


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseFacts:
    """A syllabus. `completion_percent` of the planned minutes completes it, boundary included."""

    title: str
    competences: tuple[str, ...]
    completion_percent: int = 80


@transaction.atomic
def save_course(
    facts: CourseFacts, *, organization: Organization, by: User, course: Course | None = None
) -> Course:
    """Write a new course, or correct `course`; who completed its runs is worked out anew.

    Raises:
        CourseExists: the organisation has another one of this title.
    """
    others = Course.objects.filter(organization=organization, title=facts.title)
    if (others.exclude(pk=course.pk) if course else others).exists():
        raise CourseExists
    course = course or Course(organization=organization)
    course.title, course.completion_percent = facts.title, facts.completion_percent
    course.competences = list(facts.competences)
    with pghistory.context(user=by.pk):
        course.save()
    return course
