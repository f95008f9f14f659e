"""A small programme of our own and linkage by hand; sessions, visits and trainings come from their apps' factories."""

import datetime as dt

import factory
from django.utils import timezone

from safefair.people.models import LinkageRun, LinkedRegistration, Registration
from safefair.results.models import Indicator, Programme, ReportingPeriod, Result


class ProgrammeFactory(factory.django.DjangoModelFactory[Programme]):
    """An invented programme in two countries."""

    class Meta:
        model = Programme
        django_get_or_create = ("code",)

    code = "invented"
    title = "Invented programme"
    short_title = "Invented"
    objective = "Invented objective"
    starts_on = dt.date(2025, 1, 1)
    ends_on = dt.date(2026, 12, 31)
    countries = ["TH", "MM"]


class ResultFactory(factory.django.DjangoModelFactory[Result]):
    """Its one outcome."""

    class Meta:
        model = Result
        django_get_or_create = ("programme", "code")

    programme = factory.SubFactory(ProgrammeFactory)
    code = "1"
    title = "Invented outcome"


class IndicatorFactory(factory.django.DjangoModelFactory[Indicator]):
    """People informed, by country and sex."""

    class Meta:
        model = Indicator

    result = factory.SubFactory(ResultFactory)
    code = factory.Sequence(lambda n: f"1.{n}")
    title = factory.Sequence(lambda n: f"Invented people informed {n}")
    kind = "PEOPLE"
    measure = "people_informed"
    tables = [["country", "sex"]]


class PeriodFactory(factory.django.DjangoModelFactory[ReportingPeriod]):
    """The first half of 2026."""

    class Meta:
        model = ReportingPeriod

    programme = factory.SubFactory(ProgrammeFactory)
    label = "January to June 2026"
    starts_on = dt.date(2026, 1, 1)
    ends_before = dt.date(2026, 7, 1)


def link(*groups: list[Registration], probability: float = 1.0) -> LinkageRun:
    """A current linkage run in which each group is one individual."""
    LinkageRun.objects.update(is_current=False)
    run = LinkageRun.objects.create(is_current=True, ended_at=timezone.now())
    for individual, registrations in enumerate(groups, start=1):
        for registration in registrations:
            LinkedRegistration.objects.create(
                run=run,
                registration=registration,
                organization=registration.organization,
                individual=individual,
                probability=probability,
            )
    return run
