"""Invented courses, runs and who takes part."""

import datetime as dt

import factory

from safefair.core.sheets.codes import new_code
from safefair.trainings.enums import Competence
from safefair.trainings.models import Course, Participation, TrainingAttendance, TrainingRun, TrainingSession
from tests.accounts.factories import OrganizationFactory, UserFactory
from tests.outreach.factories import PlainRegistrationFactory


class CourseFactory(factory.django.DjangoModelFactory[Course]):
    """A course that asks for four fifths."""

    class Meta:
        model = Course

    organization = factory.SubFactory(OrganizationFactory)
    title = factory.Sequence(lambda n: f"Invented course {n:03}")
    competences = [Competence.GBV]
    completion_percent = 80


class TrainingRunFactory(factory.django.DjangoModelFactory[TrainingRun]):
    """Two days in March."""

    class Meta:
        model = TrainingRun

    course = factory.SubFactory(CourseFactory)
    organization = factory.SelfAttribute("course.organization")
    organizer = factory.SelfAttribute("organization")
    organization_kind = factory.SelfAttribute("organization.kind")
    title = factory.Sequence(lambda n: f"Invented run {n:03}")
    starts_on = dt.date(2026, 3, 12)
    ends_on = dt.date(2026, 3, 13)
    country = "TH"
    sheet_code = factory.LazyFunction(new_code)
    created_by = factory.SubFactory(UserFactory)


class TrainingSessionFactory(factory.django.DjangoModelFactory[TrainingSession]):
    """A day of six hours."""

    class Meta:
        model = TrainingSession

    run = factory.SubFactory(TrainingRunFactory)
    organization = factory.SelfAttribute("run.organization")
    held_on = factory.SelfAttribute("run.starts_on")
    minutes = 360


class ParticipationFactory(factory.django.DjangoModelFactory[Participation]):
    """A police officer."""

    class Meta:
        model = Participation

    run = factory.SubFactory(TrainingRunFactory)
    organization = factory.SelfAttribute("run.organization")
    registration = factory.SubFactory(
        PlainRegistrationFactory, organization=factory.SelfAttribute("..organization")
    )
    role = "POLICE"
    works_for_kind = "GOVERNMENT"
    sex = "F"
    age_band = "25-34"
    nationality = "TH"
    line_number = factory.Sequence(lambda n: n + 1)


class TrainingAttendanceFactory(factory.django.DjangoModelFactory[TrainingAttendance]):
    """Present all day."""

    class Meta:
        model = TrainingAttendance

    session = factory.SubFactory(TrainingSessionFactory)
    participation = factory.SubFactory(ParticipationFactory, run=factory.SelfAttribute("..session.run"))
    organization = factory.SelfAttribute("session.organization")
    minutes = 360
